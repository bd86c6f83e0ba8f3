import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { noKeyIn, noRecipient } from './refusals';

type Bytes = AsyncIterable<Uint8Array>;

/** Seals for whoever holds one of the keys; what comes out is a file of the format “age”, which other programs open too. */
export interface Seal {
  recipients: readonly string[];
  /** Tells files sealed for these keys from those sealed for others. */
  mark: string;
  seal(source: Bytes): Promise<Bytes>;
  /** Bytes of a sealed file. */
  sizeOf(size: number): number;
}

const PART_BYTES = 64 * 1024;
const TAG_BYTES = 16;

/** The library is made for the streams of the web, of which Node's are the same under another type. */
const asStream = (source: Bytes): globalThis.ReadableStream => ReadableStream.from(source) as unknown as globalThis.ReadableStream;
const asBytes = (stream: globalThis.ReadableStream): Bytes => stream as unknown as Bytes;

/** @throws BootError when one of them is no public key. */
export async function sealFor(recipients: readonly string[]): Promise<Seal | null> {
  if (recipients.length === 0) return null;
  const encrypter = new Encrypter();
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient);
  } catch {
    throw noRecipient();
  }
  const empty = await encrypter.encrypt(new Uint8Array());
  return {
    recipients,
    mark: createHash('sha256').update([...recipients].sort().join('\n')).digest('hex').slice(0, 12),
    seal: async (source) => asBytes(await encrypter.encrypt(asStream(source))),
    sizeOf: (size) => empty.length - TAG_BYTES + size + TAG_BYTES * Math.max(1, Math.ceil(size / PART_BYTES)),
  };
}

export interface Opener {
  open(source: Bytes): Promise<Bytes>;
}

/** Keys of a file as age-keygen writes it: one a line, beside comments. @throws BootError when there is none. */
export function readOpener(file: string): Opener {
  const decrypter = new Decrypter();
  let keys: string[];
  try {
    keys = readFileSync(file, 'utf8').split(/\r?\n/u).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
    for (const key of keys) decrypter.addIdentity(key);
  } catch (cause) {
    // What stands in the file is not repeated.
    throw noKeyIn(file, cause instanceof Error && 'code' in cause ? cause : undefined);
  }
  if (keys.length === 0) throw noKeyIn(file);
  return { open: async (source) => asBytes(await decrypter.decrypt(asStream(source))) };
}

/** A new key: the half that opens, to be kept elsewhere, and the half that seals. */
export async function makeKey(): Promise<{ secret: string; recipient: string }> {
  const secret = await generateIdentity();
  return { secret, recipient: await identityToRecipient(secret) };
}
