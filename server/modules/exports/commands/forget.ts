import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { noteGone } from '../repository';

/** Notes that the bytes of archives whose time is over are gone (E8). */
export const forget = defineCommand({
  name: 'exports.forget',
  input: z.strictObject({ exportIds: z.array(z.uuid()).min(1).max(100) }),
  load: async () => null,
  policy: systemOnly,
  async run({ exportIds }, _loaded, { db }) {
    await noteGone(db, exportIds);
    return { forgotten: exportIds.length };
  },
  audit: () => null,
});
