import type { Entry, ZipFile } from 'yauzl';
import { z } from 'zod';
import { bytesOf, digestOf } from '../backup/files';
import { entriesOf, openEntry, openZip } from './read-zip';

const manifestSchema = z.object({
  format: z.string(),
  export: z.string(),
  subject: z.object({ kind: z.string(), id: z.string(), title: z.string() }),
  madeAt: z.string(),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string(), type: z.string() })),
  missing: z.array(z.object({ path: z.string(), problem: z.string() })),
});
export type ArchiveManifest = z.output<typeof manifestSchema>;

/** `differs`: other bytes than the manifest says. `missing`: named and not there. `unlisted`: there and not named. `damaged`: cannot be read. `twice`: two of one name. */
export interface ArchiveProblem {
  path: string;
  problem: 'differs' | 'missing' | 'unlisted' | 'damaged' | 'twice';
}

/** Null manifest: it is no archive of this format, or its end is not there. */
export interface ArchiveReport {
  manifest: ArchiveManifest | null;
  problems: ArchiveProblem[];
  /** Of the whole file. */
  sha256: string;
}

const MANIFEST = 'manifest.json';
/** A manifest names a file in some 200 bytes; more is none of ours. */
const MANIFEST_BYTES = 512 * 1024 * 1024;

/** Reads a whole archive, a piece at a time, and holds every file in it to the manifest. Writes nothing. */
export async function verifyArchive(file: string): Promise<ArchiveReport> {
  const { sha256 } = await digestOf(bytesOf(file));
  const found = new Map<string, { sha256: string; size: number } | null>();
  const problems: ArchiveProblem[] = [];
  let manifest: ArchiveManifest | null = null;
  const zip = await openZip(file);
  if (!zip) return { manifest, problems, sha256 };
  try {
    for await (const entry of entriesOf(zip)) {
      if (found.has(entry.fileName)) problems.push({ path: entry.fileName, problem: 'twice' });
      if (entry.fileName === MANIFEST) manifest = await readManifest(zip, entry);
      else found.set(entry.fileName, await openEntry(zip, entry).then(digestOf).catch(() => null));
    }
  } catch {
    problems.push({ path: file, problem: 'damaged' });
  } finally {
    zip.close();
  }
  if (!manifest) return { manifest, problems, sha256 };
  for (const { path, size, sha256: told } of manifest.files) {
    const read = found.get(path);
    if (read === undefined) problems.push({ path, problem: 'missing' });
    else if (read === null) problems.push({ path, problem: 'damaged' });
    else if (read.sha256 !== told || read.size !== size) problems.push({ path, problem: 'differs' });
  }
  const listed = new Set(manifest.files.map(({ path }) => path));
  for (const path of found.keys()) if (!listed.has(path)) problems.push({ path, problem: 'unlisted' });
  return { manifest, problems, sha256 };
}

async function readManifest(zip: ZipFile, entry: Entry): Promise<ArchiveManifest | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of await openEntry(zip, entry)) {
      size += (chunk as Buffer).byteLength;
      if (size > MANIFEST_BYTES) return null;
      chunks.push(chunk as Buffer);
    }
    return manifestSchema.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
