import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findIntake, forgetIntake, noteErased } from '../intake/repository';

/** Notes that the bytes of files that need not stay were deleted where they were staged (D22). */
export const noteErasedCommand = defineCommand({
  name: 'documents.note-erased',
  input: z.strictObject({ intakeIds: z.array(z.uuid()).min(1).max(100) }),
  load: async () => null,
  policy: systemOnly,
  async run({ intakeIds }, _loaded, { db, now }) {
    const expired: string[] = [];
    for (const intakeId of intakeIds) {
      const intake = await findIntake(db, intakeId);
      if (!intake) continue;
      if (intake.state === 'confirmed') await noteErased(db, intakeId, now);
      else if (intake.expiresAt <= now) {
        await forgetIntake(db, intakeId, 'expired', now);
        expired.push(intakeId);
      }
    }
    return { expired };
  },
  audit: ({ intakeIds }, _loaded, { expired }) => ({ objectType: 'intakes', objectId: 'staging', details: { intakeIds, expired } }),
});
