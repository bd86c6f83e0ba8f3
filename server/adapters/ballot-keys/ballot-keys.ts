import { DomainError } from '../../kernel/errors';
import type { BallotKeys } from '../../kernel/ports/ballot-keys';
import { Died, KeyProcess } from '../key-process/key-process';
import { keysFolder } from './key-files';
import type { Answered, Asked, Begin } from './key-words';

export interface BallotKeysOptions {
  /** Absolute. */
  dataDir: string;
  /** What the files are sealed by; it lies outside the folder. */
  secret(): Promise<string>;
  /** Told what an operator should look at. */
  tell(message: string): void;
  /** Milliseconds for an answer. Opening takes about 2 ms a ballot. */
  patienceMs?: number;
}

const PATIENCE_MS = 120_000;

/** The process is started by the first question, and again by the next one when it has died (KS4). */
export function createBallotKeys({ dataDir, secret, tell, patienceMs = PATIENCE_MS }: BallotKeysOptions): BallotKeys {
  const keeper = new KeyProcess<Begin, Asked, Answered>({ entry: 'ballot-keys', name: 'ballot keys', begin: async () => ({ folder: keysFolder(dataDir), secret: await secret() }), tell, patienceMs, tries: 3 });
  const away = (code: string, cause?: unknown): DomainError => new DomainError('unavailable', 'voting.ballot_keys_away', { code }, { cause });
  async function ask<Wanted extends Answered['what']>(asked: Asked, ...wanted: Wanted[]): Promise<Extract<Answered, { what: Wanted }>> {
    const answered = await keeper.ask(asked).catch((error: unknown) => {
      throw error instanceof Died ? away('EDIED', error) : error;
    });
    if ((wanted as string[]).includes(answered.what)) return answered as Extract<Answered, { what: Wanted }>;
    throw away(answered.what === 'failed' ? answered.code : answered.what);
  }
  return {
    make: async (questionId) => (await ask({ what: 'make', questionId }, 'made')).publicKey,
    async open({ questionId, publicKey }, sealed) {
      const answered = await ask({ what: 'open', questionId, publicKey, sealed }, 'opened', 'gone');
      if (answered.what === 'gone') throw new DomainError('rejected', 'voting.ballot_key_gone');
      return answered.choices;
    },
    destroy: async ({ questionId, publicKey }) => (await ask({ what: 'destroy', questionId, publicKey }, 'destroyed')).existed,
    kept: async () => (await ask({ what: 'kept' }, 'kept')).questionIds,
    stop: () => keeper.stop(),
  };
}
