import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findLock } from '../unlock';

/** Whose locked sign-in the cookies of a browser name, or null; asked by the transport (I18). */
export const lock = defineQuery({
  name: 'identity.lock',
  input: z.strictObject({ token: z.string().max(200), device: z.string().max(200) }),
  load: (cookies, { db, now, run }) => findLock(db, cookies, now, run),
  policy: systemOnly,
  present: (found) => found && { personId: found.signIn.account.id, fullName: found.signIn.account.fullName, title: found.signIn.account.title, locale: found.signIn.account.locale },
});
