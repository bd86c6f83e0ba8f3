/**
 * The process that has the private keys of secret ballots. It is given a folder and the secret its files are sealed by, and ends with the program.
 */
import { makeBoxKeys, openBallots } from '../../secret-ballot';
import { serveKeys } from '../key-process/serve-keys';
import { destroyKey, keepKey, keptIn, publicKeyOf, takeKey } from './key-files';
import type { Answered, Asked, Begin } from './key-words';

async function answer(asked: Asked, { folder, secret }: Begin): Promise<Answered> {
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

// One after the other: what is destroyed is not being opened.
serveKeys<Begin, Asked>(answer);
