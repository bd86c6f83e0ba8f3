import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { sessionEndsAt } from '../../../shared/law/session-policy';
import { tokenHashOf } from '../credentials';
import { findSession } from '../repository';

/** Who holds this token, or null when the session ended, idled out or its person is blocked (I4, I5, I18). */
export const resolveSession = defineQuery({
  name: 'identity.resolve-session',
  input: z.strictObject({ token: z.string().min(1).max(200) }),
  load: async ({ token }, { db }) => findSession(db, tokenHashOf(token)),
  policy: systemOnly,
  present(session, _input, { now, ports }) {
    if (!session || session.account.status !== 'active' || session.expiresAt <= now || session.lockedAt) return null;
    const endsRun = sessionEndsAt(session.beganRun, session.seenRun, session.account.roles.includes('admin'));
    if (endsRun <= ports.clock.monotonic()) return null;
    const { account } = session;
    return {
      sessionId: session.id,
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
