import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../../server/adapters/db/migrate';
import { projectRoot } from '../../../server/adapters/project-root';

const MIGRATIONS = path.join(projectRoot, 'prisma', 'migrations');
const AT = '2026-11-02T03:05:00.000+00:00';
/** 23:30 of the last day of the year in Greenwich: the new year in Viet Nam. */
const LATE = '2025-12-31T23:30:00.000+00:00';

let dataDir: string;
beforeEach(() => void (dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-records-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** A database as it was before official documents had tables of their own. */
function databaseBefore(): void {
  const folder = path.join(dataDir, 'migrations');
  for (const name of readdirSync(MIGRATIONS).filter((one) => one < '0016')) cpSync(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
  migrateDatabase(dataDir, folder);
}

function withDatabase<T>(work: (db: BetterSqlite3.Database) => T): T {
  const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const insert = (db: BetterSqlite3.Database, table: string, row: Readonly<Record<string, string | number | null>>): void =>
  void db.prepare(`INSERT INTO "${table}" (${Object.keys(row).map((name) => `"${name}"`).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`).run(...Object.values(row));

/** Minutes of a session of their own, with the files and steps given. */
function minutes(db: BetterSqlite3.Database, id: string, row: Readonly<Record<string, string | number | null>>, { files = 0, steps = [] as readonly string[] } = {}): void {
  insert(db, 'Meeting', { id: `meeting-${id}`, bodyId: 'body', title: `Phiên ${id}`, kind: 'regular', state: 'closed', startsAt: AT, endsAt: AT, place: 'A', chairId: 'chair', secretaryId: 'secretary', policy: '{}', createdById: 'secretary', createdAt: AT });
  insert(db, 'Minutes', { id, meetingId: `meeting-${id}`, notation: 'BB-UBND', content: '{"paragraphs":[],"frozen":null}', ...row });
  for (let revision = 0; revision < files; revision += 1) insert(db, 'MinutesFile', { id: `${id}-${revision}`, minutesId: id, revision, blobKey: `${id}-key-${revision}`, sha256: `${id}-sum-${revision}`, size: 1, pages: 1, createdAt: AT });
  steps.forEach((state, index) => insert(db, 'SignatureStep', { id: `${id}-step-${index}`, minutesId: id, order: index + 1, role: (['secretary', 'chair', 'seal'] as const)[index] ?? 'seal', field: 'F', state }));
}

describe('minutes approved before official documents had tables of their own', () => {
  it('records G12 G19 G21 keep number, code, files, signatures and what they say of them', () => {
    databaseBefore();
    const frozen = { abstract: 'Phiên họp tháng 10', start: '08 giờ' };
    withDatabase((db) => {
      db.pragma('foreign_keys = ON');
      insert(db, 'OrgUnit', { id: 'unit', name: 'UBND tỉnh', shortName: 'UBND', kind: 'committee', validFrom: '2026-01-01' });
      insert(db, 'Body', { id: 'body', name: 'UBND tỉnh', shortName: 'UBND tỉnh', unitId: 'unit', policy: '{}', validFrom: '2026-01-01' });
      minutes(db, 'draft', { state: 'draft' });
      minutes(db, 'signed', { state: 'signed', number: 10, approvedAt: AT, approvedById: 'chair', frozenSha256: 'hash', verifyCode: 'CODE1', content: JSON.stringify({ paragraphs: [], frozen }) }, { files: 3, steps: ['signed', 'signed', 'due'] });
      // Approved twice: the files of the first approval are void.
      minutes(db, 'again', { state: 'approved', number: 11, approvedAt: AT, approvedById: 'chair', frozenSha256: 'hash', verifyCode: 'CODE2', content: JSON.stringify({ paragraphs: [], frozen }) }, { files: 4, steps: ['signed', 'due', 'waiting'] });
      minutes(db, 'back', { state: 'returned', number: 1, approvedAt: LATE, verifyCode: 'CODE3' }, { files: 2 });
    });
    expect(migrateDatabase(dataDir)).toBe('migrated');
    withDatabase((db) => {
      expect(db.prepare('SELECT id, state, number, year, verifyCode, baseRevision, title FROM OfficialDocument ORDER BY id').raw().all()).toEqual([
        ['again', 'approved', 11, 2026, 'CODE2', 2, 'Phiên again'],
        ['back', 'withdrawn', 1, 2026, 'CODE3', 1, 'Phiên back'],
        ['signed', 'signed', 10, 2026, 'CODE1', 0, 'Phiên signed'],
      ]);
      expect(JSON.parse(db.prepare("SELECT frozen FROM OfficialDocument WHERE id = 'signed'").pluck().get() as string)).toEqual(frozen);
      expect(db.prepare('SELECT bodyId, kind, year, number, officialId FROM RegisterEntry ORDER BY number').raw().all()).toEqual([['body', 'minutes', 2026, 1, 'back'], ['body', 'minutes', 2026, 10, 'signed'], ['body', 'minutes', 2026, 11, 'again']]);
      expect(db.prepare('SELECT id, state, officialId, content FROM Minutes ORDER BY id').raw().all()).toEqual([
        ['again', 'approved', 'again', '{"paragraphs":[]}'],
        ['back', 'returned', 'back', '{"paragraphs":[]}'],
        ['draft', 'draft', null, '{"paragraphs":[]}'],
        ['signed', 'approved', 'signed', '{"paragraphs":[]}'],
      ]);
      expect(db.prepare('SELECT count(*) FROM OfficialFile').pluck().get()).toBe(9);
      expect(db.prepare("SELECT state FROM SignatureStep WHERE officialId = 'signed' ORDER BY \"order\"").pluck().all()).toEqual(['signed', 'signed', 'due']);
    });
  });
});
