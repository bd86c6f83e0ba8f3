import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { BlobPlace } from '../../kernel/blob-place';
import type { Secret } from '../../kernel/place-parts';
import type { HealthProblem } from '../../kernel/ports/vitals';
import { DEFAULT_PATIENCE, failureOf, S3Calls, type S3Keys, type S3Patience } from './s3-calls';
import { S3Objects } from './s3-objects';
import { copyNotFinished, noKeyFile, notUsable, ofAnother, ofSomebody, papersNotThere } from './s3-refusals';

/** Says whose the objects beside it are. */
const MARKER = 'installation.json';
const MOST_MARKER_BYTES = 4_096;
/** Of the newest files that rows name, looked for before the store is believed to hold none. */
const MOST_LOOKED_FOR = 50;
/** Health is asked for every few seconds: an answer that is late is one. */
const QUICK: S3Patience = { attempts: 1, answerMs: 1_800, sendMs: 1_800, restMs: 0 };

const schema = z.object({ program: z.literal('phien'), id: z.uuid(), state: z.enum(['ready', 'copying']) });
type Marker = z.infer<typeof schema>;

export interface Claimant {
  /** Of the installation. */
  id: string;
  /** Keys that rows of the database name, some of the newest. */
  named: readonly string[];
}

function valueOf(secret: Secret): string {
  if ('value' in secret) return secret.value;
  try {
    const text = readFileSync(secret.file, 'utf8').trim();
    if (text === '') throw new Error('empty');
    return text;
  } catch (cause) {
    throw noKeyFile(secret.file, cause);
  }
}

/** @throws BootError when a file of the keys cannot be read. */
export function objectsOf({ accessKey, secretKey, ...place }: BlobPlace, patience: S3Patience = DEFAULT_PATIENCE): S3Objects {
  const keys: S3Keys = { access: valueOf(accessKey), secret: valueOf(secretKey) };
  return new S3Objects(new S3Calls(place, keys, patience));
}

/** What the store answers to a start is said to the operator. */
async function asked<T>(objects: S3Objects, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error);
    throw failure ? notUsable(objects.place, failure) : error;
  }
}

async function readMarker(objects: S3Objects): Promise<Marker | null> {
  const found = await objects.read(MARKER, 0, MOST_MARKER_BYTES - 1);
  if (typeof found === 'string') return null;
  const parsed = ((): unknown => {
    try {
      return JSON.parse(found.bytes.toString('utf8'));
    } catch {
      return null;
    }
  })();
  const marker = schema.safeParse(parsed);
  if (!marker.success) throw ofSomebody(objects.place);
  return marker.data;
}

async function writeMarker(objects: S3Objects, marker: Marker, onlyNew: boolean): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(marker));
  await objects.put(MARKER, bytes, createHash('md5').update(bytes).digest(), { onlyNew }).catch((error: unknown) => {
    // Somebody was first: who, is read next.
    if (failureOf(error)?.status !== 412) throw error;
  });
  const kept = await readMarker(objects);
  if (kept?.id !== marker.id) throw ofAnother(objects.place);
}

async function holdsSome(objects: S3Objects, keys: readonly string[]): Promise<boolean> {
  for (const key of keys.slice(0, MOST_LOOKED_FOR)) if (await objects.head(`blobs/${key.slice(-2)}/${key}`)) return true;
  return false;
}

/** Objects without a marker are somebody's; where one was laid meanwhile, by a start at the same moment, it says whose. */
async function assertNobodys(objects: S3Objects, id: string): Promise<void> {
  if (!(await objects.hasAny(''))) return;
  const marker = await readMarker(objects);
  if (!marker) throw ofSomebody(objects.place);
  if (marker.id !== id) throw ofAnother(objects.place);
}

/** A small object is written, read and deleted. */
async function tryOut(objects: S3Objects): Promise<void> {
  const name = `.probe-${randomUUID()}`;
  const bytes = Buffer.from('phien');
  await objects.put(name, bytes, createHash('md5').update(bytes).digest());
  const read = await objects.read(name, 0, 99);
  await objects.delete(name);
  if (typeof read === 'string' || !read.bytes.equals(bytes)) throw new Error('the store does not give back what was written');
}

/**
 * Whether the store can be reached, with these keys, and is nobody else's. Writes nothing.
 * @throws BootError saying which of it is wrong.
 */
export const lookAt = (objects: S3Objects): Promise<Marker | null> => asked(objects, () => readMarker(objects));

/**
 * Makes sure that the objects are this installation's, and says so in the store where nobody has yet. Objects without a marker are
 * taken when the database names some of them: they were brought by another tool.
 * @param onFull told when the store is full, which keeps nobody from reading. @throws BootError when they are not.
 */
export async function claimStore(objects: S3Objects, { id, named }: Claimant, onFull: (message: string) => void): Promise<void> {
  await asked(objects, async () => {
    const marker = await readMarker(objects);
    if (marker && marker.id !== id) throw ofAnother(objects.place);
    if (marker?.state === 'copying') throw copyNotFinished(objects.place);
    if (named.length > 0 && !(await holdsSome(objects, named))) throw papersNotThere(objects.place, Math.min(named.length, MOST_LOOKED_FOR));
    if (!marker && named.length === 0) await assertNobodys(objects, id);
    if (!marker) await writeMarker(objects, { program: 'phien', id, state: 'ready' }, true);
    await tryOut(objects).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'storage_full')) throw error;
      onFull('the store of papers is full: papers are read, none is stored');
    });
  });
}

/** Whether the store is that installation's already, and whole. @throws BootError where it cannot be used. */
export const ownedBy = (objects: S3Objects, id: string): Promise<boolean> =>
  asked(objects, async () => {
    const marker = await readMarker(objects);
    return marker?.id === id && marker.state === 'ready';
  });

/** Before papers are copied into it. @throws BootError where it is somebody else's. */
export async function beginCopy(objects: S3Objects, id: string): Promise<void> {
  await asked(objects, async () => {
    const marker = await readMarker(objects);
    if (marker && marker.id !== id) throw ofAnother(objects.place);
    if (!marker) await assertNobodys(objects, id);
    await writeMarker(objects, { program: 'phien', id, state: 'copying' }, !marker);
  });
}

export const endCopy = (objects: S3Objects, id: string): Promise<void> => asked(objects, () => writeMarker(objects, { program: 'phien', id, state: 'ready' }, false));

/** For health: the marker is there, and comes in time. */
export function watchOf(place: BlobPlace): () => Promise<HealthProblem | null> {
  const objects = objectsOf(place, QUICK);
  return () =>
    objects.head(MARKER).then(
      (head) => (head ? null : 'papers_missing'),
      () => 'papers_unreachable',
    );
}

/** Writes, reads and deletes for the doctor. @returns the id of the installation it belongs to, null: nobody's yet. @throws BootError. */
export async function inspectStore(objects: S3Objects): Promise<string | null> {
  return asked(objects, async () => {
    const marker = await readMarker(objects);
    await tryOut(objects);
    return marker?.id ?? null;
  });
}

/** Keys of all papers in it. */
export async function keysIn(objects: S3Objects): Promise<Set<string>> {
  const keys = new Set<string>();
  await asked(objects, async () => {
    for await (const { name } of objects.list('blobs/')) keys.add(name.slice(name.lastIndexOf('/') + 1));
  });
  return keys;
}
