import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import { forgetDevice } from '~/tablet/forget-device';

const NAME = 'phien-ink-p1';

async function keep(unsent: number): Promise<void> {
  const database = await openDB(NAME, 1, {
    upgrade(made) {
      made.createObjectStore('outbox', { keyPath: 'opId' });
      made.createObjectStore('log', { keyPath: 'seq' });
    },
  });
  for (let index = 0; index < unsent; index += 1) await database.put('outbox', { opId: String(index) });
  database.close();
}

const databases = async (): Promise<(string | undefined)[]> => (await indexedDB.databases()).map(({ name }) => name);

afterEach(() => {
  indexedDB.deleteDatabase(NAME);
});

describe('signing out on a device', () => {
  it('takes the ink of the person off it when everything was delivered', async () => {
    await keep(0);
    await forgetDevice('p1');
    expect(await databases()).not.toContain(NAME);
  });
  it('leaves it while a mark was not delivered yet', async () => {
    await keep(2);
    await forgetDevice('p1');
    expect(await databases()).toContain(NAME);
  });
  it('leaves other people alone', async () => {
    await keep(0);
    await forgetDevice('p2');
    expect(await databases()).toContain(NAME);
  });
});
