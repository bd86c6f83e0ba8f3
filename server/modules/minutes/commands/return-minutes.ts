import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { paragraphs } from '../../../shared/language/text-fields';
import { MINUTES_RETURNED } from '../events';
import { chairOnly, changeMinutes, loadMinutes } from '../policy';
import { keepRevision } from '../repository';

/** The chair sends the draft back with remarks (N5). */
export const returnDraft = defineCommand({
  name: 'minutes.return',
  input: z.strictObject({
    minutesId: z.uuid(),
    version: z.int().min(1),
    remarks: paragraphs(5_000, 3),
  }),
  load: ({ minutesId }, { db, caller }) => loadMinutes(db, minutesId, caller),
  policy: (caller, loaded) => chairOnly(caller, loaded),
  requires: { minutes: ['submitted'] },
  async run({ minutesId, version, remarks }, { minutes, meeting }, { db, caller, now, id, emit }) {
    await changeMinutes(db, minutes, version, { state: 'returned', remarks });
    await keepRevision(db, { id: id(), minutesId, action: 'return', content: minutes.content, remarks, authorId: personIdOf(caller) ?? meeting.chairId, at: now });
    emit({ type: MINUTES_RETURNED, stream: meeting.id, payload: { minutesId, remarks } });
    return { version: version + 1 };
  },
  audit: ({ minutesId, remarks }, { meeting }) => ({ objectType: 'minutes', objectId: minutesId, meetingId: meeting.id, details: { remarks } }),
});
