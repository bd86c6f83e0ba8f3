import { deleteDB } from 'idb';

/**
 * Takes what the reader kept for a person off this device, after everything was sent: the ink database and the last
 * places in documents. Text left unsaved in forms stays, for the person to find at the next sign-in.
 */
export async function forgetDevice(personId: string): Promise<void> {
  try {
    const prefix = `phien.place.${personId}.`;
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
    for (const key of keys) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // Storage that is forbidden keeps nothing.
  }
  // A page still open holds the database; it is deleted as soon as that page lets go.
  await deleteDB(`phien-ink-${personId}`).catch(() => undefined);
}
