import { constants, sign, type KeyObject } from 'node:crypto';
import { DomainError } from '../../kernel/errors';
import type { SignatureAlgorithm, Signer } from '../../kernel/ports/signer';
import { readIfThere } from './files';
import type { Keys, OpenedKey } from './keys';
import { openPkcs12 } from './open-pkcs12';
import { signerFile } from './sample-authority';

function rawSignature(key: KeyObject, algorithm: SignatureAlgorithm, data: Uint8Array): Promise<Buffer> {
  const digest = algorithm.slice(-6);
  const options = algorithm.startsWith('rsa-pss')
    ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : algorithm.startsWith('rsa')
      ? { key, padding: constants.RSA_PKCS1_PADDING }
      : { key, dsaEncoding: 'der' as const };
  // The callback form works in the thread pool; the event loop stays free.
  return new Promise((resolve, reject) => {
    sign(digest, data, options, (error, signature) => (error ? reject(error) : resolve(signature)));
  });
}

/** A signer over a key this process holds. */
export function keySigner(key: KeyObject, algorithm: SignatureAlgorithm, chain: readonly Uint8Array[], testOnly: boolean): Signer {
  return { chain, algorithm, testOnly, sign: (data) => rawSignature(key, algorithm, data), close: () => Promise.resolve() };
}

function openedHere(key: KeyObject): OpenedKey {
  return { sign: (algorithm, data) => rawSignature(key, algorithm, data), close: () => Promise.resolve() };
}

/** Keys as PKCS#12 files of a folder, opened in the process that asks: for the process apart, and for tools. */
export const keysHere = (dir: string): Keys => ({
  async open(keyId, pin) {
    const file = await readIfThere(signerFile(dir, keyId, 'p12'));
    if (!file) throw new DomainError('not_found', 'signing.no_certificate');
    const key = await openPkcs12(file, pin);
    return key && openedHere(key);
  },
  stop: () => Promise.resolve(),
});
