import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestContext } from '~/context.server';
import { assertGivenBy } from '~/json.server';
import { keepOnItsWay, sealedOnItsWay } from '~/tablet/ballots-here';
import { FILES_KEPT_MS, filesDatabase, forgetPaper, inkDatabase, sweepDevice } from '~/tablet/forget-device';
import { IndexedInkStorage } from '~/tablet/ink/indexed-storage';
import type { PendingOp } from '~/tablet/ink/ink-storage';
import { Seal } from '~/tablet/seal';
import { WaitingFiles } from '~/tablet/waiting-files';
import type { OpRecord } from '@shared/protocol/ink';
import { giveLocalStorage, takeLocalStorage } from '../../support/local-storage';

const seal = (personId: string): Seal => new Seal(personId, btoa(personId.padEnd(32, '.')));
const SECRET = 'ghi chú riêng của đại biểu';
const op = { kind: 'note', page: 0, x: 10, y: 10, color: 0, text: SECRET } as const;
const record = (seq: number): OpRecord => ({ seq, opId: `r${seq}`, authorId: 'p1', at: 1, op: op as unknown as OpRecord['op'] });
const pending = (opId: string): PendingOp => ({ opId, doc: 'd', layer: 'private', bytes: new TextEncoder().encode(SECRET), order: 1, madeAt: 1, refusal: null });

const databases = async (): Promise<(string | undefined)[]> => (await indexedDB.databases()).map(({ name }) => name);

/** Everything that lies in a person's database, as somebody with the device reads it. */
async function lying(personId: string): Promise<{ outbox: unknown[]; log: unknown[]; heads: unknown[]; text: string }> {
  const database = await openDB(inkDatabase(personId));
  const [outbox, log, heads] = await Promise.all(['outbox', 'log', 'heads'].map((name) => database.getAll(name)));
  database.close();
  const bytes = [...(outbox ?? []), ...(log ?? [])].map((value: unknown) => Object.values(value as object).map((field) => (field instanceof Uint8Array ? new TextDecoder('latin1').decode(field) : String(field))).join(' '));
  return { outbox: outbox ?? [], log: log ?? [], heads: heads ?? [], text: bytes.join('\n') };
}

/** A memory of the browser, kept as the page would. */
async function used(personId: string, unsent: number): Promise<void> {
  const storage = IndexedInkStorage.of(seal(personId));
  await storage.reset('d', 'epoch');
  await storage.apply('d', 'private', [record(1), record(2)], { epoch: 'epoch', shared: 0, private: 2 });
  await storage.putPending(Array.from({ length: unsent }, (_, index) => pending(`w${index}`)));
  if (storage instanceof IndexedInkStorage) storage.close();
}

beforeEach(giveLocalStorage);
afterEach(async () => {
  for (const name of await databases()) if (name) indexedDB.deleteDatabase(name);
  takeLocalStorage();
});

describe('what lies on a device', () => {
  it('voting V70 a sealed ballot that was not sent stays through signing out and through somebody else, for its person alone', async () => {
    const sealed = { commandId: 'c1', ballot: 'A'.repeat(376), publicKey: 'K' };
    keepOnItsWay('p1', 'q1', sealed);
    await sweepDevice(null);
    await sweepDevice('p2');
    expect(sealedOnItsWay('p2', 'q1')).toBeNull();
    expect(sealedOnItsWay('p1', 'q1')).toEqual(sealed);
  });

  it('voting V70 a page that goes on sending gives no ballot in the name of somebody else', () => {
    const signedIn = (personId: string) => ({ me: { personId } as RequestContext['me'] });
    expect(() => assertGivenBy(signedIn('p1'), 'p1')).not.toThrow();
    expect(() => assertGivenBy(signedIn('p2'), undefined)).not.toThrow();
    for (const me of [signedIn('p2'), { me: null }]) expect(() => assertGivenBy(me, 'p1')).toThrow(expect.objectContaining({ code: 'unauthenticated', reason: 'sign_in_first' }));
  });

  it('identity I40 is sealed for its person: marks come back under their key and under no other', async () => {
    await used('p1', 2);
    expect((await lying('p1')).text).not.toContain('ghi ch');
    expect((await (IndexedInkStorage.of(seal('p1'))).load('d')).pending.map(({ opId }) => opId)).toEqual(['w0', 'w1']);
    const thief = IndexedInkStorage.of(new Seal('p1', btoa('other'.padEnd(32, '.'))));
    expect(await thief.load('d')).toMatchObject({ records: [], pending: [] });
    expect(await thief.waitingDocs()).toEqual([]);
  });

  it('identity I40 loses what was confirmed, and keeps what was not sent, when somebody else or nobody is there', async () => {
    for (const present of ['p2', null]) {
      await used('p1', 2);
      localStorage.setItem('phien.place.p1.d', '{}');
      localStorage.setItem('phien.draft.p1.minutes.1', `s1.${seal('p1').closeText('minutes.1', '{}')}`);
      localStorage.setItem('phien.draft.p1.minutes.2', '{"value":"không khóa"}');
      localStorage.setItem('phien.device', 'x');
      await sweepDevice(present);
      expect(await lying('p1')).toMatchObject({ log: [], heads: [], outbox: [{ opId: 'w0' }, { opId: 'w1' }] });
      expect(Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index))).toEqual(['phien.draft.p1.minutes.1', 'phien.device']);
      const { pending: waiting, records } = await (IndexedInkStorage.of(seal('p1'))).load('d');
      expect([waiting.length, new TextDecoder().decode(waiting[0]?.bytes), records]).toEqual([2, SECRET, []]);
      localStorage.clear();
    }
  });

  it('goes as a whole when everything was sent', async () => {
    await used('p1', 0);
    await sweepDevice(null);
    expect(await databases()).not.toContain(inkDatabase('p1'));
  });

  it('stays for the person who is there', async () => {
    await used('p1', 0);
    localStorage.setItem('phien.place.p1.d', '{}');
    await sweepDevice('p1');
    expect((await lying('p1')).log).toHaveLength(2);
    expect(localStorage.getItem('phien.place.p1.d')).toBe('{}');
  });

  it('from before it was sealed: sealed by its own person, gone for anybody else', async () => {
    const old = async (): Promise<void> => {
      const database = await openDB(inkDatabase('p1'), 1, {
        upgrade(made) {
          made.createObjectStore('outbox', { keyPath: 'opId' }).createIndex('doc', 'doc');
          made.createObjectStore('log', { keyPath: ['doc', 'layer', 'seq'] }).createIndex('doc', 'doc');
          made.createObjectStore('heads', { keyPath: 'doc' });
        },
      });
      await database.put('outbox', pending('w0'));
      await database.put('log', { doc: 'd', layer: 'private', seq: 1, bytes: new Uint8Array([1]) });
      database.close();
    };
    await old();
    const storage = IndexedInkStorage.of(seal('p1'));
    expect((await storage.load('d')).pending).toMatchObject([{ opId: 'w0' }]);
    if (storage instanceof IndexedInkStorage) storage.close();
    expect(await lying('p1')).toMatchObject({ log: [] });
    expect((await lying('p1')).text).not.toContain('ghi ch');
    await sweepDevice(null);
    expect(await databases()).toContain(inkDatabase('p1'));
    await new Promise((resolve) => (indexedDB.deleteDatabase(inkDatabase('p1')).onsuccess = resolve));
    await old();
    await sweepDevice('p2');
    expect(await databases()).not.toContain(inkDatabase('p1'));
  });

  it('of one paper goes when it may not be read any more', async () => {
    await used('p1', 1);
    localStorage.setItem('phien.place.p1.d', '{}');
    for (const inkId of ['d', 'd of version 2']) localStorage.setItem(`phien.undo.p1.${inkId}`, '{}');
    await forgetPaper('p1', 'd', ['d', 'd of version 2']);
    expect(await lying('p1')).toMatchObject({ log: [], heads: [], outbox: [{ opId: 'w0' }] });
    expect(localStorage.length).toBe(0);
  });

  it('that was swept under an open paper is not continued in the middle', async () => {
    await used('p1', 1);
    const storage = IndexedInkStorage.of(seal('p1'));
    await storage.load('d');
    await sweepDevice(null);
    await storage.apply('d', 'private', [record(3)], { epoch: 'epoch', shared: 0, private: 3 });
    expect(await storage.load('d')).toMatchObject({ heads: { private: 0 }, records: [] });
  });

  it('documents D30 files that wait for a place come back to their person and session after a reload, sealed, and are gone after a day', async () => {
    const facts = { name: 'to-trinh.pdf', itemId: null, isAsked: true };
    const file = new File(['%PDF-1.7 mật khẩu của phòng'], facts.name);
    await new WaitingFiles(seal('p1'), 'm').keep('f1', facts, file);
    const again = new WaitingFiles(seal('p1'), 'm');
    expect(await again.list()).toMatchObject([{ id: 'f1', ...facts }]);
    expect(await (await again.list())[0]?.file.text()).toBe('%PDF-1.7 mật khẩu của phòng');
    expect(await new WaitingFiles(seal('p1'), 'other').list()).toEqual([]);
    expect(await new WaitingFiles(new Seal('p1', btoa('other'.padEnd(32, '.'))), 'm').list()).toEqual([]);
    await sweepDevice(null);
    expect(await new WaitingFiles(seal('p1'), 'm').list()).toHaveLength(1);
    const database = await openDB(filesDatabase('p1'));
    const [row] = (await database.getAll('files')) as { at: number; sealed: Uint8Array }[];
    expect(new TextDecoder('latin1').decode(row?.sealed)).not.toContain('PDF');
    await database.put('files', { ...row, at: Date.now() - FILES_KEPT_MS });
    database.close();
    expect(await new WaitingFiles(seal('p1'), 'm').list()).toEqual([]);
    await sweepDevice('p2');
    expect(await databases()).not.toContain(filesDatabase('p1'));
  });

  it('documents D30 what the server has is forgotten', async () => {
    const waiting = new WaitingFiles(seal('p1'), 'm');
    await waiting.keep('f1', { name: 'a.pdf', itemId: 'i', isAsked: false }, new File(['a'], 'a.pdf'));
    await waiting.forget('f1');
    expect(await waiting.list()).toEqual([]);
  });
});
