import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { applyEdit, editedParagraphs } from '../content';
import { MINUTES_SAVED } from '../events';
import { recordedMinutes } from '../facts';
import { changeMinutes, loadMinutes, writersOnly } from '../policy';
import { keepRevision } from '../repository';

/** Of what follows from an event; what is added by hand has ids of its own. */
const RECORDED = /^(?:item|vote|attendance):/u;

/** The text as somebody edited it, whole (N3, N4). */
export const save = defineCommand({
  name: 'minutes.save',
  input: z.strictObject({ minutesId: z.uuid(), version: z.int().min(1), paragraphs: editedParagraphs }),
  load: ({ minutesId }, { db, caller }) => loadMinutes(db, minutesId, caller),
  policy: (caller, loaded) => writersOnly(caller, loaded),
  requires: { minutes: ['draft', 'returned'] },
  async run({ minutesId, version, paragraphs }, { minutes, meeting }, { db, caller, now, id, emit }) {
    const { paragraphs: before } = minutes.content;
    const isTaken = paragraphs.some((one) => RECORDED.test(one.id) && !before.some(({ id: known }) => known === one.id));
    const content = { paragraphs: applyEdit(before, paragraphs, isTaken ? await recordedMinutes(db, meeting.id) : []) };
    await changeMinutes(db, minutes, version, { content });
    await keepRevision(db, { id: id(), minutesId, action: 'save', content, authorId: personIdOf(caller) ?? meeting.secretaryId, at: now });
    emit({ type: MINUTES_SAVED, stream: meeting.id, payload: { minutesId, version: version + 1 } });
    return { version: version + 1 };
  },
  audit: ({ minutesId }, { meeting }, { version }) => ({ objectType: 'minutes', objectId: minutesId, meetingId: meeting.id, details: { version } }),
});
