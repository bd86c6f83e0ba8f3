import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { noteGone } from '../repository';

/** Notes that the bytes of packs whose day is over are gone (PK7, PK12). */
export const forget = defineCommand({
  name: 'packs.forget',
  input: z.strictObject({ packIds: z.array(z.uuid()).min(1).max(100) }),
  load: async () => null,
  policy: systemOnly,
  async run({ packIds }, _loaded, { db }) {
    await noteGone(db, packIds);
    return { forgotten: packIds.length };
  },
  audit: () => null,
});
