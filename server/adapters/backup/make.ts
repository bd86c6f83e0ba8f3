import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BlobPlace } from '../../kernel/blob-place';
import type { DatabasePlace } from '../../kernel/database-place';
import type { BackupFacts } from '../../kernel/ports/backups';
import type { StoredBlob } from '../../kernel/ports/blob';
import type { MainFacts, MainSource, SnapshotSource } from '../../kernel/ports/snapshot';
import { rawBytes, type RawBytes } from '../blob/raw-bytes';
import { serverInWords } from '../db/move/refusals';
import { openServerSnapshot } from '../db/move/server-snapshot';
import { databaseBytes, openMain, openSource } from '../db/snapshot';
import { INK_FILE, MAIN_FILE, RECORD_FILE } from '../installation/contents';
import { syncFolder, writeDurably } from '../installation/durable-file';
import { formatRecord, partsOf as partsHere, POSTGRESQL, recordInFolder, type InstallationRecord } from '../installation/record';
import { rowsElsewhere, rowsInFolder } from '../installation/refusals';
import { projectRoot } from '../project-root';
import { bytesOf, digestOf, folderFor, forEach, putAway, syncFile } from './files';
import { factsOfManifest, FORM, formatManifest, type Manifest } from './manifest';
import { takeOnePoint } from './one-point';
import { assertApart, backupsIn, blobPlace, claimPlace, LIST, makingIn, manifestIn, newId, takePlace } from './place';
import { inWords, neverStarted, noHouse, noRoom } from './refusals';
import { sealFor, type Seal } from './seal';

export interface BackupOrder {
  dataDir: string;
  folder: string;
  /** Where papers lie when not in the data folder. */
  blobs: BlobPlace | null;
  /** Where rows and marks lie when not in the data folder; absent: in it. */
  rows?: DatabasePlace | null;
  /** Public keys it is sealed for; none: it is not. */
  recipients: readonly string[];
  /** Of the environment, without secrets. */
  settings: Readonly<Record<string, string>>;
  now?: () => Date;
  /** Bytes that must stay free beside what is needed; tests of full disks ask for none, and for less than is needed. */
  spareBytes?: number;
  /** Takes its share of the machine after everybody else's, once nobody waits for it. */
  gentle?: boolean;
}

export interface MadeBackup extends BackupFacts {
  /** Bytes written this time. */
  written: number;
  /** Stored files that were there already. */
  shared: number;
  heldMs: number;
  audit: MainFacts['audit'];
}

/** Stored files on their way at once: each waits for the disk much of the time. */
const AT_ONCE = 4;
const NICE = 10;
/** Left free beside what is needed, bytes. */
const SPARE = 16 * 1024 ** 2;

/**
 * What a restore needs beside databases and papers. Signing keys are sealed by their PINs. The authority that tablets trust could
 * speak for any site, so it goes only where nobody reads it without a key.
 */
const partsOf = (seal: Seal | null): string[] => [RECORD_FILE, 'signing', ...(seal ? ['tls'] : [])];

/**
 * Makes a backup, also while a server runs: whole under its name, or not there.
 * @throws BootError in words of an operator; older backups are as they were.
 */
export async function makeBackup(order: BackupOrder): Promise<MadeBackup> {
  const { dataDir, folder } = order;
  assertThere(order);
  assertApart(folder, dataDir);
  const seal = await sealFor(order.recipients);
  const place = takePlace(folder, true);
  try {
    return await intoPlace(order, seal);
  } catch (error) {
    throw inWords(folder, order.rows ? serverInWords(order.rows, error) : error);
  } finally {
    await rm(makingIn(folder), { recursive: true, force: true }).catch(() => undefined);
    place.release();
  }
}

/** @throws BootError where there is nothing to back up, or the environment says another place of its rows than the folder. */
function assertThere({ dataDir, rows }: BackupOrder): void {
  const beside = recordInFolder(dataDir);
  const isElsewhere = beside?.parts.includes(POSTGRESQL) ?? false;
  if (!rows && isElsewhere) throw rowsElsewhere(dataDir, beside?.place);
  const isHere = existsSync(path.join(dataDir, MAIN_FILE)) && existsSync(path.join(dataDir, INK_FILE));
  if (rows && !isElsewhere && isHere) throw rowsInFolder(dataDir);
  if (rows ? !beside : !isHere) throw noHouse(dataDir);
}

interface Databases {
  main: MainSource;
  ink: SnapshotSource;
  /** Bytes they take in the backup, at most. */
  bytes: number;
}

/** As an installation that has its rows in the folder: this is what a restore makes. */
const recordHere = (dataDir: string, blobs: BlobPlace | null): InstallationRecord => ({ id: recordInFolder(dataDir)?.id ?? '', parts: partsHere(dataDir, { rows: true, papers: !blobs }) });

async function openDatabases({ dataDir, rows, blobs }: BackupOrder): Promise<Databases> {
  if (rows) return openServerSnapshot({ dataDir, place: rows, record: recordHere(dataDir, blobs) });
  const main = openMain(path.join(dataDir, MAIN_FILE));
  try {
    const bytes = [MAIN_FILE, INK_FILE].reduce((sum, name) => sum + (databaseBytes(path.join(dataDir, name)) ?? 0), 0);
    return { main, ink: openSource(path.join(dataDir, INK_FILE)), bytes };
  } catch (error) {
    await main.close();
    throw error;
  }
}

async function intoPlace(order: BackupOrder, seal: Seal | null): Promise<MadeBackup> {
  const { dataDir, folder, blobs, rows, settings, now = () => new Date(), gentle, spareBytes = SPARE } = order;
  const { main, ink, bytes: databases } = await openDatabases(order);
  const sources: (MainSource | SnapshotSource)[] = [main, ink];
  try {
    // Ink waits in a thread of its own; the program itself waits for the main database.
    const heldMs = await takeOnePoint([ink, main]);
    const madeAt = now();
    if (gentle) os.setPriority(NICE);
    const facts = await main.facts();
    if (facts.installation === null) throw neverStarted(dataDir);
    claimPlace(folder, facts.installation);
    const id = newId(folder, madeAt);
    const making = path.join(makingIn(folder), id);
    mkdirSync(making, { mode: 0o700 });
    const named = [...(await collected(main.files()))];
    const lacking = named.filter((blob) => !isThere(folder, blob, seal));
    await assertRoom({ folder, dataDir, spareBytes, databases }, lacking, seal);
    const files = await putDatabases([main, ink], { making, dataDir }, seal);
    for (const source of sources.splice(0)) await source.close();
    files.push(...(await putParts({ making, dataDir }, seal, rows ? formatRecord(recordHere(dataDir, blobs)) : null)));
    const { written, missing } = await putBlobs(lacking, { folder, seal, raw: rawBytes(dataDir, blobs) });
    const gone = new Set(missing.map(({ key }) => key));
    const kept = named.filter(({ key }) => !gone.has(key));
    const list = await putAway(listOf(kept), path.join(making, LIST), null);
    const manifest: Manifest = {
      program: 'phien',
      form: FORM,
      id,
      madeAt,
      version: versionOfProgram(),
      ...facts,
      installation: facts.installation,
      seal: seal && { recipients: [...seal.recipients], mark: seal.mark },
      heldMs: Math.round(heldMs * 1000) / 1000,
      files,
      blobs: { count: kept.length, bytes: kept.reduce((sum, { size }) => sum + size, 0), list: list.plain },
      missing,
      settings: { ...settings },
    };
    writeDurably(manifestIn(making), formatManifest(manifest));
    await rename(making, path.join(backupsIn(folder), id));
    syncFolder(backupsIn(folder));
    const bytes = files.reduce((sum, { stored }) => sum + stored.size, written);
    return { ...factsOfManifest(manifest), written: bytes, shared: named.length - lacking.length, heldMs, audit: facts.audit };
  } finally {
    for (const source of sources) await source.close();
  }
}

async function collected(blobs: Iterable<StoredBlob> | AsyncIterable<StoredBlob>): Promise<StoredBlob[]> {
  const all: StoredBlob[] = [];
  for await (const blob of blobs) all.push(blob);
  return all;
}

/** There, and as long as it has to be: what was cut off by something else is written again. */
const isThere = (folder: string, { sha256, size }: StoredBlob, seal: Seal | null): boolean =>
  statSync(blobPlace(folder, sha256, seal), { throwIfNoEntry: false })?.size === (seal ? seal.sizeOf(size) : size);

async function assertRoom({ folder, dataDir, spareBytes, databases }: { folder: string; dataDir: string; spareBytes: number; databases: number }, lacking: readonly StoredBlob[], seal: Seal | null): Promise<void> {
  const needed = lacking.reduce((sum, { size }) => sum + (seal ? seal.sizeOf(size) : size), databases) + spareBytes;
  const freeOf = async (where: string): Promise<number> => statfs(where).then(({ bavail, bsize }) => bavail * bsize);
  if ((await freeOf(folder)) < needed) throw noRoom(folder, needed, await freeOf(folder));
  // Sealed, they pass in the clear where they lie in the clear already.
  if (seal && (await freeOf(dataDir)) < databases + spareBytes) throw noRoom(dataDir, databases + spareBytes, await freeOf(dataDir));
}

interface Places {
  making: string;
  dataDir: string;
}

type StoredFile = Manifest['files'][number];

async function putDatabases(sources: readonly SnapshotSource[], { making, dataDir }: Places, seal: Seal | null): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  const clear = seal ? clearFolder(dataDir) : making;
  try {
    for (const source of sources) {
      const copy = path.join(clear, source.file);
      await source.write(copy);
      if (seal) {
        files.push({ name: source.file, ...(await putAway(bytesOf(copy), path.join(making, `${source.file}.age`), seal)) });
        await rm(copy);
      } else {
        await syncFile(copy);
        const digest = await digestOf(bytesOf(copy));
        files.push({ name: source.file, plain: digest, stored: digest });
      }
    }
  } finally {
    if (seal) await rm(clear, { recursive: true, force: true });
  }
  return files;
}

/** Beside the originals, as private as they are; what a killed one left there goes. */
function clearFolder(dataDir: string): string {
  const incoming = path.join(dataDir, 'incoming');
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(incoming)) {
    const [, maker = ''] = /^backup-(\d+)-/u.exec(name) ?? [];
    if (maker !== '' && !isAlive(Number(maker))) rmSync(path.join(incoming, name), { recursive: true, force: true });
  }
  return mkdtempSync(path.join(incoming, `backup-${process.pid}-`));
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** @param record text of the installation's record where it is not that of the folder. */
async function putParts({ making, dataDir }: Places, seal: Seal | null, record: string | null): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for (const part of partsOf(seal)) {
    for (const name of await filesBelow(dataDir, part)) {
      const target = await folderFor(path.join(making, 'parts', seal ? `${name}.age` : name));
      files.push({ name: name.split(path.sep).join('/'), ...(await putAway(record !== null && name === RECORD_FILE ? oneText(record) : bytesOf(path.join(dataDir, name)), target, seal)) });
    }
  }
  return files;
}

async function* oneText(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

/** A file, or all below a folder; links are not followed. */
async function filesBelow(root: string, name: string): Promise<string[]> {
  const found = await stat(path.join(root, name)).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [name];
  const entries = await readdir(path.join(root, name), { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))).sort();
}

/** Puts away what is not there yet. A file that is missing or not what was stored keeps nothing else from being put away: it is named. */
async function putBlobs(lacking: readonly StoredBlob[], { folder, seal, raw }: { folder: string; seal: Seal | null; raw: RawBytes }): Promise<{ written: number; missing: Manifest['missing'] }> {
  const missing: Manifest['missing'] = [];
  const touched = new Set<string>();
  const underWay = new Map<string, Promise<void>>();
  let written = 0;
  const put = async ({ key, sha256, size }: StoredBlob): Promise<void> => {
    const source = await raw(key);
    if (!source) return void missing.push({ key, sha256, size, problem: 'missing' });
    const making = path.join(makingIn(folder), key);
    const { plain, stored } = await putAway(source, making, seal);
    if (plain.sha256 !== sha256 || plain.size !== size) {
      await rm(making);
      return void missing.push({ key, sha256, size, problem: 'damaged' });
    }
    const target = await folderFor(blobPlace(folder, sha256, seal));
    await rename(making, target);
    touched.add(path.dirname(target));
    written += stored.size;
  };
  await forEach(lacking, AT_ONCE, async (blob) => {
    // Two rows may name the same bytes: the second waits, and finds them.
    await underWay.get(blob.sha256);
    if (isThere(folder, blob, seal)) return;
    const work = put(blob);
    underWay.set(blob.sha256, work.catch(() => undefined));
    await work;
  });
  for (const place of touched) syncFolder(place);
  if (touched.size > 0) syncFolder(path.dirname([...touched][0] ?? folder));
  missing.sort((a, b) => (a.key < b.key ? -1 : 1));
  return { written, missing };
}

async function* listOf(blobs: readonly StoredBlob[]): AsyncIterable<Uint8Array> {
  let lines = '';
  for (const { sha256, size, key } of blobs) {
    lines += `${sha256} ${size} ${key}\n`;
    if (lines.length < 64 * 1024) continue;
    yield Buffer.from(lines);
    lines = '';
  }
  yield Buffer.from(lines);
}

const versionOfProgram = (): string => (JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string }).version;
