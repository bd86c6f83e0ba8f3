import { deleteDB, openDB, type IDBPDatabase } from 'idb';
import { DeviceDatabase, type Begin } from './device-database';
import { PROGRAM_CACHE } from './offline/program-cache';

export const INK = 'phien-ink-';
export const FILES = 'phien-files-';
/** What the reader keeps beside the ink: places in papers, and which marks of a version can be taken back. */
const PLACE = 'phien.place.';
const UNDO = 'phien.undo.';
export const TEXT = 'phien.draft.';
/** Marks that were drawn while their page was being left. */
export const ASIDE = 'phien.aside.';

/** Databases of this version and later hold sealed records only. */
export const SEALED_SINCE = 2;

/** Files that wait for their place stay on a device this long at most. */
export const FILES_KEPT_MS = 24 * 3_600_000;

export const filesDatabase = (personId: string): string => `${FILES}${personId}`;

export const placeKey = (personId: string, documentId: string): string => `${PLACE}${personId}.${documentId}`;
export const undoKey = (personId: string, inkId: string): string => `${UNDO}${personId}.${inkId}`;

export const inkDatabase = (personId: string): string => `${INK}${personId}`;

/** How text that is sealed begins in this device's storage. */
export const SEALED_TEXT = 's1.';

/**
 * Takes off this device what the reader kept for people who are not at it: confirmed marks, places in papers, anything
 * cached. Marks, text and sealed ballots that were not sent yet stay, sealed, until their person signs in here again, and files for a day
 * at most; what is not sealed goes, whatever it is.
 * @param present the person signed in; null: nobody.
 */
export async function sweepDevice(present: string | null): Promise<void> {
  sweepTexts(present);
  // Without IndexedDB nothing was kept.
  const names = await indexedDB.databases().then((all) => all.flatMap(({ name }) => name ?? []), () => []);
  const ink = names.filter((name) => name.startsWith(INK) && name !== (present && inkDatabase(present)));
  const files = names.filter((name) => name.startsWith(FILES) && name !== (present && filesDatabase(present)));
  await Promise.all([...ink.map((name) => keepUnsentOnly(name).catch(() => undefined)), ...files.map((name) => dropOldFiles(name).catch(() => undefined)), emptyCaches()]);
}

/** The same for one paper, and the marks of its versions, that the person may not read any more; marks of it that were not sent are refused by the server. */
export async function forgetPaper(personId: string, documentId: string, inkIds: readonly string[]): Promise<void> {
  try {
    for (const key of [placeKey(personId, documentId), ...inkIds.map((inkId) => undoKey(personId, inkId))]) localStorage.removeItem(key);
  } catch {
    // Storage that is forbidden keeps nothing.
  }
  const name = inkDatabase(personId);
  const known = await indexedDB.databases().catch(() => []);
  if (!known.some((database) => database.name === name)) return;
  await inDatabase(name, async (begin, database) => {
    if (!hasStores(database)) return;
    const transaction = begin(['log', 'heads'], 'readwrite');
    const log = transaction.objectStore('log');
    const keys = (await Promise.all(inkIds.map((inkId) => log.index('doc').getAllKeys(inkId)))).flat();
    await Promise.all([...keys.map((key) => log.delete(key)), ...inkIds.map((inkId) => transaction.objectStore('heads').delete(inkId)), transaction.done]);
  });
}

/** Whether a database belongs to a person; null: to anybody. */
export const ofPerson = (name: string, prefix: string, personId: string | null): boolean => (personId === null ? name.startsWith(prefix) : name === prefix + personId);

/** One errand in a database that is there. */
export async function inDatabase<T>(name: string, work: (begin: Begin<unknown>, database: IDBPDatabase) => Promise<T>): Promise<T> {
  const database = new DeviceDatabase(() => openDB(name));
  try {
    return await database.run(work);
  } finally {
    database.close();
  }
}

function sweepTexts(present: string | null): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
    const isOf = (key: string, prefix: string): boolean => present !== null && key.startsWith(`${prefix}${present}.`);
    for (const key of keys) {
      const isForeign = [PLACE, UNDO].some((prefix) => key.startsWith(prefix) && !isOf(key, prefix));
      const isOpenText = key.startsWith(TEXT) && !isOf(key, TEXT) && localStorage.getItem(key)?.startsWith(SEALED_TEXT) !== true;
      if (isForeign || isOpenText) localStorage.removeItem(key);
    }
  } catch {
    // Storage that is forbidden keeps nothing.
  }
}

const hasStores = (database: IDBPDatabase): boolean => ['log', 'heads', 'outbox'].every((name) => database.objectStoreNames.contains(name));

async function keepUnsentOnly(name: string): Promise<void> {
  const unsent = await inDatabase(name, async (begin, database) => {
    if (database.version < SEALED_SINCE || !hasStores(database)) return 0;
    const transaction = begin(['log', 'heads', 'outbox'], 'readwrite');
    const [count] = await Promise.all([transaction.objectStore('outbox').count(), transaction.objectStore('log').clear(), transaction.objectStore('heads').clear(), transaction.done]);
    return count;
  });
  if (unsent === 0) await deleteDB(name);
}

async function dropOldFiles(name: string): Promise<void> {
  const left = await inDatabase(name, async (begin, database) => {
    if (!database.objectStoreNames.contains('files')) return 0;
    const transaction = begin('files', 'readwrite');
    const rows = (await transaction.store.getAll()) as { id: string; at: number }[];
    const old = rows.filter(({ at }) => !(Date.now() - at < FILES_KEPT_MS));
    await Promise.all([...old.map(({ id }) => transaction.store.delete(id)), transaction.done]);
    return rows.length - old.length;
  });
  if (left === 0) await deleteDB(name);
}

async function emptyCaches(): Promise<void> {
  if (!('caches' in globalThis)) return;
  const names = await caches.keys().catch(() => []);
  await Promise.all(names.filter((name) => !name.startsWith(PROGRAM_CACHE)).map((name) => caches.delete(name).catch(() => false)));
}
