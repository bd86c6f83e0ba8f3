import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { storeSample } from '../repository';

/** Marks the data folder as the sample province, whose pages say that nothing has legal value. */
export const markSample = defineCommand({
  name: 'identity.mark-sample',
  input: z.strictObject({ accounts: z.array(z.string().min(1)).min(1), /** Whether everybody can read the password of its accounts. */ published: z.boolean().default(true) }),
  load: async () => null,
  policy: systemOnly,
  async run({ accounts, published }, _loaded, { db }) {
    await storeSample(db, accounts, published);
    return {};
  },
  audit: ({ accounts }) => ({ objectType: 'installation', objectId: 'sample', details: { accounts: accounts.length } }),
});
