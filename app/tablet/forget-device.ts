import { deleteDB, openDB } from 'idb';

/**
 * Takes what the reader kept for a person off this device: the ink database and the last places in documents. Marks
 * that were not delivered yet stay for the next sign-in, with the database that holds them; so does text left unsaved
 * in forms.
 */
export async function forgetDevice(personId: string): Promise<void> {
  try {
    const prefix = `phien.place.${personId}.`;
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
    for (const key of keys) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // Storage that is forbidden keeps nothing.
  }
  const name = `phien-ink-${personId}`;
  // Without IndexedDB nothing was kept; a page still open holds its database until it lets go.
  await unsentMarks(name)
    .then((unsent) => (unsent === 0 ? deleteDB(name) : undefined))
    .catch(() => undefined);
}

async function unsentMarks(name: string): Promise<number> {
  const known = await indexedDB.databases();
  if (!known.some((database) => database.name === name)) return 0;
  const database = await openDB(name);
  try {
    return database.objectStoreNames.contains('outbox') ? await database.count('outbox') : 0;
  } finally {
    database.close();
  }
}
