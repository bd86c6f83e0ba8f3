import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyInstallation } from '../../../server/application';
import { hasPostgresql, makeDatabase, type TestDatabase } from '../../support/postgresql';
import { startProgram } from '../../support/program';

describe.runIf(hasPostgresql())('a first start on a server’s database', () => {
  let database: TestDatabase;
  let dataDir: string;
  beforeEach(async () => {
    database = await makeDatabase('nothing');
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-first-'));
  });
  afterEach(async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const env = () => ({ PHIEN_DATA: dataDir, DATABASE_URL: database.url, PHIEN_SAMPLE: '1' });
  const tables = async (): Promise<string[]> => (await database.query<{ name: string }>("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'")).map(({ name }) => name);

  it('database P10 killed while the sample is filled in, the next start fills it anew, whole; after that it is never touched', { timeout: 300_000 }, async () => {
    const first = startProgram(env());
    await expect.poll(async () => (await tables()).includes('Person') && (await database.query('SELECT 1 FROM "Person" LIMIT 1')).length, { timeout: 120_000 }).toBeTruthy();
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await tables()).toContain('phien_filling');
    const second = startProgram(env());
    expect(await second.listening).toBe(true);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(await tables()).not.toContain('phien_filling');
    expect(readdirSync(dataDir).filter((name) => /sqlite$/u.test(name))).toEqual(['lock.sqlite']);
    expect((await database.query('SELECT 1 FROM "Person"')).length).toBeGreaterThan(20);
    const head = async () => (await database.query<{ seq: number }>('SELECT max("seq") AS seq FROM "AuditEntry"'))[0]?.seq ?? 0;
    const report = await verifyInstallation(dataDir, { noted: [], files: true, rows: database.place });
    expect(report).toMatchObject({ chain: { ok: true }, differing: 0 });
    expect(report.records).toBeGreaterThan(100);
    const before = await head();
    const third = startProgram(env());
    expect(await third.listening).toBe(true);
    third.child.kill('SIGTERM');
    await third.ended;
    expect(await head()).toBeGreaterThanOrEqual(before);
    expect(existsSync(path.join(dataDir, '.sample'))).toBe(false);
  });
});
