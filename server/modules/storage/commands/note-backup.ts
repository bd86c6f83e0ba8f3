import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { writeTried } from '../repository';

/** Notes how a backup of the schedule ended (W7). */
export const noteBackup = defineCommand({
  name: 'storage.note-backup',
  input: z.strictObject({ backup: z.string().max(80).nullable(), files: z.int().min(0), bytes: z.int().min(0), missing: z.int().min(0), problem: z.string().max(80).nullable() }),
  load: async () => null,
  policy: systemOnly,
  async run({ problem }, _loaded, { db, now }) {
    await writeTried(db, { at: now, problem });
    return {};
  },
  audit: ({ backup, ...details }) => ({ objectType: 'backup', objectId: backup ?? 'none', details }),
});
