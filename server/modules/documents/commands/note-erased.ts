import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findHeld, forgetHeld, noteErased } from '../repository.held';

/** Notes that the bytes of files that need not wait any more were deleted where they waited (D22). */
export const noteErasedCommand = defineCommand({
  name: 'documents.note-erased',
  input: z.strictObject({ heldIds: z.array(z.uuid()).min(1).max(100) }),
  load: async () => null,
  policy: systemOnly,
  async run({ heldIds }, _loaded, { db, now }) {
    const expired: string[] = [];
    for (const heldId of heldIds) {
      const held = await findHeld(db, heldId);
      if (held?.state === 'confirmed') await noteErased(db, heldId, now);
      if (held?.state !== 'waiting' || held.expiresAt > now) continue;
      await forgetHeld(db, heldId, 'expired', now);
      expired.push(heldId);
    }
    return { expired };
  },
  audit: ({ heldIds }, _loaded, { expired }) => ({ objectType: 'held_papers', objectId: 'upkeep', details: { heldIds, expired } }),
});
