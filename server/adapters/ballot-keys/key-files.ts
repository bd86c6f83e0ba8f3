import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { BoxKeys } from '../../secret-ballot';
import { BALLOT_KEYS } from '../installation/contents';

/** How long an installation's secret, salt, nonce and key are, bytes. */
const [SALT, NONCE, KEY] = [16, 12, 32];
const CIPHER = 'aes-256-gcm';
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const NAME = /^([0-9a-f-]{36})\.key$/u;

const fileSchema = z.strictObject({ form: z.literal(1), questionId: z.string(), publicKey: z.string(), salt: z.base64url(), nonce: z.base64url(), sealed: z.base64url(), tag: z.base64url() });

export const keysFolder = (dataDir: string): string => path.join(dataDir, BALLOT_KEYS);

function fileOf(folder: string, questionId: string): string {
  // It becomes a name of a file.
  if (!ID.test(questionId)) throw new Error('not an id of a question');
  return path.join(folder, `${questionId}.key`);
}

/** @param secret of the installation, which lies elsewhere. */
const sealingKey = (secret: string, salt: Uint8Array, questionId: string): Uint8Array<ArrayBuffer> => new Uint8Array(hkdfSync('sha256', secret, salt, `phien ballot key ${questionId}`, KEY));

const bound = (questionId: string, publicKey: string): Buffer => Buffer.from(`${questionId}\n${publicKey}`);

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The public key kept for a question; null where none is. */
export async function publicKeyOf(folder: string, questionId: string): Promise<string | null> {
  const read = await readKept(folder, questionId);
  return read?.publicKey ?? null;
}

async function readKept(folder: string, questionId: string): Promise<z.output<typeof fileSchema> | null> {
  const text = await readFile(fileOf(folder, questionId), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    // Half overwritten, or spoilt: it opens nothing any more.
    return null;
  }
}

/**
 * Keeps a key, on disk when this returns. Of two who do so at once the first one wins.
 * @returns the public key that is kept for the question now.
 */
export async function keepKey(folder: string, secret: string, questionId: string, { publicKey, privateKey }: BoxKeys): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = fileOf(folder, questionId);
  const [salt, nonce] = [randomBytes(SALT), randomBytes(NONCE)];
  const key = sealingKey(secret, salt, questionId);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(bound(questionId, publicKey));
  const sealed = Buffer.concat([cipher.update(privateKey), cipher.final()]);
  key.fill(0);
  const text = [salt, nonce, sealed, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url'));
  const content = JSON.stringify({ form: 1, questionId, publicKey, salt: text[0], nonce: text[1], sealed: text[2], tag: text[3] });
  const making = path.join(folder, `.${questionId}.${randomBytes(6).toString('hex')}`);
  const handle = await open(making, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
    // A second name, which is refused where there is one: nobody's key is overwritten.
    await link(making, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await handle.close();
  }
  const kept = await publicKeyOf(folder, questionId);
  // The bytes are those of the target where this one won.
  if (kept !== publicKey) await overwrite(making);
  await rm(making, { force: true });
  await flushFolder(folder);
  if (kept === null) throw new Error('a key of this question lies here that cannot be read');
  return kept;
}

/** The private key of a box; whoever takes it overwrites it. Null where none is kept, not that of this public key, or its seal does not hold. */
export async function takeKey(folder: string, secret: string, { questionId, publicKey }: { questionId: string; publicKey: string }): Promise<Uint8Array<ArrayBuffer> | null> {
  const kept = await readKept(folder, questionId);
  if (kept?.publicKey !== publicKey || kept.questionId !== questionId) return null;
  const [salt, nonce, sealed, tag] = [kept.salt, kept.nonce, kept.sealed, kept.tag].map((text) => Buffer.from(text, 'base64url')) as [Buffer, Buffer, Buffer, Buffer];
  const key = sealingKey(secret, salt, questionId);
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: 16 }).setAAD(bound(questionId, publicKey)).setAuthTag(tag);
    const [first, last] = [decipher.update(sealed), decipher.final()];
    const opened = new Uint8Array(first.length + last.length);
    opened.set(first);
    opened.set(last, first.length);
    first.fill(0);
    return opened;
  } catch {
    return null;
  } finally {
    key.fill(0);
  }
}

async function overwrite(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    await handle.write(randomBytes(size), 0, size, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What is told while a key is destroyed, for whoever tests what a crash leaves. */
export type Destroying = 'overwritten' | 'removed';

/**
 * Destroys a key (KS6), with what a crash left of making it. On a disk that writes in place its bytes are gone; solid-state disks and file systems
 * that copy on write may keep an old copy, which is sealed still.
 * @param publicKey of the key that is meant; null: whichever is kept. One of another opening is left alone (KS6).
 * @returns whether there was one.
 */
export async function destroyKey(folder: string, questionId: string, publicKey: string | null = null, told: (point: Destroying) => void = () => undefined): Promise<boolean> {
  const target = fileOf(folder, questionId);
  if (!existsSync(folder)) return false;
  const kept = publicKey === null ? null : await publicKeyOf(folder, questionId);
  // What cannot be read is what a crash left of destroying it.
  if (kept !== null && kept !== publicKey) return false;
  const names = (await readdir(folder)).filter((name) => name === path.basename(target) || name.startsWith(`.${questionId}.`));
  for (const name of names) {
    await overwrite(path.join(folder, name));
    told('overwritten');
    await rm(path.join(folder, name), { force: true });
    told('removed');
  }
  await flushFolder(folder);
  return names.length > 0;
}

/** Questions that have a key here, sorted. */
export async function keptIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).flatMap((name) => NAME.exec(name)?.[1] ?? []).sort();
}
