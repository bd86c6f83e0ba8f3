import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { MINUTES_SAVED } from '../events';
import { loadMinutes, writersOnly } from '../policy';
import { keepContent, keepRevision } from '../repository';

/** Keeps what is written so far as a version (N4); what each wrote stands in the log already. */
export const save = defineCommand({
  name: 'minutes.save',
  input: z.strictObject({ minutesId: z.uuid() }),
  load: ({ minutesId }, { db, caller }) => loadMinutes(db, minutesId, caller),
  policy: (caller, loaded) => writersOnly(caller, loaded),
  requires: { minutes: ['draft', 'returned'] },
  async run({ minutesId }, { minutes: { content, version }, meeting }, { db, caller, now, id, emit }) {
    await keepContent(db, minutesId, content);
    await keepRevision(db, { id: id(), minutesId, action: 'save', content, authorId: personIdOf(caller) ?? meeting.secretaryId, at: now });
    emit({ type: MINUTES_SAVED, stream: meeting.id, payload: { minutesId, version } });
    return { version };
  },
  audit: ({ minutesId }, { meeting }, { version }) => ({ objectType: 'minutes', objectId: minutesId, meetingId: meeting.id, details: { version } }),
});
