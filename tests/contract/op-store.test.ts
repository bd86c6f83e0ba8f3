import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertInkDurable, openInkReader, openInkWriter, renewInkEpoch } from '../../server/adapters/db/ink-sqlite';
import { openInkStore } from '../../server/adapters/db/ink-store';
import { newUuid } from '../support/ink-samples';
import { describeOpStore, pending } from './op-store.suite';
import type { SqliteDatabase } from '../../server/adapters/db/ink-sqlite';

const Database = createRequire(import.meta.url)('better-sqlite3') as new (file: string) => SqliteDatabase;

describeOpStore('SQLite file with one writing thread', {
  open: (directory, options) => openInkStore({ file: path.join(directory, 'ink.sqlite'), now: Date.now, ...options }),
});

describe('SQLite ink log', () => {
  let directory = '';
  let file = '';
  const doc = newUuid();
  const lan = newUuid();
  const viewer = { personId: lan, canSeeShared: true };

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'ink-log-'));
    file = path.join(directory, 'ink.sqlite');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('is durable on every opening, and the check notices a connection that is not', () => {
    openInkWriter(file, null).close();
    const again = openInkWriter(file, null);
    expect(again.pragma('synchronous', { simple: true })).toBe(2);
    again.pragma('synchronous = NORMAL');
    expect(() => assertInkDurable(again)).toThrow('synchronous=1');
    again.close();
  });

  it('refuses a log of a newer version and a file that is no database', async () => {
    const db = openInkWriter(file, null);
    db.pragma('user_version = 99');
    db.close();
    await expect(openInkStore({ file, now: Date.now })).rejects.toThrow('newer version');
    const rubbish = path.join(directory, 'rubbish.sqlite');
    writeFileSync(rubbish, 'x'.repeat(4_096));
    await expect(openInkStore({ file: rubbish, now: Date.now })).rejects.toThrow('not a database');
  });

  it('waits for a foreign lock without losing or reordering, and says locked when it lasts', async () => {
    const store = await openInkStore({ file, now: Date.now, lockPatienceMs: 400 });
    const foreign = new Database(file);
    foreign.exec('BEGIN IMMEDIATE');
    const refused = store.append([pending(doc, lan)]);
    await expect(refused).rejects.toMatchObject({ code: 'unavailable', reason: 'ink.locked' });
    const waiting = [store.append([pending(doc, lan)]), store.append([pending(doc, lan)])];
    foreign.exec('ROLLBACK');
    foreign.close();
    expect((await Promise.all(waiting)).flat().map((result) => [result.outcome, result.seq])).toEqual([['committed', 1], ['committed', 2]]);
    await store.close();
  });

  it('keeps the event loop free while a foreign lock holds', async () => {
    const store = await openInkStore({ file, now: Date.now, lockPatienceMs: 600 });
    const foreign = new Database(file);
    foreign.exec('BEGIN IMMEDIATE');
    // A loop that waits for the lock itself turns a few times at most until the patience of 600 ms ends.
    let turns = 0;
    const probe = setInterval(() => (turns += 1), 1);
    await expect(store.append([pending(doc, lan)])).rejects.toMatchObject({ reason: 'ink.locked' });
    clearInterval(probe);
    foreign.exec('ROLLBACK');
    foreign.close();
    expect(turns).toBeGreaterThan(20);
    await store.close();
  });

  it('says storage_full, acknowledges nothing of that batch, keeps what was acknowledged, goes on when there is room', async () => {
    const store = await openInkStore({ file, now: Date.now, maxBytes: 160 * 1024 });
    const acked = await fillUntilFull(store);
    expect((await store.head(doc, viewer)).shared).toBe(acked);
    await store.close();
    const roomier = await openInkStore({ file, now: Date.now });
    expect((await roomier.append([pending(doc, lan)]))[0]).toMatchObject({ outcome: 'committed', seq: acked + 1 });
    await roomier.close();
  });

  it.skipIf(process.getuid?.() !== 0)('survives a disk that is really full and recovers without a restart', async () => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', directory], { stdio: 'ignore' });
    } catch {
      return; // Without the right to mount, the bound above is the test.
    }
    try {
      const ballast = path.join(directory, 'ballast');
      writeFileSync(ballast, Buffer.alloc(256 * 1024));
      const store = await openInkStore({ file, now: Date.now });
      const acked = await fillUntilFull(store);
      rmSync(ballast);
      expect((await store.append([pending(doc, lan)]))[0]).toMatchObject({ outcome: 'committed', seq: acked + 1 });
      expect((await store.read(doc, 'shared', viewer, 0, 100_000)).map((op) => op.seq)).toEqual(Array.from({ length: acked + 1 }, (_, index) => index + 1));
      await store.close();
    } finally {
      execFileSync('umount', [directory]);
    }
  });

  it('acknowledges nothing when its thread dies, starts another, and the retry finds out what was stored', async () => {
    const faults: string[] = [];
    const store = await openInkStore({ file, now: Date.now, onFault: (message) => void faults.push(message) });
    const original = Reflect.get(Worker.prototype, 'postMessage') as Worker['postMessage'];
    const threads = new Set<Worker>();
    Worker.prototype.postMessage = function (this: Worker, ...message: Parameters<Worker['postMessage']>) {
      threads.add(this);
      return original.apply(this, message);
    };
    try {
      const ops = [pending(doc, lan), pending(doc, lan)];
      const under = store.append(ops);
      const waiting = store.append([pending(doc, lan)]);
      for (const thread of threads) void thread.terminate();
      const [first, second] = await Promise.allSettled([under, waiting]);
      if (first.status === 'rejected') expect(first.reason).toMatchObject({ code: 'unavailable', reason: 'ink.worker_lost' });
      expect(second.status).toBe('fulfilled');
      expect(threads.size).toBe(2);
      expect(faults[0]).toContain('starting another');
      const again = await store.append(ops);
      expect(new Set(again.map((result) => result.seq)).size).toBe(2);
      expect((await store.read(doc, 'shared', viewer, 0, 10)).map((op) => op.seq)).toEqual([1, 2, 3]);
    } finally {
      Worker.prototype.postMessage = original;
      await store.close();
    }
  });

  it('gets a new epoch when a backup takes its place', async () => {
    const store = await openInkStore({ file, now: Date.now });
    const before = store.epoch;
    await store.close();
    const renewed = renewInkEpoch(file);
    expect(renewed).not.toBe(before);
    const again = await openInkStore({ file, now: Date.now });
    expect(again.epoch).toBe(renewed);
    await again.close();
  });

  it('keeps private words out of every reading but the author’s, down to the SQL', async () => {
    const store = await openInkStore({ file, now: Date.now });
    await store.append([pending(doc, lan, 'private', { kind: 'note', page: 0, color: 0, x: 1, y: 1, text: 'CANARY-7f3a' })]);
    await store.close();
    const reader = openInkReader(file);
    const rows = reader.prepare('SELECT stream.owner FROM op JOIN stream ON stream.id = op.stream_id WHERE stream.layer = 0').all() as { owner: string }[];
    expect(rows).toEqual([{ owner: lan }]);
    expect(() => reader.exec('DELETE FROM op')).toThrow('readonly');
    reader.close();
    expect(statSync(file).size).toBeGreaterThan(0);
  });

  it('retention X6 leaves no word of a removed mark in the files, write-ahead log included', async () => {
    const store = await openInkStore({ file, now: Date.now });
    const note = (text: string) => pending(doc, lan, 'private', { kind: 'note', page: 0, color: 0, x: 1, y: 1, text });
    await store.append([note('CANARY-GOES')]);
    await store.append([pending(doc, newUuid(), 'private', { kind: 'note', page: 0, color: 0, x: 1, y: 1, text: 'CANARY-STAYS' })]);
    const bytes = (): string => [file, `${file}-wal`].filter(existsSync).map((one) => readFileSync(one).toString('latin1')).join('');
    expect(bytes()).toContain('CANARY-GOES');
    await store.forgetPrivate(await store.privateStreams({ owner: lan }, { limit: 10 }));
    expect(bytes()).not.toContain('CANARY-GOES');
    expect(bytes()).toContain('CANARY-STAYS');
    await store.close();
  });

  /** Appends batches until the log is full. @returns how many operations were acknowledged. */
  async function fillUntilFull(store: Awaited<ReturnType<typeof openInkStore>>): Promise<number> {
    let acked = 0;
    for (let round = 0; round < 10_000; round += 1) {
      const batch = Array.from({ length: 20 }, () => pending(doc, lan));
      try {
        acked += (await store.append(batch)).length;
      } catch (error) {
        expect(error).toMatchObject({ code: 'storage_full', reason: 'ink.storage_full' });
        return acked;
      }
    }
    throw new Error('the log never got full');
  }
});
