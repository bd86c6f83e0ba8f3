import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { systemOnly } from '../../../kernel/policy';

/** Notes which stored files are set aside because nothing names them (W6). */
export const noteOrphans = defineCommand({
  name: 'storage.note-orphans',
  input: z.strictObject({ keys: z.array(z.string().regex(BLOB_KEY)).min(1).max(500) }),
  load: async () => null,
  policy: systemOnly,
  run: async () => ({}),
  audit: ({ keys }) => ({ objectType: 'stored_files', objectId: 'orphans', details: { keys } }),
});
