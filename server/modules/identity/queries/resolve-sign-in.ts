import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { signInEndsAt } from '../../../shared/law/sign-in-policy';
import { tokenHashOf } from '../credentials';
import { findSignIn, type StoredSignIn } from '../repository';

/** A guest's pass needs no account; a blocked person comes in by none. */
const mayUse = ({ account: { status }, meetingId }: Pick<StoredSignIn, 'account' | 'meetingId'>): boolean => status === 'active' || (meetingId !== null && status === 'invited');

/** Who holds this token, or null when the sign-in ended, idled out or its person is blocked (I4, I5, I18). */
export const resolveSignIn = defineQuery({
  name: 'identity.resolve-sign-in',
  input: z.strictObject({ token: z.string().min(1).max(200) }),
  load: async ({ token }, { db }) => findSignIn(db, tokenHashOf(token)),
  policy: systemOnly,
  present(signIn, _input, { now, ports }) {
    if (!signIn || !mayUse(signIn) || signIn.expiresAt <= now || signIn.lockedAt) return null;
    const endsRun = signInEndsAt(signIn.beganRun, signIn.seenRun, signIn.account.roles.includes('admin') && signIn.meetingId === null);
    if (endsRun <= ports.clock.monotonic()) return null;
    const { account } = signIn;
    return {
      signInId: signIn.id,
      personId: account.id,
      fullName: account.fullName,
      title: account.title,
      locale: account.locale,
      /** None by a pass, whatever the person may do with a password (I51). */
      roles: signIn.meetingId === null ? account.roles : [],
      /** Good for this session alone (I50). */
      only: signIn.meetingId === null ? null : { meetingId: signIn.meetingId },
      /** On `Clock.monotonic`, ms. */
      endsRun,
    };
  },
});
