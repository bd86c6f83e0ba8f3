import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { countPeople, findAccountByUserName, sampleAccounts } from '../repository';

/** Whether anybody is here yet, and the accounts to show when this is the sample province. */
export const installation = defineQuery({
  name: 'identity.installation',
  input: z.strictObject({}),
  load: async (_input, { db }) => ({ people: await countPeople(db), userNames: await sampleAccounts(db) }),
  policy: systemOnly,
  async present({ people, userNames }, _input, { db }) {
    const found = await Promise.all((userNames ?? []).map((userName) => findAccountByUserName(db, userName)));
    const accounts = found.flatMap((account) => (account?.userName ? [{ userName: account.userName, fullName: account.fullName, title: account.title }] : []));
    return { people, sample: userNames !== null, accounts };
  },
});
