import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Entry } from 'yauzl';
import { BootError } from '../../kernel/boot-error';
import { entriesOf, openEntry, openZip } from './read-zip';

/** Files of one folder or archive, by paths with `/` from its top. */
export interface OldPapers {
  paths: readonly string[];
  /** Entries that are no files a paper could be: names that leave the archive, links, ciphered ones. */
  strange: readonly string[];
  sizeOf(path: string): number;
  open(path: string): Promise<Readable>;
  close(): void;
}

/** What one archive may hold at most: more is no archive of papers. */
const MOST_FILES = 200_000;

/** A folder or a zip of old papers, to be read only. @throws BootError for anything else. */
export async function openOldPapers(source: string): Promise<OldPapers> {
  const found = await stat(source).catch(() => null);
  if (found?.isDirectory()) return openFolder(source);
  if (found?.isFile()) return openArchive(source);
  throw new BootError(`Không đọc được ${source}.`, `${source} cannot be read.`);
}

const tooMany = (source: string): BootError => new BootError(`${source} có hơn ${MOST_FILES} tệp; hãy nhập từng phần.`, `${source} has more than ${MOST_FILES} files; import it in parts.`);

/** Links are not followed: what they lead to may be anything. */
async function openFolder(source: string): Promise<OldPapers> {
  const sizes = new Map<string, number>();
  const strange: string[] = [];
  const names = new Map<string, string>();
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of await readdir(path.join(source, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) waiting.push(name);
      else if (!entry.isFile()) strange.push(name);
      else {
        sizes.set(name, (await stat(path.join(source, name))).size);
        names.set(name, path.join(source, name));
      }
      if (sizes.size > MOST_FILES) throw tooMany(source);
    }
  }
  return {
    paths: [...sizes.keys()].sort(),
    strange,
    sizeOf: (name) => sizes.get(name) ?? 0,
    open: (name) => Promise.resolve(createReadStream(names.get(name) ?? '')),
    close: () => undefined,
  };
}

/** Bits of an entry: ciphered; the type of a file in what Unix systems write. */
const CIPHERED = 1;
const LINK = 0o120000;
const isLink = ({ externalFileAttributes, versionMadeBy }: Entry): boolean => versionMadeBy >> 8 === 3 && ((externalFileAttributes >>> 16) & 0o170000) === LINK;

/** Nothing is unpacked beside the archive; an entry that gives more bytes than it says ends with an error. */
async function openArchive(source: string): Promise<OldPapers> {
  const zip = await openZip(source, { strictFileNames: false });
  if (!zip) throw new BootError(`${source} không phải tệp zip, hoặc bị cắt ngắn.`, `${source} is no zip archive, or cut off.`);
  const entries = new Map<string, Entry>();
  const strange: string[] = [];
  try {
    for await (const entry of entriesOf(zip)) {
      if (entry.fileName.endsWith('/')) continue;
      if (isLink(entry) || (entry.generalPurposeBitFlag & CIPHERED) !== 0 || entries.has(entry.fileName)) strange.push(entry.fileName);
      else entries.set(entry.fileName, entry);
      if (entries.size > MOST_FILES) throw tooMany(source);
    }
  } catch (error) {
    zip.close();
    // A name that leaves the archive ends its reading: whoever made it meant harm.
    if (error instanceof BootError) throw error;
    throw new BootError(`Không đọc hết được mục lục của ${source}: ${String((error as Error).message)}`, `The directory of ${source} cannot be read to its end: ${String((error as Error).message)}`);
  }
  return {
    paths: [...entries.keys()].sort(),
    strange,
    sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
    async open(name) {
      const entry = entries.get(name);
      if (!entry) throw new Error(`no such entry: ${name}`);
      return openEntry(zip, entry);
    },
    close: () => zip.close(),
  };
}
