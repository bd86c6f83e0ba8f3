import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { isWorking } from '../../../shared/rules/working-minutes';
import { MINUTES_SUBMITTED } from '../events';
import { changeMinutes, loadMinutes, writersOnly } from '../policy';
import { keepRevision } from '../repository';

/** The secretary hands the draft to the chair (N5). */
export const submit = defineCommand({
  name: 'minutes.submit',
  input: z.strictObject({ minutesId: z.uuid(), version: z.int().min(1) }),
  load: ({ minutesId }, { db, caller }) => loadMinutes(db, minutesId, caller),
  policy: (caller, loaded) => writersOnly(caller, loaded),
  requires: { minutes: ['draft', 'returned'] },
  async run({ minutesId, version }, { minutes, meeting }, { db, caller, now, id, emit }) {
    if (isWorking(minutes.content.paragraphs)) throw new DomainError('conflict', 'minutes.not_drafted');
    await changeMinutes(db, minutes, version, { state: 'submitted', content: minutes.content, submittedAt: now, remarks: '' });
    await keepRevision(db, { id: id(), minutesId, action: 'submit', content: minutes.content, authorId: personIdOf(caller) ?? meeting.secretaryId, at: now });
    emit({ type: MINUTES_SUBMITTED, stream: meeting.id, payload: { minutesId } });
    return { version: version + 1 };
  },
  audit: ({ minutesId }, { meeting }) => ({ objectType: 'minutes', objectId: minutesId, meetingId: meeting.id }),
});
