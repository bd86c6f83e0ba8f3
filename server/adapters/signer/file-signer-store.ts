import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

import { DomainError } from '../../kernel/errors';
import type { CertificateInfo, PinCount, PinHolder, Signer, SignerStore } from '../../kernel/ports/signer';
import { readIfThere, removeDurably, writeAtomically } from './files';
import type { Keys } from './keys';
import { readSigner, signerFile } from './sample-authority';

/** Wrong PINs of one person before a key locks for that person; a new certificate or an administrator opens it again. */
export const MAX_WRONG_PINS = 5;

/** Value of an attribute in the text form Node gives for names. */
const attribute = (name: string, key: string): string | null =>
  name.split('\n').find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1).replace(/\\(.)/g, '$1') ?? null;

/** Most wrong PINs kept as a figure; enough to stay above what is allowed. */
const MOST_COUNTED = 1_000;

const countSchema = z.object({ resets: z.int().min(0), failed: z.int().min(0) });
/** `failed` alone is how counters looked before they were kept for each person. */
const countersSchema = z.object({ by: z.record(z.string(), countSchema).default({}), failed: z.int().min(0).optional() });
type Counters = Readonly<Record<string, z.infer<typeof countSchema>>>;

/** One after the other over all processes that have the folder. @param name what they take turns at. */
export type InTurn = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/**
 * Signers as PKCS#12 files in a folder, as `sample-authority.ts` writes them. The key is opened for one signing act,
 * by a process apart, and kept nowhere. Wrong PINs are counted on disk, for each person and key, *before* the PIN is tried, so that neither a crash nor
 * parallel attempts give extra guesses, in whichever process.
 */
export class FileSignerStore implements SignerStore {
  private readonly dir: string;
  private readonly keys: Keys;
  private readonly inTurn: InTurn;
  private readonly held = new Map<string, Signer>();
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(dir: string, keys: Keys, inTurn: InTurn = (_name, work) => work()) {
    this.dir = dir;
    this.keys = keys;
    this.inTurn = inTurn;
  }

  async describe(keyId: string, holder: PinHolder): Promise<CertificateInfo | null> {
    const record = await readSigner(this.dir, keyId);
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
      attemptsLeft: Math.max(0, MAX_WRONG_PINS - failuresOf(await this.counters(keyId), holder)),
    };
  }

  async counts(): Promise<PinCount[]> {
    const counts: PinCount[] = [];
    for (const keyId of await keysWithCounters(this.dir)) {
      for (const [personId, count] of Object.entries((await this.counters(keyId)) ?? {})) if (count.failed > 0) counts.push({ keyId, personId, ...count });
    }
    return counts;
  }

  destroy(keyId: string): Promise<boolean> {
    return this.ofKey(keyId, async () => {
      const files = (['p12', 'attempts.json', 'json'] as const).map((suffix) => signerFile(this.dir, keyId, suffix));
      // The key first: what is left in between opens nothing.
      const found = await Promise.all(files.map((file) => readIfThere(file)));
      for (const file of files) await removeDurably(file);
      return found[0] !== null;
    });
  }

  open(keyId: string, pin: string, holder: PinHolder): Promise<Signer> {
    return this.ofKey(keyId, () => this.tryPin(keyId, pin, holder));
  }

  hold(name: string, signer: Signer): void {
    this.held.set(name, signer);
  }

  heldAs(name: string): Signer | null {
    return this.held.get(name) ?? null;
  }

  async release(name: string): Promise<void> {
    const signer = this.held.get(name);
    this.held.delete(name);
    await signer?.close();
  }

  stop(): Promise<void> {
    return this.keys.stop();
  }

  /** One at a time for a key, in this process and over all of them. */
  private ofKey<T>(keyId: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(keyId) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.inTurn(`key ${keyId}`, work));
    this.turns.set(keyId, turn);
    const settled = turn.catch(() => undefined).then(() => {
      if (this.turns.get(keyId) === turn) this.turns.delete(keyId);
    });
    return Promise.all([turn, settled]).then(([result]) => result);
  }

  /** Null where the file of counters cannot be understood: the key is locked then, so that whoever spoils the file gains no guesses. */
  private async counters(keyId: string): Promise<Counters | null> {
    const content = await readIfThere(signerFile(this.dir, keyId, 'attempts.json'));
    if (!content) return {};
    const parsed = countersSchema.safeParse(parsedJson(content));
    if (!parsed.success) return null;
    const { by, failed } = parsed.data;
    // An old counter of a person's own key goes on counting; of a seal nobody knows whose tries they were.
    return failed === undefined ? by : { [keyId]: { resets: 0, failed }, ...by };
  }

  private async tryPin(keyId: string, pin: string, holder: PinHolder): Promise<Signer> {
    const record = await readSigner(this.dir, keyId);
    if (!record || !existsSync(signerFile(this.dir, keyId, 'p12'))) throw new DomainError('not_found', 'signing.no_certificate');
    const counters = await this.counters(keyId);
    const failed = failuresOf(counters, holder);
    if (failed >= MAX_WRONG_PINS) throw new DomainError('forbidden', 'signing.pin_locked');
    const note = (count: number): Promise<void> =>
      writeAtomically(signerFile(this.dir, keyId, 'attempts.json'), JSON.stringify({ by: { ...counters, [holder.personId]: { resets: holder.resets, failed: count } } }));
    await note(failed + 1);
    const key = await this.keys.open(keyId, pin);
    if (!key) {
      const left = MAX_WRONG_PINS - failed - 1;
      throw left > 0 ? new DomainError('forbidden', 'signing.wrong_pin', { left }) : new DomainError('forbidden', 'signing.pin_locked', { left });
    }
    await note(0);
    const { algorithm } = record;
    return { chain: record.chain.map((der) => Buffer.from(der, 'base64')), algorithm, testOnly: true, sign: (data) => key.sign(algorithm, data), close: () => key.close() };
  }
}

/** Wrong PINs that count: those since the last reset. A data folder restored from before a reset keeps what the disk has counted since. */
function failuresOf(counters: Counters | null, { personId, resets }: PinHolder): number {
  if (counters === null) return MAX_WRONG_PINS;
  const count = counters[personId];
  return count === undefined || count.resets < resets ? 0 : Math.min(count.failed, MOST_COUNTED);
}

function parsedJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return null;
  }
}

async function keysWithCounters(dir: string): Promise<string[]> {
  const folder = path.join(dir, 'signers');
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).flatMap((name) => /^([A-Za-z0-9_-]{1,64})\.attempts\.json$/u.exec(name)?.[1] ?? []).sort();
}
