/**
 * The process that has the private keys of secret ballots. It is given a folder and the secret its files are sealed by, answers one line for each
 * line, and ends with the program. It prints nothing else.
 */
import { createInterface } from 'node:readline';
import { makeBoxKeys, openBallots } from '../../secret-ballot';
import { destroyKey, keepKey, keptIn, publicKeyOf, takeKey } from './key-files';
import type { Answered, Asked, FromKeeper, ToKeeper } from './key-words';

let place: { folder: string; secret: string } | null = null;

async function answer(asked: Asked, { folder, secret }: { folder: string; secret: string }): Promise<Answered> {
  switch (asked.what) {
    case 'make': {
      const kept = await publicKeyOf(folder, asked.questionId);
      if (kept !== null) return { what: 'made', publicKey: kept };
      const keys = await makeBoxKeys();
      try {
        return { what: 'made', publicKey: await keepKey(folder, secret, asked.questionId, keys) };
      } finally {
        keys.privateKey.fill(0);
      }
    }
    case 'open': {
      const privateKey = await takeKey(folder, secret, asked);
      if (privateKey === null) return { what: 'gone' };
      try {
        return { what: 'opened', choices: await openBallots(asked, privateKey, asked.sealed) };
      } finally {
        privateKey.fill(0);
      }
    }
    case 'destroy':
      return { what: 'destroyed', existed: await destroyKey(folder, asked.questionId, asked.publicKey) };
    case 'kept':
      return { what: 'kept', questionIds: await keptIn(folder) };
  }
}

const say = (message: FromKeeper): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

// One after the other: what is destroyed is not being opened.
let turn = Promise.resolve();
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const message = JSON.parse(line) as ToKeeper;
    if (message.what === 'begin') {
      place = { folder: message.folder, secret: message.secret };
      return;
    }
    const at = place;
    turn = turn.then(async () => {
      const answered = at === null ? ({ what: 'failed', code: 'ENOTBEGUN' } as const) : await answer(message, at).catch((error: unknown) => ({ what: 'failed', code: codeOf(error) }) as const);
      say({ id: message.id, ...answered });
    });
  })
  // The program is gone: what it asked for is finished, and nobody else asks.
  .on('close', () => void turn.then(() => process.exit(0)));

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN');
