import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { paragraphs } from '../../../shared/language/text-fields';
import { SIGNATURE_REFUSED } from '../events';
import { loadSigning, requireDue, signersOnly, stepOf } from '../policy';
import { markRefused } from '../repository';

/** Whose turn it is declines to sign, with a reason (G8). */
export const refuse = defineCommand({
  name: 'signing.refuse',
  input: z.strictObject({ minutesId: z.uuid(), reason: paragraphs(2_000, 3) }),
  load: ({ minutesId }, { db, caller }) => loadSigning(db, minutesId, caller),
  policy: signersOnly,
  async run({ minutesId, reason }, loaded, { db, caller, emit }) {
    const step = requireDue(stepOf(caller, loaded));
    if (!(await markRefused(db, step.id, reason))) throw new DomainError('conflict', 'signing.already_signed');
    emit({ type: SIGNATURE_REFUSED, stream: loaded.minutes.meetingId, payload: { minutesId, role: step.role, reason } });
    return { state: 'refused' as const };
  },
  audit: ({ minutesId, reason }, { minutes }) => ({ objectType: 'minutes', objectId: minutesId, meetingId: minutes.meetingId, details: { reason } }),
});
