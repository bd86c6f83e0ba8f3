import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../../kernel/ports/password-hasher';
import { createSemaphore } from '../../kernel/semaphore';

/** The package's number for argon2id; its own const enum cannot be imported under `verbatimModuleSyntax`. */
const ARGON2ID = 2;
/**
 * argon2id, m = 12 MiB, t = 3, p = 1: of the three that OWASP ASVS 5.0, Appendix C, holds equal, the one whose memory
 * anybody may ask for before signing in.
 */
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 12_288, timeCost: 3, parallelism: 1 } as const;
const CURRENT = /^\$argon2id\$v=19\$m=12288,t=3,p=1\$/;
const MAX_WAITING = 200;

/**
 * Hashes with at most `concurrency` at a time, so that files and DNS keep their threads; more than 200 waiting are
 * refused at once. Passwords are compared in NFC: keyboards differ in how they compose Vietnamese.
 */
export function createPasswordHasher(concurrency = 2): PasswordHasher {
  const { inTurn } = createSemaphore({ parallel: concurrency, waiting: MAX_WAITING, reason: 'identity.too_many_sign_ins' });
  const nfc = (password: string) => password.normalize('NFC');
  let dummy: string | undefined;
  return {
    hash: (password) => inTurn(() => hash(nfc(password), PARAMETERS)),
    async verify(stored, password) {
      const target = stored ?? (dummy ??= await inTurn(() => hash('không có tài khoản này', PARAMETERS)));
      const matches = await inTurn(() => verify(target, nfc(password)));
      return matches && stored !== null;
    },
    needsRehash: (stored) => !CURRENT.test(stored),
  };
}
