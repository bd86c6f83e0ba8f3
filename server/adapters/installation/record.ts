import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { INK_FILE, MAIN_FILE, RECORD_FILE, isUsedPart } from './contents';
import { writeDurably } from './durable-file';

/**
 * Which installation a data folder is and what belongs to it: kept in the folder, in the main database and, as the id, in the
 * ink log, so that a part that is missing or was put here from elsewhere is noticed.
 */
export interface InstallationRecord {
  /** UUID. */
  id: string;
  /** Names in the data folder that were there when it was last in order. */
  parts: string[];
  /** The database that rows and marks lie in, as operators know it; absent: the folder, or a server nobody noted. */
  place?: string | undefined;
}

const schema = z.object({ id: z.uuid(), parts: z.array(z.string()), place: z.string().optional() });

/** Null where the text is no record. */
export function readRecord(text: string | null): InstallationRecord | null {
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function recordInFolder(dataDir: string): InstallationRecord | null {
  const file = path.join(dataDir, RECORD_FILE);
  return statSync(file, { throwIfNoEntry: false }) ? readRecord(readFileSync(file, 'utf8')) : null;
}

export const formatRecord = (record: InstallationRecord): string => JSON.stringify(record);

export function keepInFolder(dataDir: string, record: InstallationRecord): void {
  const known = recordInFolder(dataDir);
  if (known && formatRecord(known) === formatRecord(record)) return;
  writeDurably(path.join(dataDir, RECORD_FILE), formatRecord(record));
}

/** Among the parts of an installation whose rows and marks lie in a database of a PostgreSQL server. */
export const POSTGRESQL = 'postgresql';

/** What of an installation lies in its data folder. */
export interface Kept {
  /** Rows and marks. */
  rows: boolean;
  papers: boolean;
}

export const ALL_HERE: Kept = { rows: true, papers: true };

/** Parts that are there now. Certificates of the transport are not among them: a server makes them anew. */
export const partsOf = (dataDir: string, here: Kept): string[] => [...(here.rows ? [MAIN_FILE, INK_FILE] : [POSTGRESQL]), ...(here.papers ? ['blobs'] : []), ...(isUsedPart(dataDir, 'signing') ? ['signing'] : [])];
