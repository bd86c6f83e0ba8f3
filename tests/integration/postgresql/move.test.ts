import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Prisma } from '../../../prisma/generated/client';
import { MADE_ANEW, mainTables } from '../../../server/adapters/db/move/shapes';
import { projectRoot } from '../../../server/adapters/project-root';
import { recordInFolder } from '../../../server/adapters/installation/record';
import { holdDataFolder, openApplication, verifyInstallation } from '../../../server/application';
import { readConfig } from '../../../server/kernel/config';
import { fillSampleFolder } from '../../../server/transports/cli/fill-sample';
import { move } from '../../../server/transports/cli/move';
import { encodeOp } from '../../../server/shared/protocol/ink';
import { hear } from '../../support/hear';
import { newUuid, sampleStroke, seededRandom } from '../../support/ink-samples';
import { ODD_NUMBERS, ODD_WORDS, onFile, rowsOfFolder, schemaOfFile } from '../../support/moving';
import { hasPostgresql, makeDatabase, type TestDatabase } from '../../support/postgresql';
import { factsOfFolder, unpackRelease } from '../../support/releases';
import { PEER_KEYS, PEER_REGION, S3Peer } from '../../support/s3-peer';

interface Answer {
  ok: boolean;
  to: string;
  tables: { name: string; rows: number; sha256: string }[];
  rows: number;
  streams: number;
  audit: { rows: number; head: string };
  agrees: boolean;
  papers: { copied: number; there: number } | null;
}

describe.runIf(hasPostgresql())('the sample installation moves', () => {
  let sample: string;
  let room: string;
  let dataDir: string;
  let database: TestDatabase;
  let documents: string[];

  const open = (folder: string, rows = false) => openApplication({ dataDir: folder, origin: 'http://localhost:3000', floorBytes: 0, rows: rows ? database.place : null });
  beforeAll(async () => {
    sample = mkdtempSync(path.join(os.tmpdir(), 'phien-move-sample-'));
    const held = holdDataFolder(sample);
    await fillSampleFolder(held, readConfig({ PHIEN_DATA: sample }), () => undefined);
    held.release();
    const application = await openApplication({ dataDir: sample, origin: 'http://localhost:3000', floorBytes: 0 });
    const found = await application.database.reader.document.findMany({ select: { id: true }, take: 3, orderBy: { id: 'asc' } });
    documents = found.map(({ id }) => id);
    const people = await application.database.reader.person.findMany({ select: { id: true }, take: 4, orderBy: { id: 'asc' } });
    const random = seededRandom(3);
    for (const docId of documents) {
      for (const { id: authorId } of people) {
        for (const layer of ['shared', 'private'] as const) await application.ink.append(Array.from({ length: 20 }, () => ({ docId, layer, opId: newUuid(), authorId, body: encodeOp(sampleStroke(random)), targets: [] })));
      }
    }
    await application.stop();
  }, 120_000);
  afterAll(() => rmSync(sample, { recursive: true, force: true }));
  beforeEach(async () => {
    room = mkdtempSync(path.join(os.tmpdir(), 'phien-move-'));
    dataDir = path.join(room, 'data');
    cpSync(sample, dataDir, { recursive: true });
    database = await makeDatabase('nothing');
  });
  afterEach(async () => {
    await database.drop();
    rmSync(room, { recursive: true, force: true });
  });

  async function moved(...args: string[]): Promise<Answer & { code: number }> {
    const { code, out } = await hear(() => move([...args, '--json'], dataDir));
    return { code, ...(JSON.parse(out) as Answer) };
  }
  const there = (...args: string[]) => moved('--to', database.url, ...args);
  const back = (...args: string[]) => moved('--to', 'folder', '--from', database.url, ...args);
  const fileDigest = (name: string): string => createHash('sha256').update(readFileSync(path.join(dataDir, name))).digest('hex');

  it('cli D50 into a database and back: rows, streams of ink, guards and audit chain are what they were, it opens on both, and the source keeps all it had', { timeout: 120_000 }, async () => {
    const [before, schemas, ink] = [await rowsOfFolder(dataDir), [schemaOfFile(dataDir, 'phien.sqlite'), schemaOfFile(dataDir, 'ink.sqlite')], fileDigest('ink.sqlite')];
    const { audit } = await verifyInstallation(dataDir, { noted: [], files: false }).then(({ chain }) => ({ audit: chain }));
    const first = await there();
    expect(first).toMatchObject({ code: 0, ok: true, agrees: true, streams: 15 });
    expect(Object.fromEntries(first.tables.map(({ name, rows, sha256 }) => [name, `${rows} ${sha256}`]))).toEqual(before);
    expect(audit).toMatchObject({ ok: true, rows: first.audit.rows, head: first.audit.head });
    // The source: everything it had, and the note where it went.
    expect([await rowsOfFolder(dataDir), fileDigest('ink.sqlite')]).toEqual([before, ink]);
    const report = await verifyInstallation(dataDir, { noted: [first.audit], files: true, rows: database.place });
    expect(report).toMatchObject({ chain: { ok: true, head: first.audit.head }, differing: 0 });
    expect(report.files).toBeGreaterThan(20);
    // The guards stand again, and what is counted goes on.
    await expect(database.query('UPDATE "AuditEntry" SET "action" = \'x\'')).rejects.toThrow(/never changed/u);
    await expect(database.query('DELETE FROM "HistoryEvent"')).rejects.toThrow(/never deleted/u);
    expect(await database.query("SELECT 1 FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'")).toEqual([]);

    const second = await back();
    expect(second).toMatchObject({ code: 0, ok: true, agrees: true, audit: first.audit, tables: first.tables });
    expect(await rowsOfFolder(dataDir)).toEqual(before);
    expect([schemaOfFile(dataDir, 'phien.sqlite'), schemaOfFile(dataDir, 'ink.sqlite')]).toEqual(schemas);
    expect(readdirSync(path.join(dataDir, 'incoming'))).toEqual([]);
    expect(readdirSync(path.join(dataDir, 'before-upgrade'))).toHaveLength(1);
    const application = await open(dataDir);
    expect(await application.health()).toMatchObject({ ok: true });
    await application.stop();
  });

  it('cli D50 what is done there comes back with it: commands, marks in old streams and in new ones', { timeout: 120_000 }, async () => {
    const { audit } = await there();
    const application = await open(dataDir, true);
    const { epoch } = application.ink;
    const [person] = await application.database.reader.person.findMany({ select: { id: true, userName: true }, take: 1, orderBy: { id: 'asc' } });
    const authorId = person?.id ?? '';
    const random = seededRandom(9);
    const docs = [documents[0] ?? '', newUuid()];
    for (const docId of docs) {
      const [result] = await application.ink.append([{ docId, layer: 'shared', opId: newUuid(), authorId, body: encodeOp(sampleStroke(random)), targets: [] }]);
      expect(result).toMatchObject({ outcome: 'committed', seq: docId === docs[0] ? 81 : 1 });
    }
    await application.stop();
    const second = await back();
    expect(second).toMatchObject({ code: 0, agrees: true, streams: 16 });
    expect(second.audit.rows).toBeGreaterThanOrEqual(audit.rows);
    const here = await open(dataDir);
    expect(here.ink.epoch).toBe(epoch);
    expect((await here.ink.head(docs[0] ?? '', { personId: authorId, canSeeShared: true })).shared).toBe(81);
    await here.stop();
    expect(await verifyInstallation(dataDir, { noted: [audit, second.audit], files: false })).toMatchObject({ chain: { ok: true }, differing: 0 });
  });

  it('cli D51 every table is moved, what is named before what names it; values come back to the last bit', { timeout: 120_000 }, async () => {
    const models = Object.values(Prisma.ModelName).filter((name) => !MADE_ANEW.has(name)).sort();
    const tables = onFile(dataDir, 'phien.sqlite', (db) => mainTables(db).map(({ name }) => name));
    expect([...tables].sort()).toEqual(models);
    const references = onFile(dataDir, 'phien.sqlite', (db) => tables.flatMap((table) => (db.pragma(`foreign_key_list("${table}")`) as { table: string }[]).map((reference) => [table, reference.table] as const)));
    expect(references.length).toBeGreaterThan(30);
    expect(references.filter(([table, named]) => table !== named && tables.indexOf(named) > tables.indexOf(table))).toEqual([]);
    onFile(dataDir, 'phien.sqlite', (db) => {
      const person = String(db.prepare('SELECT "id" FROM "Person" ORDER BY "id" LIMIT 1').pluck().get());
      const signIn = db.prepare('INSERT INTO "SignIn" ("id", "tokenHash", "personId", "createdAt", "lastSeenAt", "expiresAt", "userAgent", "beganRun", "lockedAt") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
      const at = '2026-11-29T21:00:00.123+00:00';
      for (const [index, word] of ODD_WORDS.entries()) signIn.run(`w${index}`, `w${index}`, person, at, '0001-01-01T00:00:00.000+00:00', '9999-12-31T23:59:59.999+00:00', word, 0, index % 2 ? at : null);
      for (const [index, number] of ODD_NUMBERS.entries()) signIn.run(`n${index}`, `n${index}`, person, at, at, at, '', number, null);
    });
    const before = await rowsOfFolder(dataDir);
    expect(await there()).toMatchObject({ code: 0, agrees: true });
    const found = await database.query<{ userAgent: string }>('SELECT "userAgent" FROM "SignIn" WHERE "id" LIKE \'w%\' ORDER BY substr("id", 2)::int');
    expect(found.map(({ userAgent }) => userAgent)).toEqual(ODD_WORDS);
    const numbers = await database.query<{ beganRun: number }>('SELECT "beganRun" FROM "SignIn" WHERE "id" LIKE \'n%\' ORDER BY substr("id", 2)::int');
    expect(numbers.map(({ beganRun }) => beganRun)).toEqual(ODD_NUMBERS);
    // Of the two zeros SQLite knows one.
    await database.query('UPDATE "SignIn" SET "beganRun" = \'-0\' WHERE "id" = \'n0\'');
    expect(await back()).toMatchObject({ code: 0, agrees: true });
    expect(await rowsOfFolder(dataDir)).toEqual(before);
    const sums = onFile(dataDir, 'phien.sqlite', (db) => db.prepare('SELECT typeof("beganRun") AS type, "beganRun" AS value FROM "SignIn" WHERE "id" LIKE \'n%\' ORDER BY CAST(substr("id", 2) AS INTEGER)').all() as { type: string; value: number }[]);
    expect(sums.map(({ value }) => value)).toEqual(ODD_NUMBERS);
    expect(new Set(sums.map(({ type }) => type))).toEqual(new Set(['real']));
  });

  it('cli D50 rows that disagreed with the audit log before disagree as they did, and that is said', { timeout: 120_000 }, async () => {
    // A unit that names one with a later id, past the program.
    onFile(dataDir, 'phien.sqlite', (db) => db.exec('INSERT INTO "OrgUnit" ("id", "name", "shortName", "kind", "parentId", "validFrom") SELECT \'000\', \'x\', \'x\', "kind", "id", "validFrom" FROM "OrgUnit" LIMIT 1'));
    expect(await there()).toMatchObject({ code: 1, ok: false, agrees: false, to: expect.stringContaining('postgres://') as string });
    expect(await verifyInstallation(dataDir, { noted: [], files: false, rows: database.place })).toMatchObject({ chain: { ok: true }, differing: 1, differences: [{ kind: 'OrgUnit', id: '000', problem: 'added' }] });
    expect(await back()).toMatchObject({ code: 1, agrees: false });
  });

  const kept = path.join(projectRoot, 'tests', 'releases');
  it.each(readdirSync(kept).filter((name) => name.endsWith('.json.gz')))('cli D50 D51 what release %s had written moves as it is', { timeout: 120_000 }, async (release) => {
    rmSync(dataDir, { recursive: true });
    unpackRelease(path.join(kept, release), dataDir);
    await (await open(dataDir)).stop();
    const [facts, rows] = [await factsOfFolder(dataDir), await rowsOfFolder(dataDir)];
    expect(await there()).toMatchObject({ code: 0, agrees: true, audit: facts.audit });
    await (await open(dataDir, true)).stop();
    expect(await back()).toMatchObject({ code: 0, agrees: true });
    const { AuditEntry: _seen, Job: _due, Setting: _clock, ...same } = rows;
    expect(await rowsOfFolder(dataDir)).toMatchObject(same);
    expect(await factsOfFolder(dataDir)).toMatchObject({ people: facts.people, meetings: facts.meetings, papers: facts.papers, files: facts.files, strokes: facts.strokes });
  });

  it('cli D55 papers move with it, each compared, and stay where they were', { timeout: 120_000 }, async () => {
    const peer = await S3Peer.start('nha');
    const store = `s3://nha?endpoint=${peer.endpoint}&region=${PEER_REGION}`;
    Object.assign(process.env, { PHIEN_S3_ACCESS_KEY: PEER_KEYS.access, PHIEN_S3_SECRET_KEY: PEER_KEYS.secret });
    const papers = (): string[] => readdirSync(path.join(dataDir, 'blobs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.includes(path.sep)).sort();
    try {
      const all = papers();
      const first = await there('--blobs', store);
      expect(first).toMatchObject({ code: 0, papers: { copied: expect.any(Number) as number, there: 0 } });
      expect(first.papers?.copied).toBeGreaterThan(20);
      expect(papers()).toEqual(all);
      expect(recordInFolder(dataDir)?.parts).not.toContain('blobs');
      rmSync(path.join(dataDir, 'blobs'), { recursive: true });
      process.env['PHIEN_BLOBS'] = store;
      const { blobs } = readConfig(process.env);
      const application = await openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0, rows: database.place, blobs });
      await application.stop();
      expect(await back('--blobs', 'folder')).toMatchObject({ code: 0, papers: first.papers });
      expect(await moved('--blobs', 'folder')).toMatchObject({ code: 0, papers: { copied: 0, there: first.papers?.copied } });
      expect(recordInFolder(dataDir)?.parts).toContain('blobs');
      const report = await verifyInstallation(dataDir, { noted: [], files: true });
      expect([report.differing, report.files]).toEqual([0, first.papers?.copied]);
    } finally {
      for (const name of ['PHIEN_BLOBS', 'PHIEN_S3_ACCESS_KEY', 'PHIEN_S3_SECRET_KEY']) Reflect.deleteProperty(process.env, name);
      await peer.stop();
    }
  });
});
