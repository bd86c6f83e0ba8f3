import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { numbered } from '../../../shared/rules/agenda-times';
import { workingParagraphs } from '../../../shared/rules/working-minutes';
import { writtenFrom } from '../../../shared/rules/written-minutes';
import { listItems } from '../../agenda';
import { loadMeetingAccess } from '../../meetings';
import { MINUTES_BEGUN } from '../events';
import { writersOnly } from '../policy';
import { createMinutes, findMinutesOf, keepRevision } from '../repository';
import { keepWriting } from '../repository.writing';

/** While the sitting runs: a text of its items that is written on, and becomes part of the draft (N51). */
export const begin = defineCommand({
  name: 'minutes.begin',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, existing: await findMinutesOf(db, meetingId) };
  },
  policy: (caller, loaded) => writersOnly(caller, loaded),
  requires: { meeting: ['in_session'] },
  async run({ meetingId }, { meeting, existing }, { db, caller, now, id, emit }) {
    if (existing) throw new DomainError('conflict', 'minutes.already_drafted');
    const content = { paragraphs: workingParagraphs(numbered(await listItems(db, meetingId))) };
    if (content.paragraphs.length === 0) throw new DomainError('conflict', 'minutes.no_items');
    const minutesId = id();
    await createMinutes(db, { id: minutesId, meetingId, content });
    await keepWriting(db, minutesId, { text: writtenFrom(content.paragraphs), seq: 0 });
    await keepRevision(db, { id: id(), minutesId, action: 'begin', content, authorId: personIdOf(caller) ?? meeting.secretaryId, at: now });
    emit({ type: MINUTES_BEGUN, stream: meetingId, payload: { minutesId } });
    return { minutesId, version: 1 };
  },
  audit: ({ meetingId }, _loaded, { minutesId }) => ({ objectType: 'minutes', objectId: minutesId, meetingId }),
});
