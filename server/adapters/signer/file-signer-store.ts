import { X509Certificate, constants, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { DomainError } from '../../kernel/errors';
import type { CertificateInfo, SignatureAlgorithm, Signer, SignerStore } from '../../kernel/ports/signer';
import { readIfThere, writeAtomically } from './files';
import { openPkcs12 } from './pkcs12';
import { readSigner, signerFile } from './sample-authority';

/** Wrong PINs before a key locks; a new certificate opens it again. */
export const MAX_WRONG_PINS = 5;

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
  return { chain, algorithm, testOnly, sign: (data) => rawSignature(key, algorithm, data) };
}

/** Value of an attribute in the text form Node gives for names. */
const attribute = (name: string, key: string): string | null =>
  name.split('\n').find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1).replace(/\\(.)/g, '$1') ?? null;

/**
 * Signers as PKCS#12 files in a folder, as `sample-authority.ts` writes them. The key is opened for one signing act
 * and kept nowhere. Wrong PINs are counted on disk *before* the PIN is tried, so that neither a crash nor parallel
 * attempts give extra guesses.
 */
export class FileSignerStore implements SignerStore {
  private readonly dir: string;
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(dir: string) {
    this.dir = dir;
  }

  async describe(personId: string): Promise<CertificateInfo | null> {
    const record = await readSigner(this.dir, personId);
    const leaf = record?.chain[0];
    if (!record || !leaf) return null;
    const certificate = new X509Certificate(Buffer.from(leaf, 'base64'));
    return {
      commonName: attribute(certificate.subject, 'CN') ?? '',
      title: attribute(certificate.subject, 'title'),
      organisation: attribute(certificate.subject, 'O'),
      issuer: attribute(certificate.issuer, 'CN') ?? '',
      serial: certificate.serialNumber.toLowerCase(),
      notBefore: new Date(certificate.validFrom),
      notAfter: new Date(certificate.validTo),
      algorithm: record.algorithm,
      testOnly: true,
      attemptsLeft: MAX_WRONG_PINS - (await this.failures(personId)),
    };
  }

  open(personId: string, pin: string): Promise<Signer> {
    const before = this.turns.get(personId) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.tryPin(personId, pin));
    this.turns.set(personId, turn);
    const settled = turn.catch(() => undefined).then(() => {
      if (this.turns.get(personId) === turn) this.turns.delete(personId);
    });
    return Promise.all([turn, settled]).then(([signer]) => signer);
  }

  private async failures(personId: string): Promise<number> {
    const content = await readIfThere(signerFile(this.dir, personId, 'attempts.json'));
    const stored: unknown = content ? (JSON.parse(content.toString('utf8')) as { failed?: unknown }).failed : 0;
    return typeof stored === 'number' ? Math.min(Math.max(stored, 0), MAX_WRONG_PINS) : MAX_WRONG_PINS;
  }

  private async tryPin(personId: string, pin: string): Promise<Signer> {
    const record = await readSigner(this.dir, personId);
    const file = await readIfThere(signerFile(this.dir, personId, 'p12'));
    if (!record || !file) throw new DomainError('not_found', 'signing.no_certificate');
    const failed = await this.failures(personId);
    if (failed >= MAX_WRONG_PINS) throw new DomainError('forbidden', 'signing.pin_locked');
    const counter = signerFile(this.dir, personId, 'attempts.json');
    await writeAtomically(counter, JSON.stringify({ failed: failed + 1 }));
    const opened = openPkcs12(file, pin);
    if (!opened) {
      const left = MAX_WRONG_PINS - failed - 1;
      throw left > 0 ? new DomainError('forbidden', 'signing.wrong_pin', { left }) : new DomainError('forbidden', 'signing.pin_locked');
    }
    await writeAtomically(counter, JSON.stringify({ failed: 0 }));
    return keySigner(opened.key, record.algorithm, record.chain.map((der) => Buffer.from(der, 'base64')), true);
  }
}
