import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { InstallationRows } from '../db/installation-rows';
import { INK_FILE, MAIN_FILE, RECORD_FILE, contentsOf, isUsedPart } from './contents';
import { POSTGRESQL, readRecord, recordInFolder } from './record';
import { mainBegunAnew, papersElsewhere, partEmpty, partMissing, partOfAnother, rowsBegunAnew, rowsElsewhere, rowsInFolder, rowsOfAnother } from './refusals';

export interface Belonging {
  /** Id of the installation; new when it has none yet. */
  id: string;
  /** Nobody has used it: what is missing may be made. */
  fresh: boolean;
  /** Keys of files that rows name, some of the newest. */
  named: readonly string[];
}

/** A start without the sample makes these before anybody uses them; alone they prove nothing. */
const MADE_AT_START = new Set([INK_FILE, `${INK_FILE}-wal`, `${INK_FILE}-shm`, `${MAIN_FILE}-wal`, `${MAIN_FILE}-shm`]);

/** What the folder is held against. */
export interface Looked {
  rows: InstallationRows;
  /** False: papers lie in another store, which answers for itself. */
  papersHere?: boolean;
  /** The server's database, as operators know it, where rows lie there; null: in the folder. */
  place?: string | null;
}

/**
 * Holds what lies in the folder against what its main database says belongs there. Installations from before records were kept
 * have none: then people prove use, rows that name files prove papers, and ink was always there.
 * @throws BootError naming the part that is missing, empty or another installation's. Changes nothing.
 */
export function checkBelonging(dataDir: string, { rows, papersHere = true, place = null }: Looked): Belonging {
  const known = readRecord(rows.record);
  const beside = recordInFolder(dataDir);
  const isElsewhere = beside?.parts.includes(POSTGRESQL) ?? known?.parts.includes(POSTGRESQL) ?? place !== null;
  if (place === null && isElsewhere) throw rowsElsewhere(dataDir, beside?.place ?? known?.place);
  if (place !== null && !isElsewhere) throw rowsInFolder(dataDir);
  const id = known?.id ?? beside?.id ?? randomUUID();
  if (rows.people === 0 && !known) {
    const used = contentsOf(dataDir).traces.filter((name) => !MADE_AT_START.has(name));
    if (used.length > 0) throw place === null ? mainBegunAnew(dataDir, used) : rowsBegunAnew(dataDir, place, used);
    return { id, fresh: true, named: [] };
  }
  if (known && known.id !== beside?.id && (beside || place !== null)) throw place === null ? partOfAnother(dataDir, `${MAIN_FILE} (${RECORD_FILE})`) : rowsOfAnother(dataDir, place);
  const parts = new Set([...(known?.parts ?? []), ...(beside?.parts ?? []), ...(place === null ? [INK_FILE] : []), ...(rows.blobKeys.length > 0 ? ['blobs'] : [])]);
  parts.delete(POSTGRESQL);
  if (place !== null) for (const name of [MAIN_FILE, INK_FILE]) parts.delete(name);
  if (!papersHere) parts.delete('blobs');
  for (const part of parts) {
    const found = statSync(path.join(dataDir, part), { throwIfNoEntry: false });
    if (!found) throw partMissing(dataDir, part);
    if (found.isFile() && found.size === 0) throw partEmpty(dataDir, part);
  }
  if (parts.has('signing') && !isUsedPart(dataDir, 'signing')) throw partEmpty(dataDir, 'signing');
  const isThere = (key: string): boolean => existsSync(path.join(dataDir, 'blobs', key.slice(-2), key));
  if (papersHere && rows.blobKeys.length > 0 && !rows.blobKeys.some(isThere)) throw papersElsewhere(dataDir, rows.blobKeys.length);
  return { id, fresh: false, named: rows.blobKeys };
}
