import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../server/adapters/db/migrate';
import { projectRoot } from '../../server/adapters/project-root';
import { BootError } from '../../server/kernel/config';

let dataDir: string;
let folder: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-migrate-'));
  folder = path.join(dataDir, 'migrations');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function migration(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

function ask(sql: string): unknown[] {
  const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'));
  try {
    return db.prepare(sql).pluck().all();
  } finally {
    db.close();
  }
}

describe('migrations', () => {
  it('happen wholly or not at all, and are tried again by the next start', () => {
    migration('0001_first', 'CREATE TABLE a (id INTEGER PRIMARY KEY);');
    expect(migrateDatabase(dataDir, folder)).toBe('created');
    migration('0002_second', 'CREATE TABLE b (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (1); INSERT INTO nowhere VALUES (1);');
    expect(() => migrateDatabase(dataDir, folder)).toThrow(BootError);
    expect(ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('a', 'b')")).toEqual(['a']);
    expect(ask('SELECT id FROM a')).toEqual([]);
    migration('0002_second', 'CREATE TABLE b (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (1);');
    expect(migrateDatabase(dataDir, folder)).toBe('migrated');
    expect(ask('SELECT id FROM a')).toEqual([1]);
    expect(migrateDatabase(dataDir, folder)).toBe('current');
  });

  it('leave no row that points at nothing', () => {
    migration('0001_first', 'CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER REFERENCES a (id)); INSERT INTO b VALUES (7);');
    expect(() => migrateDatabase(dataDir, folder)).toThrow(/0001_first/);
    expect(ask("SELECT name FROM sqlite_master WHERE name = 'b'")).toEqual([]);
  });

  it('begin again where a first start was killed before it had written anything', () => {
    writeFileSync(path.join(dataDir, 'phien.sqlite'), '');
    expect(migrateDatabase(dataDir)).toBe('created');
  });

  it('are the same to the tool that made them', () => {
    migrateDatabase(dataDir);
    const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');
    const said = execFileSync(process.execPath, [prisma, 'migrate', 'deploy'], { cwd: projectRoot, env: { ...process.env, PHIEN_DATA: dataDir }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    expect(said).toContain('No pending migrations');
  });
});
