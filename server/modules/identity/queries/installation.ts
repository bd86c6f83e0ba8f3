import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DEFAULT_SAMPLE_PASSWORD } from '../../../kernel/config';
import { systemOnly } from '../../../kernel/policy';
import { activePasswordHashes, countPeople, findAccountByUserName, hasOwnSamplePassword, sampleAccounts } from '../repository';

/** Whether anybody is here yet; of the sample province, its accounts and whether the password everybody can read opens them. */
export const installation = defineQuery({
  name: 'identity.installation',
  input: z.strictObject({}),
  load: async (_input, { db }) => ({ people: await countPeople(db), userNames: await sampleAccounts(db) }),
  policy: systemOnly,
  async present({ people, userNames }, _input, { db, ports }) {
    const found = await Promise.all((userNames ?? []).map((userName) => findAccountByUserName(db, userName)));
    const accounts = found.flatMap((account) => (account?.userName ? [{ userName: account.userName, fullName: account.fullName, title: account.title }] : []));
    /** Asked of the hashes: the mark says how it was filled, not what became of it. */
    const opensToAll = async (): Promise<boolean> => {
      if (userNames === null || (await hasOwnSamplePassword(db))) return false;
      for (const hash of await activePasswordHashes(db)) if (await ports.passwords.verify(hash, DEFAULT_SAMPLE_PASSWORD)) return true;
      return false;
    };
    return { people, sample: userNames !== null, /** Somebody can be signed in as with the published password. */ published: await opensToAll(), accounts };
  },
});
