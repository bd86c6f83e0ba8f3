import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { InstallationRows } from '../db/installation-rows';
import { INK_FILE, MAIN_FILE, RECORD_FILE, contentsOf, isUsedPart } from './contents';
import { readRecord, recordInFolder } from './record';
import { mainBegunAnew, papersElsewhere, partEmpty, partMissing, partOfAnother } from './refusals';

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

/**
 * Holds what lies in the folder against what its main database says belongs there. Installations from before records were kept
 * have none: then people prove use, rows that name files prove papers, and ink was always there.
 * @param papersHere false: papers lie in another store, which answers for itself. @throws BootError naming the part that is missing, empty or another installation's. Changes nothing.
 */
export function checkBelonging(dataDir: string, rows: InstallationRows, papersHere = true): Belonging {
  const known = readRecord(rows.record);
  const beside = recordInFolder(dataDir);
  const id = known?.id ?? beside?.id ?? randomUUID();
  if (rows.people === 0 && !known) {
    const used = contentsOf(dataDir).traces.filter((name) => !MADE_AT_START.has(name));
    if (used.length > 0) throw mainBegunAnew(dataDir, used);
    return { id, fresh: true, named: [] };
  }
  if (known && beside && known.id !== beside.id) throw partOfAnother(dataDir, `${MAIN_FILE} (${RECORD_FILE})`);
  const parts = new Set([...(known?.parts ?? []), ...(beside?.parts ?? []), INK_FILE, ...(rows.blobKeys.length > 0 ? ['blobs'] : [])]);
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
