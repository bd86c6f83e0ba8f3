import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { everyone } from '../../../kernel/policy';
import { DEVICES_KEPT, tokenHashOf } from '../credentials';
import { SIGN_INS_ENDED } from '../events';
import { guard } from '../guard';
import { makeRoom, openSignIn } from '../sign-ins';
import { offerCode } from '../unlock';
import { findAccountByUserName, findDevice, isKnownDevice, normaliseUserName, replacePasswordHash, trustDevice } from '../repository';

const input = z.strictObject({
  userName: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(1024),
  userAgent: z.string().max(400).default(''),
  /** What the browser's own cookie says of it (I12). */
  device: z.string().max(200).default(''),
});

/**
 * Checks a password and opens a sign-in (I1–I3, I8, I12–I14). The tokens are in the answer only, never on disk. Whoever was
 * signed in with this browser is signed out by it.
 */
export const signIn = defineCommand({
  name: 'identity.sign-in',
  input,
  replayable: false,
  load: async ({ userName }, { db }) => findAccountByUserName(db, userName),
  policy: everyone,
  async prepare({ userName, password, device }, account, { ports, caller, db }) {
    const ip = caller.kind === 'system' ? '' : (caller.ip ?? '');
    const known = account && device ? await findDevice(db, tokenHashOf(device), account.id) : null;
    const attempt = await guard(ports, { name: normaliseUserName(userName), personId: account?.id ?? null, deviceId: known?.id ?? null, ip });
    const stored = account?.status === 'active' ? account.passwordHash : null;
    const matches = await ports.passwords.verify(stored, password);
    if (!matches || stored === null) {
      await attempt.failed();
      throw new DomainError('unauthenticated', 'identity.wrong_credentials');
    }
    await attempt.passed();
    return { verified: stored, newHash: ports.passwords.needsRehash(stored) ? await ports.passwords.hash(password) : null };
  },
  async run({ userAgent, device }, account, context) {
    const { db, now, id, token, caller, prepared, emit } = context;
    // The account may have been blocked, or its password changed, while the comparison ran.
    if (!account || account.status !== 'active' || account.passwordHash !== prepared.verified) throw new DomainError('unauthenticated', 'identity.wrong_credentials');
    if (prepared.newHash) await replacePasswordHash(db, account.id, prepared.newHash);
    const ended = await makeRoom(context, account, caller.kind === 'person' ? caller.signInId : null);
    const signIn = await openSignIn(context, account.id, userAgent);
    // A token made up outside is not taken over: nobody plants a cookie that is trusted later.
    const ours = device !== '' && (await isKnownDevice(db, tokenHashOf(device)));
    const deviceToken = ours ? device : token(32);
    await trustDevice(db, { id: id(), tokenHash: tokenHashOf(deviceToken), personId: account.id, userAgent, at: now }, DEVICES_KEPT);
    await offerCode(context, account);
    if (ended.length > 0) emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds: ended } });
    return { ...signIn, device: deviceToken, personId: account.id, locale: account.locale, ended: ended.length };
  },
  audit: (_input, account, { signInId, ended }) => ({ objectType: 'person', objectId: account?.id ?? '', details: { signInId, ended } }),
});
