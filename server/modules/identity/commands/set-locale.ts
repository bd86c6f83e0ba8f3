import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow, hide } from '../../../kernel/policy';
import { setLocale as storeLocale } from '../repository';

/** The language this person reads. */
export const setLocale = defineCommand({
  name: 'identity.set-locale',
  input: z.strictObject({ locale: z.enum(['vi', 'en']) }),
  load: async () => null,
  policy: (caller) => (caller.kind === 'person' ? allow : hide),
  async run({ locale }, _loaded, { db, caller }) {
    const personId = personIdOf(caller);
    if (!personId) throw new DomainError('unauthenticated', 'sign_in_first');
    await storeLocale(db, personId, locale);
    return { personId };
  },
  audit: ({ locale }, _loaded, { personId }) => ({ objectType: 'person', objectId: personId, details: { locale } }),
});
