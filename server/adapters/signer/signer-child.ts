/**
 * The process that opens private keys and signs with them (T6, T7). It is given a folder, and ends with the program or when nobody asks any more;
 * what it had opened is gone with it.
 */
import { randomUUID } from 'node:crypto';
import { DomainError } from '../../kernel/errors';
import { serveKeys } from '../key-process/serve-keys';
import type { OpenedKey } from './keys';
import { keysHere } from './keys-here';
import type { Answered, Asked, Begin } from './signer-words';

const open = new Map<string, OpenedKey>();

async function answer(asked: Asked, { folder }: Begin): Promise<Answered> {
  switch (asked.what) {
    case 'open': {
      try {
        const key = await keysHere(folder).open(asked.keyId, asked.pin);
        if (!key) return { what: 'wrong' };
        const opened = randomUUID();
        open.set(opened, key);
        return { what: 'opened', opened };
      } catch (error) {
        if (error instanceof DomainError && error.code === 'not_found') return { what: 'none' };
        throw error;
      }
    }
    case 'sign': {
      const key = open.get(asked.opened);
      if (!key) return { what: 'gone' };
      return { what: 'signed', signature: Buffer.from(await key.sign(asked.algorithm, Buffer.from(asked.data, 'base64'))).toString('base64') };
    }
    case 'close':
      await open.get(asked.opened)?.close();
      open.delete(asked.opened);
      return { what: 'closed' };
  }
}

serveKeys<Begin, Asked>(answer);
