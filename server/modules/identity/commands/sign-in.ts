import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { everyone } from '../../../kernel/policy';
import { sessionEndsAt } from '../../../shared/law/session-policy';
import { SIGN_IN_RULE, SPRAY_RULE, tokenHashOf } from '../credentials';
import { createSession, findAccountByUserName, normaliseUserName, replacePasswordHash } from '../repository';

const input = z.strictObject({
  userName: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(1024),
  userAgent: z.string().max(400).default(''),
});

/** Checks a password and opens a session (I1–I3, I8). The token is in the answer only, never on disk. */
export const signIn = defineCommand({
  name: 'identity.sign-in',
  input,
  replayable: false,
  load: async ({ userName }, { db }) => findAccountByUserName(db, userName),
  policy: everyone,
  async prepare({ userName, password }, account, { ports, caller }) {
    const ip = caller.kind === 'anonymous' ? (caller.ip ?? '') : '';
    const pair = `${normaliseUserName(userName)}|${ip}`;
    const wait = Math.max(await ports.throttle.blockedFor(SIGN_IN_RULE, pair), await ports.throttle.blockedFor(SPRAY_RULE, ip));
    if (wait > 0) throw new DomainError('rate_limited', 'identity.wait', { minutes: Math.ceil(wait / 60) });
    // Counted before the slow comparison, so that many tries at once count like tries one after the other.
    const tries = await ports.throttle.fail(SIGN_IN_RULE, pair);
    if (tries > SIGN_IN_RULE.failures) throw new DomainError('rate_limited', 'identity.wait', { minutes: Math.ceil(SIGN_IN_RULE.block / 60) });
    const stored = account?.status === 'active' ? account.passwordHash : null;
    const matches = await ports.passwords.verify(stored, password);
    if (!matches || stored === null) {
      await ports.throttle.fail(SPRAY_RULE, ip);
      throw new DomainError('unauthenticated', 'identity.wrong_credentials');
    }
    await ports.throttle.clear(SIGN_IN_RULE, pair);
    return { verified: stored, newHash: ports.passwords.needsRehash(stored) ? await ports.passwords.hash(password) : null };
  },
  async run({ userAgent }, account, { db, now, id, token, caller, prepared }) {
    // The account may have been blocked, or its password changed, while the comparison ran.
    if (!account || account.status !== 'active' || account.passwordHash !== prepared.verified) throw new DomainError('unauthenticated', 'identity.wrong_credentials');
    if (prepared.newHash) await replacePasswordHash(db, account.id, prepared.newHash);
    const secret = token(32);
    const sessionId = id();
    const expiresAt = new Date(sessionEndsAt(now, now, false));
    const ip = caller.kind === 'anonymous' ? (caller.ip ?? '') : '';
    await createSession(db, { id: sessionId, tokenHash: tokenHashOf(secret), personId: account.id, createdAt: now, lastSeenAt: now, expiresAt, userAgent, ip });
    return { token: secret, sessionId, personId: account.id, locale: account.locale };
  },
  audit: (_input, account, { sessionId }) => ({ objectType: 'person', objectId: account?.id ?? '', details: { sessionId } }),
});
