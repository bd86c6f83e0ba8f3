import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow } from '../../../kernel/policy';
import { loadIntake } from '../intake/load-intake';
import { forgetIntake, stagedKeysOf } from '../intake/repository';

const confirmed = (): DomainError => new DomainError('conflict', 'documents.held_confirmed');

/** "This is a mark of secrecy", or not sure: the waiting file is erased, and nothing that tells of it stays (D22). */
export const refuseHeld = defineCommand({
  name: 'documents.refuse-held',
  input: z.strictObject({ heldId: z.uuid() }),
  load: async ({ heldId }, { db, caller }) => ({ held: await loadIntake(db, heldId, caller) }),
  // Whoever sent it may always take it back, whatever became of their part in the session.
  policy: () => allow,
  /** Erased first: what failed in between says "waiting" of a file that is gone, never the other way round. */
  async prepare(_input, { held }, { ports }) {
    if (held.state === 'confirmed') throw confirmed();
    for (const key of stagedKeysOf(held)) await ports.staging.delete(key);
  },
  async run({ heldId }, { held }, { db, now }) {
    if (held.state === 'confirmed') throw confirmed();
    if (held.erasedAt === null) await forgetIntake(db, heldId, 'refused', now);
    return { erased: heldId };
  },
  audit: ({ heldId }, { held }) => ({ objectType: 'intake', objectId: heldId, ...(held.meetingId !== null && { meetingId: held.meetingId }), details: { page: held.page } }),
});
