import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { paragraphs } from '../../../shared/language/text-fields';
import { SIGNATURE_REFUSED } from '../events';
import { auditSubject, loadSigning, requireDue, signersOnly, stepOf } from '../policy';
import { markRefused } from '../repository';

/** Whose turn it is declines to sign, with a reason (G8). */
export const refuse = defineCommand({
  name: 'records.refuse',
  input: z.strictObject({ officialId: z.uuid(), reason: paragraphs(2_000, 3) }),
  load: ({ officialId }, { db, caller }) => loadSigning(db, officialId, caller),
  policy: signersOnly,
  async run({ officialId, reason }, loaded, { db, caller, emit }) {
    const { kind, meetingId } = loaded.official;
    const step = requireDue(stepOf(caller, loaded));
    if (!(await markRefused(db, step.id, reason))) throw new DomainError('conflict', 'signing.already_signed');
    emit({ type: SIGNATURE_REFUSED, stream: meetingId, payload: { officialId, kind, role: step.role, reason } });
    return { state: 'refused' as const };
  },
  audit: ({ reason }, { official }) => ({ ...auditSubject(official), details: { reason } }),
});
