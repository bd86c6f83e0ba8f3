import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockInstance } from '../../server/adapters/db/instance-lock';
import { projectRoot } from '../../server/adapters/project-root';
import { openTestInstallation } from '../support/installation';
import { programFile } from '../support/program';
import { arePagesBuilt } from '../support/served-installation';

interface Outcome {
  code: number | null;
  stderr: string;
}

/** Starts the real server as a process of its own and waits for it to give up. */
function start(env: Record<string, string>, flags: string[] = ['--empty']): Promise<Outcome> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PHIEN_|PORT$|HOST$|VITEST|NODE_OPTIONS$)/u.test(name)));
  const child = spawn(process.execPath, [...programFile, ...flags], { cwd: projectRoot, env: { ...inherited, NODE_ENV: 'production', PHIEN_LOG: 'silent', PORT: '0', ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => {
    const patience = setTimeout(() => child.kill('SIGKILL'), 80_000);
    child.on('exit', (code) => {
      clearTimeout(patience);
      resolve({ code, stderr });
    });
  });
}

/** Ends with 1 and says why in both languages, without a stack. */
function expectRefusal({ code, stderr }: Outcome, vietnamese: RegExp, english: RegExp): void {
  expect(stderr).toMatch(vietnamese);
  expect(stderr).toMatch(english);
  expect(stderr).not.toMatch(/\n\s+at /u);
  expect(code).toBe(1);
}

describe('starting on something wrong', () => {
  let folder: string;
  let dataDir: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'phien-boot-'));
    dataDir = path.join(folder, 'data');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A data folder with a migrated, empty database, so that a start comes as far as it should. */
  async function migrated(): Promise<string> {
    const installation = await openTestInstallation();
    await installation.application.stop();
    cpSync(installation.dataDir, dataDir, { recursive: true });
    rmSync(installation.dataDir, { recursive: true, force: true });
    return dataDir;
  }

  it('a wrong variable is named, and nothing is made', async () => {
    expectRefusal(await start({ PHIEN_DATA: dataDir, PORT: 'ba nghìn' }), /Cấu hình chưa đúng: PORT/u, /configuration is not right: PORT/u);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('a network address without TLS is refused before anything listens', async () => {
    expectRefusal(await start({ PHIEN_DATA: dataDir, HOST: '0.0.0.0' }), /Từ chối khởi động: HOST=0\.0\.0\.0/u, /Refusing to start: HOST=0\.0\.0\.0/u);
  });

  it('a file in place of the data folder is told with its path', async () => {
    writeFileSync(dataDir, 'không phải thư mục');
    expectRefusal(await start({ PHIEN_DATA: dataDir }), new RegExp(`Không đọc hoặc ghi được thư mục dữ liệu ${dataDir}`, 'u'), /cannot be read or written \(E(EXIST|NOTDIR)\)/u);
    expect(readFileSync(dataDir, 'utf8')).toBe('không phải thư mục');
  });

  it('a damaged database is told, and not one byte of it is written', async () => {
    const file = path.join(await migrated(), 'phien.sqlite');
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096, 4096 * 6);
    writeFileSync(file, bytes);
    expectRefusal(await start({ PHIEN_DATA: dataDir }), /bị hỏng hoặc không đọc được \(.*\)\. Không có gì bị thay đổi/u, /is damaged or cannot be read \(.*\)\. Nothing was changed/u);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('a file that is no database is told, and kept', async () => {
    const file = path.join(await migrated(), 'phien.sqlite');
    writeFileSync(file, 'ghi chú của ai đó, không phải cơ sở dữ liệu'.repeat(200));
    expectRefusal(await start({ PHIEN_DATA: dataDir }), /bị hỏng hoặc không đọc được \(file is not a database\)/u, /is damaged or cannot be read \(file is not a database\)/u);
    expect(readFileSync(file, 'utf8')).toContain('ghi chú của ai đó');
  });

  it('a damaged ink log is told, and kept', async () => {
    const file = path.join(await migrated(), 'ink.sqlite');
    writeFileSync(file, 'không phải SQLite');
    expectRefusal(await start({ PHIEN_DATA: dataDir }), /ink\.sqlite bị hỏng hoặc không đọc được/u, /ink\.sqlite is damaged or cannot be read/u);
    expect(readFileSync(file, 'utf8')).toBe('không phải SQLite');
  });

  it('a database of a newer version is told by the name of what is unknown', async () => {
    const file = path.join(await migrated(), 'phien.sqlite');
    const db = new BetterSqlite3(file);
    db.prepare("INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES ('x', 'x', 1, '9999_from_tomorrow', 1, 1)").run();
    db.close();
    expectRefusal(await start({ PHIEN_DATA: dataDir }), /phiên bản mới hơn \(9999_from_tomorrow\)/u, /newer version \(9999_from_tomorrow\)/u);
  });

  it('a second server on one data folder refuses, and the first goes on', async () => {
    await migrated();
    const first = lockInstance(dataDir);
    try {
      expectRefusal(await start({ PHIEN_DATA: dataDir }), /đang được một máy chủ Phiên khác sử dụng/u, /is in use by another Phiên server/u);
    } finally {
      first.release();
    }
    lockInstance(dataDir).release();
  });

  it.skipIf(!arePagesBuilt)('a port that another program has is told by number, and the data folder is free again', async () => {
    await migrated();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      const outcome = await start({ PHIEN_DATA: dataDir, PORT: String(port) });
      expectRefusal(outcome, new RegExp(`Cổng ${port} .*đã có chương trình khác dùng`, 'u'), new RegExp(`Port ${port} .*another program has it`, 'u'));
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
    lockInstance(dataDir).release();
  });
});
