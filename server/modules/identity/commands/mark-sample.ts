import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { storeSampleAccounts } from '../repository';

/** Marks the data folder as the sample province, whose pages say that nothing has legal value. */
export const markSample = defineCommand({
  name: 'identity.mark-sample',
  input: z.strictObject({ accounts: z.array(z.string().min(1)).min(1) }),
  load: async () => null,
  policy: systemOnly,
  async run({ accounts }, _loaded, { db }) {
    await storeSampleAccounts(db, accounts);
    return {};
  },
  audit: ({ accounts }) => ({ objectType: 'installation', objectId: 'sample', details: { accounts: accounts.length } }),
});
