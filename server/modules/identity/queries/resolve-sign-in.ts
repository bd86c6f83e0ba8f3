import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { signInEndsAt } from '../../../shared/law/sign-in-policy';
import { tokenHashOf } from '../credentials';
import { findSignIn } from '../repository';

/** Who holds this token, or null when the sign-in ended, idled out or its person is blocked (I4, I5, I18). */
export const resolveSignIn = defineQuery({
  name: 'identity.resolve-sign-in',
  input: z.strictObject({ token: z.string().min(1).max(200) }),
  load: async ({ token }, { db }) => findSignIn(db, tokenHashOf(token)),
  policy: systemOnly,
  present(signIn, _input, { now, ports }) {
    if (!signIn || signIn.account.status !== 'active' || signIn.expiresAt <= now || signIn.lockedAt) return null;
    const endsRun = signInEndsAt(signIn.beganRun, signIn.seenRun, signIn.account.roles.includes('admin'));
    if (endsRun <= ports.clock.monotonic()) return null;
    const { account } = signIn;
    return {
      signInId: signIn.id,
      personId: account.id,
      fullName: account.fullName,
      title: account.title,
      locale: account.locale,
      roles: account.roles,
      /** On `Clock.monotonic`, ms. */
      endsRun,
    };
  },
});
