import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../../kernel/errors';
import type { PasswordHasher } from '../../kernel/ports/password-hasher';

/** The package's number for argon2id; its own const enum cannot be imported under `verbatimModuleSyntax`. */
const ARGON2ID = 2;
/** argon2id, m = 46 MiB, t = 1, p = 1 (source: OWASP ASVS 5.0, Appendix C). */
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;
const CURRENT = /^\$argon2id\$v=19\$m=47104,t=1,p=1\$/;
const MAX_WAITING = 200;

/**
 * Hashes with at most `concurrency` at a time, so that files and DNS keep their threads; more than 200 waiting are
 * refused at once. Passwords are compared in NFC: keyboards differ in how they compose Vietnamese.
 */
export function createPasswordHasher(concurrency = 2): PasswordHasher {
  let running = 0;
  const waiting: Array<() => void> = [];
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= concurrency) {
      if (waiting.length >= MAX_WAITING) throw new DomainError('unavailable', 'identity.too_many_sign_ins');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
  const nfc = (password: string) => password.normalize('NFC');
  let dummy: Promise<string> | undefined;
  return {
    hash: (password) => inTurn(() => hash(nfc(password), PARAMETERS)),
    async verify(stored, password) {
      dummy ??= inTurn(() => hash('không có tài khoản này', PARAMETERS));
      const target = stored ?? (await dummy);
      const matches = await inTurn(() => verify(target, nfc(password)));
      return matches && stored !== null;
    },
    needsRehash: (stored) => !CURRENT.test(stored),
  };
}
