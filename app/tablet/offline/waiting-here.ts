import { inDatabase, ofPerson, FILES, INK, TEXT } from '../forget-device';

/** What lies on this device until the server has it, counted. */
export interface WaitingHere {
  marks: number;
  texts: number;
  files: number;
}

/** @param personId null: of everybody who used this device; nobody's key is needed for counting. */
export async function waitingHere(personId: string | null): Promise<WaitingHere> {
  const names = await indexedDB.databases().then((all) => all.flatMap(({ name }) => name ?? []), () => []);
  const count = async (prefix: string, store: string): Promise<number> => {
    const counts = names.filter((name) => ofPerson(name, prefix, personId)).map((name) => inDatabase(name, async (begin, database) => (database.objectStoreNames.contains(store) ? begin(store).store.count() : 0)).catch(() => 0));
    return (await Promise.all(counts)).reduce((sum, one) => sum + one, 0);
  };
  const [marks, files] = await Promise.all([count(INK, 'outbox'), count(FILES, 'files')]);
  return { marks, texts: countTexts(personId === null ? TEXT : `${TEXT}${personId}.`), files };
}

function countTexts(prefix: string): number {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).length;
  } catch {
    return 0;
  }
}
