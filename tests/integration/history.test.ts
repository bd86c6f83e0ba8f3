import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyInstallation } from '../../server/application';
import { openDatabase } from '../../server/adapters/db/database';
import { migrateDatabase } from '../../server/adapters/db/migrate';
import { withRecord } from '../../server/adapters/db/record-source';
import { projectRoot } from '../../server/adapters/project-root';
import { keepBaseline } from '../../server/kernel/baseline';
import type { CommittedEvent } from '../../server/kernel/events';
import { KERNEL_TABLES, type OwnedTable } from '../../server/kernel/module';
import { historyHead, nextEvents } from '../../server/kernel/repository.history';
import { modules } from '../../server/modules';
import { ITEM_ADDED } from '../../server/modules/agenda/events';
import { openTestInstallation } from '../support/installation';
import { createMeeting, item, openCommittee, type Committee } from './meetings/committee';

describe('the history', () => {
  let c: Committee;
  const file = (): string => path.join(c.installation.dataDir, 'phien.sqlite');
  beforeAll(async () => {
    c = await openCommittee();
    await createMeeting(c);
    await createMeeting(c);
  });
  afterAll(() => c.installation.close());

  it('kernel H1 the database refuses to change, delete, replace or insert an event anywhere but at the end', () => {
    const db = new BetterSqlite3(file());
    const newest = db.prepare('SELECT * FROM HistoryEvent ORDER BY position DESC LIMIT 1').get() as Record<string, unknown> & { id: string; position: number };
    const write = (verb: string, change: object): (() => unknown) => () => {
      const row = { ...newest, id: 'new', position: newest.position + 1, stream: 'other', seq: 1, ...change };
      return db.prepare(`${verb} INTO HistoryEvent (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`).run(...Object.values(row));
    };
    expect(() => db.prepare(`UPDATE HistoryEvent SET type = 'x'`).run()).toThrow(/never changed/u);
    expect(() => db.prepare('DELETE FROM HistoryEvent').run()).toThrow(/never deleted/u);
    for (const change of [{ position: newest.position + 2 }, { position: newest.position }, { position: 0 }, { id: newest.id }, { stream: newest['stream'], seq: newest['seq'] }]) {
      expect(write('INSERT', change), JSON.stringify(change)).toThrow(/only added at the end/u);
      expect(write('INSERT OR REPLACE', change), JSON.stringify(change)).toThrow(/only added at the end/u);
    }
    db.exec('BEGIN');
    expect(write('INSERT', {})).not.toThrow();
    db.exec('ROLLBACK');
    db.close();
  });

  it('kernel H2 positions are dense from 1 over all streams, also when many write at once', async () => {
    const { application } = c.installation;
    const meetings = [await createMeeting(c), await createMeeting(c), await createMeeting(c)];
    await Promise.all(Array.from({ length: 24 }, (_, index) => application.execute('agenda.add-item', { meetingId: meetings[index % 3] ?? '', ...item(`Nội dung ${index}`, 10) }, c.secretary)));
    const events = await application.database.reader.historyEvent.findMany({ orderBy: { position: 'asc' } });
    expect(events.length).toBeGreaterThan(24);
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
    for (const stream of meetings) {
      const own = events.filter((event) => event.stream === stream);
      expect(own.map(({ seq }) => seq)).toEqual(own.map((_, index) => index + 1));
    }
  });

  it('kernel H2 whoever reads while others commit never sees a position before the ones below it, and is told of each in this order', async () => {
    const { application } = c.installation;
    const { reader } = application.database;
    const told: number[] = [];
    const off = application.onCommitted((events: readonly CommittedEvent[]) => void told.push(...events.map(({ position }) => position)));
    const meetingId = await createMeeting(c);
    let writing = true;
    const writes = Promise.all(Array.from({ length: 16 }, (_, index) => application.execute('agenda.add-item', { meetingId, ...item(`Việc ${index}`, 5) }, c.secretary))).finally(() => void (writing = false));
    const start = await historyHead(reader);
    const seen: number[] = [];
    const read = async (): Promise<void> => {
      const upTo = await historyHead(reader);
      seen.push(...(await nextEvents(reader, [ITEM_ADDED], { after: seen.at(-1) ?? start, upTo, take: 1_000 })).map(({ position }) => position));
    };
    // Reading is so quick that the writers need a turn in between.
    while (writing) await read().then(() => new Promise(setImmediate));
    await writes;
    await read();
    off();
    const there = await reader.historyEvent.findMany({ where: { position: { gt: start }, type: ITEM_ADDED }, orderBy: { position: 'asc' } });
    expect(there.length).toBeGreaterThan(10);
    expect(seen).toEqual(there.map(({ position }) => position));
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });
});

const MIGRATIONS = path.join(projectRoot, 'prisma', 'migrations');

describe('a history from before it had positions', () => {
  let dataDir: string;
  beforeEach(() => void (dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-history-'))));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const AT = ['2026-11-02T03:05:00.000+00:00', '2026-11-02T03:05:00.000+00:00', '2026-11-02T03:04:00.000+00:00', '2026-11-03T00:00:00.000+00:00'];
  /** In the order of the commits: the same time twice, a clock that went back once, ids of no order. */
  const ROWS = [['ee', 'a', 1], ['bb', 'b', 1], ['dd', 'a', 2], ['aa', 'b', 2]] as const;

  /** As the program before wrote it, taken into the audit chain. */
  async function installationBefore(): Promise<void> {
    const folder = path.join(dataDir, 'migrations');
    for (const name of readdirSync(MIGRATIONS).filter((one) => one < '0018')) cpSync(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
    migrateDatabase(dataDir, folder);
    rmSync(folder, { recursive: true });
    const file = path.join(dataDir, 'phien.sqlite');
    const db = new BetterSqlite3(file);
    const insert = db.prepare(`INSERT INTO "OutboxEvent" (id, stream, seq, type, payload, actorId, at) VALUES (?, ?, ?, 'x.happened', '{"n":1}', NULL, ?)`);
    ROWS.forEach(([id, stream, seq], index) => insert.run(id, stream, seq, AT[index]));
    db.close();
    const records = [{ table: 'OutboxEvent' }, ...[...KERNEL_TABLES, ...modules.flatMap(({ tables }) => [...tables] as OwnedTable[])].filter(({ outside, table }) => outside === undefined && table !== 'HistoryEvent')];
    const database = await openDatabase(file, records.map(({ table }) => table));
    await withRecord(file, records.map(({ table }) => table), (source) => keepBaseline(database, source, { records, now: new Date(AT[3] ?? ''), migrated: null }));
    await database.stop();
  }

  const ask = (sql: string): unknown[] => {
    const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'));
    try {
      return db.prepare(sql).raw().all();
    } finally {
      db.close();
    }
  };

  it('kernel H3 is numbered in the order of the commits, keeps all it said, and is protected', async () => {
    await installationBefore();
    expect(migrateDatabase(dataDir)).toBe('migrated');
    expect(ask('SELECT position, id, stream, seq, type, payload, at FROM HistoryEvent ORDER BY position')).toEqual(ROWS.map(([id, stream, seq], index) => [index + 1, id, stream, seq, 'x.happened', '{"n":1}', AT[index]]));
    expect(ask("SELECT name FROM sqlite_master WHERE name LIKE '%Outbox%'")).toEqual([]);
    expect(() => ask("UPDATE HistoryEvent SET type = 'x' RETURNING id")).toThrow(/never changed/u);
  });

  it('kernel H3 agrees with the audit chain after the upgrade as it did before; what did not then is still said', async () => {
    await installationBefore();
    const upgraded = async () => {
      const installation = await openTestInstallation({ dataDir });
      await installation.application.stop();
      return verifyInstallation(dataDir, { noted: [], files: true });
    };
    const forged = mkdtempSync(path.join(os.tmpdir(), 'phien-history-'));
    cpSync(dataDir, forged, { recursive: true });
    const report = await upgraded();
    expect(report).toMatchObject({ chain: { ok: true }, differing: 0, differences: [] });
    expect(report.records).toBeGreaterThanOrEqual(ROWS.length);
    rmSync(dataDir, { recursive: true });
    dataDir = forged;
    const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'));
    db.exec(`DROP TRIGGER "OutboxEvent_no_update"; UPDATE OutboxEvent SET payload = '{}' WHERE id = 'bb'`);
    db.close();
    expect((await upgraded()).differences).toEqual([{ problem: 'before_baseline', kind: 'OutboxEvent', id: 'bb' }]);
  });
});
