import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { everyone } from '../../../kernel/policy';
import { tokenHashOf } from '../credentials';
import { SIGN_INS_ENDED } from '../events';
import { WRONG_PASSWORDS } from '../guard';
import { countWrongCode, createSignIn, endSignIns, forgiveCodes } from '../repository';
import { CODE_RULE, CODES_ALLOWED } from '../unlock';
import { loadLock } from '../load-lock';

/**
 * Opens a locked tablet by the code of its person (I18–I21). A wrong code is an answer, not a refusal: it is counted for
 * good. The sign-in goes on under a new token and ends when it would have ended.
 */
export const unlockSignIn = defineCommand({
  name: 'identity.unlock-sign-in',
  input: z.strictObject({ token: z.string().max(200), device: z.string().max(200), code: z.string().max(20) }),
  replayable: false,
  load: loadLock,
  policy: everyone,
  async prepare({ code }, { device, signIn, hash }, { ports }) {
    const tries = await ports.throttle.fail(CODE_RULE, device.id);
    if (tries > CODE_RULE.failures) throw new DomainError('rate_limited', 'identity.wait', { minutes: 1 });
    const matches = await ports.passwords.verify(hash, code);
    if (matches) await ports.throttle.clear(CODE_RULE, device.id);
    else ports.tallies.count(WRONG_PASSWORDS, `${signIn.account.id} code`);
    return { matches, hash };
  },
  async run(_input, { signIn, device, hash }, { db, id, now, run, token, prepared, emit }) {
    if (!prepared.matches || hash !== prepared.hash) {
      await countWrongCode(db, device.id);
      return { opened: false as const, left: CODES_ALLOWED - device.wrongCodes - 1 };
    }
    await forgiveCodes(db, device.id);
    const secret = token(32);
    const { account, lockedAt: _locked, ...kept } = signIn;
    const signInId = id();
    // Connections of the old one are remembered as ended: it goes on as another.
    await endSignIns(db, { ids: [signIn.id] });
    await createSignIn(db, { ...kept, id: signInId, personId: account.id, tokenHash: tokenHashOf(secret), lastSeenAt: now, seenRun: run });
    emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds: [signIn.id] } });
    return { opened: true as const, token: secret, signInId, locale: account.locale };
  },
  audit: (_input, { signIn }, { opened }) => ({ objectType: 'person', objectId: signIn.account.id, details: { opened } }),
});
