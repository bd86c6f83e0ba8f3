import { DomainError } from '../../kernel/errors';
import { Died, KeyProcess } from '../key-process/key-process';
import type { Keys } from './keys';
import type { Answered, Asked, Begin } from './signer-words';

/** A key that nobody signs with for so long is open no more, and the process that had it has ended, ms. */
const IDLE_MS = 10_000;
/** Old key files take longest: seconds, on a slow machine. */
const PATIENCE_MS = 30_000;

/** The same keys in a process of their own (T6–T8): this one gives it the PIN and what is to be signed, and has no key at any time. */
export function keysApart(dir: string, { tell, idleMs = IDLE_MS }: { tell(message: string): void; idleMs?: number }): Keys {
  const keeper = new KeyProcess<Begin, Asked, Answered>({ entry: 'signer', name: 'signing keys', begin: () => Promise.resolve({ folder: dir }), tell, patienceMs: PATIENCE_MS, tries: 2, idleMs });
  const away = (code: string, cause?: unknown): DomainError => new DomainError('unavailable', 'signing.signer_away', { code }, { cause });
  async function ask(asked: Asked): Promise<Exclude<Answered, { what: 'failed' }>> {
    const answered = await keeper.ask(asked).catch((error: unknown) => {
      throw error instanceof Died ? away('EDIED', error) : error;
    });
    if (answered.what === 'failed') throw away(answered.code);
    return answered;
  }
  return {
    async open(keyId, pin) {
      const answered = await ask({ what: 'open', keyId, pin });
      if (answered.what === 'none') throw new DomainError('not_found', 'signing.no_certificate');
      if (answered.what !== 'opened') return null;
      const { opened } = answered;
      return {
        async sign(algorithm, data) {
          const signed = await ask({ what: 'sign', opened, algorithm, data: Buffer.from(data).toString('base64') });
          if (signed.what !== 'signed') throw new DomainError('unavailable', 'signing.key_gone');
          return Buffer.from(signed.signature, 'base64');
        },
        close: async () => void (await ask({ what: 'close', opened }).catch(() => undefined)),
      };
    },
    stop: () => keeper.stop(),
  };
}
