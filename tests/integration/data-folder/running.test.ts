import { mkdtempSync, renameSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInkStore } from '../../../server/adapters/db/ink-store';
import { storageFailureOf } from '../../../server/adapters/db/storage-failure';
import { openApplication, type OpenedApplication } from '../../../server/application';
import { system } from '../../../server/kernel/actor';
import { DomainError } from '../../../server/kernel/errors';
import { createFaultNotes } from '../../../server/kernel/fault-notes';
import { encodeOp } from '../../../server/shared/protocol/ink';
import { InkClient } from '../../support/ink-client';
import { newUuid, sampleStroke, seededRandom } from '../../support/ink-samples';
import { startInkServer } from '../../support/ink-server';
import { makeUsedFolder, overwrite, remove, type UsedFolder } from '../../support/used-folder';

const random = seededRandom(11);
const strokes = (docId: string, authorId: string, count: number) =>
  Array.from({ length: count }, () => ({ docId, layer: 'shared' as const, opId: newUuid(), authorId, body: encodeOp(sampleStroke(random)), targets: [] }));

/** Leaf pages of the operations, in the order they were written, and the bytes of a page. */
function leavesOf(file: string): { pages: number[]; size: number } {
  const db = new BetterSqlite3(file);
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
    const pages = db.prepare("SELECT pageno FROM dbstat WHERE name = 'op' AND pagetype = 'leaf' ORDER BY path").pluck().all() as number[];
    return { pages, size: Number(db.pragma('page_size', { simple: true })) };
  } finally {
    db.close();
  }
}

describe('damage of the ink log met while running', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'phien-ink-damage-'))));
  afterEach(() => remove(folder));

  it('installation DF9 the document is out of service aloud, nothing more of it is acknowledged, another document goes on', async () => {
    const file = path.join(folder, 'ink.sqlite');
    const [author, broken, sound] = [newUuid(), newUuid(), newUuid()];
    const store = await openInkStore({ file, now: Date.now });
    for (const docId of [broken, sound]) for (let part = 0; part < 7; part += 1) await store.append(strokes(docId, author, 101));
    await store.close();
    const server = await startInkServer({ file });
    const { pages, size } = leavesOf(file);
    const inTheMiddle = pages[Math.floor(pages.length / 4)] ?? 0;
    overwrite(file, (inTheMiddle - 1) * size, size);

    const reader = new InkClient({ url: server.url, person: newUuid(), doc: broken });
    await reader.until(() => reader.suspended || reader.refusal === 'suspended', 'word of the damage');
    expect(reader.applied.shared.length).toBeLessThan(707);
    const opId = reader.draw(sampleStroke(random));
    const late = new InkClient({ url: server.url, person: newUuid(), doc: broken });
    await late.until(() => late.refusal !== null, 'answer to a later join');
    expect(late.refusal).toBe('suspended');
    await expect(server.store.append(strokes(broken, author, 1))).rejects.toMatchObject({ code: 'unavailable', reason: 'ink.damaged' });

    const elsewhere = new InkClient({ url: server.url, person: newUuid(), doc: sound });
    await elsewhere.until(() => elsewhere.applied.shared.length === 707, 'all strokes of the sound document');
    const drawn = elsewhere.draw(sampleStroke(random));
    await elsewhere.until(() => elsewhere.acks.some((ack) => ack.opId === drawn && ack.outcome === 'committed'), 'acknowledgement');

    expect(reader.acks.filter((ack) => ack.outcome === 'committed')).toEqual([]);
    expect(reader.replica.outbox.map((op) => op.opId)).toEqual([opId]);
    expect(server.store.condition).toMatchObject({ damaged: [broken], writing: true, inPlace: true });
    for (const client of [reader, late, elsewhere]) client.close();
    await server.close();
  });

  it('installation DF9 operations that are not there any more are damage too', async () => {
    const file = path.join(folder, 'ink.sqlite');
    const doc = newUuid();
    const store = await openInkStore({ file, now: Date.now });
    await store.append(strokes(doc, newUuid(), 300));
    await store.close();
    const server = await startInkServer({ file });
    const db = new BetterSqlite3(file);
    db.exec('DELETE FROM op WHERE seq = 200');
    db.close();
    const reader = new InkClient({ url: server.url, person: newUuid(), doc });
    await reader.until(() => reader.suspended, 'word of the gap');
    expect(server.store.condition.damaged).toEqual([doc]);
    reader.close();
    await server.close();
  });

  it('installation DF9 a batch of several documents: the damaged one is refused, the other is stored', async () => {
    const file = path.join(folder, 'ink.sqlite');
    const [author, broken, sound] = [newUuid(), newUuid(), newUuid()];
    const told: string[] = [];
    const store = await openInkStore({ file, now: Date.now, onFault: (message) => told.push(message) });
    await store.append(strokes(broken, author, 400));
    await store.append(strokes(sound, author, 400));
    await store.close();
    const again = await openInkStore({ file, now: Date.now, onFault: (message) => told.push(message), checkBytes: -1 });
    const { pages, size } = leavesOf(file);
    const [first = 0] = pages;
    overwrite(file, (first - 1) * size, size);
    await expect(again.read(broken, 'shared', { personId: author, canSeeShared: true }, 0, 128)).rejects.toMatchObject({ reason: 'ink.damaged' });
    expect(told).toEqual([expect.stringMatching(new RegExp(`^ink of document ${broken} is out of service: `, 'u'))]);
    await expect(again.append(strokes(broken, author, 1))).rejects.toMatchObject({ reason: 'ink.damaged' });
    expect(await again.append(strokes(sound, author, 1))).toMatchObject([{ outcome: 'committed', seq: 401 }]);
    await again.close();
  });

  it('installation DF9 nothing is acknowledged into a log that was taken away', async () => {
    const file = path.join(folder, 'ink.sqlite');
    const [author, doc] = [newUuid(), newUuid()];
    const store = await openInkStore({ file, now: Date.now });
    await store.append(strokes(doc, author, 1));
    renameSync(file, `${file}.away`);
    await expect(store.append(strokes(doc, author, 1))).rejects.toMatchObject({ reason: 'ink.damaged' });
    expect(store.condition.inPlace).toBe(false);
    await store.close();
  });
});

describe('damage of the main database met while running', () => {
  let used: UsedFolder;
  let application: OpenedApplication;
  const told: string[] = [];
  beforeEach(async () => {
    told.length = 0;
    used = await makeUsedFolder(2);
    application = await openApplication({ dataDir: used.dataDir, origin: 'http://localhost:3000', floorBytes: 0, onFault: (message) => told.push(message) });
  });
  afterEach(async () => {
    await application.stop();
    remove(used.dataDir);
  });
  const ask = () => application.query('identity.installation', {}, system('installer'));

  it('installation DF10 DF11 pages that cannot be read are told by their name, to who asked and to the operator', async () => {
    expect(await application.health()).toEqual({ ok: true, problems: [], warnings: [] });
    overwrite(path.join(used.dataDir, 'phien.sqlite'), 4096, 4096 * 60);
    await expect(ask()).rejects.toMatchObject({ code: 'unavailable', reason: 'storage.damaged' });
    await expect(ask()).rejects.toMatchObject({ reason: 'storage.damaged' });
    expect(told.filter((line) => line.startsWith('refused identity.installation: unavailable (storage.damaged)'))).toHaveLength(1);
    await expect.poll(() => application.health(), { timeout: 10_000 }).toEqual({ ok: false, problems: ['database_damaged'], warnings: [] });
    expect(told).toContain('health: database_damaged');
  });

  it('installation DF10 nothing is written into a database that was taken away', async () => {
    renameSync(path.join(used.dataDir, 'phien.sqlite'), path.join(used.dataDir, 'phien.away'));
    await expect(application.execute('identity.mark-sample', { accounts: ['a'] }, system('installer'))).rejects.toMatchObject({ code: 'unavailable', reason: 'storage.damaged' });
    expect((await application.health()).problems).toEqual(['database_missing']);
  });

  it('installation DF11 papers and ink that were taken away are told', async () => {
    for (const name of ['blobs', 'ink.sqlite']) renameSync(path.join(used.dataDir, name), path.join(used.dataDir, `${name}.away`));
    expect((await application.health()).problems).toEqual(['ink_missing', 'papers_missing']);
  });
});

describe('what an operator reads', () => {
  it('installation DF11 a refusal that is the installation\'s own fault leaves one line a minute of its kind, and how many there were', () => {
    const lines: string[] = [];
    let now = 0;
    const notes = createFaultNotes({ tell: (line) => lines.push(line), now: () => now });
    const full = () => new DomainError('storage_full', 'storage.full', {}, { cause: new Error('database or disk is full') });
    for (let count = 0; count < 40; count += 1) notes.refused(full(), 'voting.cast');
    notes.refused(new DomainError('forbidden', 'x.y'), 'voting.cast');
    now = 60_000;
    notes.refused(full(), 'voting.cast');
    expect(lines).toEqual([
      'refused voting.cast: storage_full (storage.full): database or disk is full',
      'refused voting.cast: storage_full (storage.full): database or disk is full (39 more like it before)',
    ]);
  });

  it('installation DF10 what SQLite says of the medium is read from its codes', () => {
    const coded = (code: string) => Object.assign(new Error('x'), { code });
    expect(['SQLITE_FULL', 'SQLITE_CORRUPT_INDEX', 'SQLITE_NOTADB', 'SQLITE_IOERR_SHORT_READ', 'SQLITE_READONLY_DBMOVED', 'SQLITE_IOERR_WRITE', 'SQLITE_BUSY', 'P2002'].map((code) => storageFailureOf(coded(code)))).toEqual(
      ['full', 'damaged', 'damaged', 'damaged', 'unwritable', 'unwritable', 'busy', null],
    );
  });
});
