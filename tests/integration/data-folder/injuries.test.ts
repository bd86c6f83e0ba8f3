import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdDataFolder } from '../../../server/adapters/installation/hold';
import { openApplication } from '../../../server/application';
import { openTestInstallation } from '../../support/installation';
import { startProgram } from '../../support/program';
import { copyFolder, makeUsedFolder, overwrite, picture, remove, type UsedFolder } from '../../support/used-folder';

let used: UsedFolder;
let other: UsedFolder;
let folder: string;
let dataDir: string;

beforeAll(async () => {
  used = await makeUsedFolder();
  other = await makeUsedFolder(3);
});
afterAll(() => {
  remove(used.dataDir);
  remove(other.dataDir);
});
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'phien-injury-'));
  dataDir = path.join(folder, 'data');
});
afterEach(() => remove(folder));

/** Starts as `npm start` would: with the sample wanted on loopback, which is when a folder could be taken for an empty one. */
async function start(flags: string[] = []): Promise<{ code: number | null; stderr: string }> {
  const program = startProgram({ PHIEN_DATA: dataDir }, flags);
  if (await program.listening) program.child.kill('SIGTERM');
  return { code: await program.ended, stderr: program.stderr() };
}

async function expectRefusal(vietnamese: RegExp, english: RegExp, flags: string[] = []): Promise<void> {
  const before = picture(dataDir);
  const { code, stderr } = await start(flags);
  expect(stderr).toMatch(vietnamese);
  expect(stderr).toMatch(english);
  expect(stderr).not.toMatch(/\n\s+at /u);
  expect(code).toBe(1);
  expect(picture(dataDir)).toEqual(before);
}

const at = (name: string): string => path.join(dataDir, name);
const drop = (name: string): void => rmSync(at(name), { recursive: true });
const anotherOnes = (name: string): void => {
  drop(name);
  cpSync(path.join(other.dataDir, name), at(name), { recursive: true });
};

/** The last page that holds operations: its rows are the newest. */
function damageInk(): void {
  const db = new BetterSqlite3(at('ink.sqlite'), { readonly: true });
  const page = db.prepare("SELECT pageno FROM dbstat WHERE name = 'op' AND pagetype = 'leaf' ORDER BY pageno DESC LIMIT 1").pluck().get() as number;
  const size = Number(db.pragma('page_size', { simple: true }));
  db.close();
  overwrite(at('ink.sqlite'), (page - 1) * size, size);
}

function loseOperations(): void {
  const db = new BetterSqlite3(at('ink.sqlite'));
  db.exec('DELETE FROM op WHERE seq BETWEEN 5 AND 9');
  db.close();
}

describe('starting on an injured data folder', () => {
  const kept = [/Không có gì bị thay đổi\. Giữ nguyên thư mục này/u, /Nothing was changed\. Leave this folder as it is/u] as const;
  it.each<[string, () => void, RegExp]>([
    ['installation DF1 phien.sqlite is gone', () => drop('phien.sqlite'), /phien\.sqlite is missing/u],
    ['installation DF1 phien.sqlite has no byte', () => truncateSync(at('phien.sqlite'), 0), /phien\.sqlite is empty/u],
    ['installation DF1 only the journal of phien.sqlite is left', () => {
      for (const name of readdirSync(dataDir)) drop(name);
      writeFileSync(at('phien.sqlite-wal'), 'nhật ký');
    }, /\(phien\.sqlite-wal is there\) but phien\.sqlite is missing/u],
    ['installation DF1 only papers are left', () => {
      for (const name of readdirSync(dataDir)) if (name !== 'blobs') drop(name);
    }, /\(blobs is there\) but phien\.sqlite is missing/u],
    ['installation DF2 ink.sqlite is gone', () => drop('ink.sqlite'), /lacks ink\.sqlite, which belongs/u],
    ['installation DF2 ink.sqlite has no byte', () => truncateSync(at('ink.sqlite'), 0), /ink\.sqlite in .* is empty/u],
    ['installation DF2 ink.sqlite is another installation\'s', () => anotherOnes('ink.sqlite'), /ink\.sqlite in .* belongs to another installation/u],
    ['installation DF2 phien.sqlite is another installation\'s', () => anotherOnes('phien.sqlite'), /phien\.sqlite .* belongs to another installation/u],
    ['installation DF2 blobs is gone', () => drop('blobs'), /lacks blobs, which belongs/u],
    ['installation DF2 blobs is another installation\'s', () => anotherOnes('blobs'), /None of the 1 files that the database names is in/u],
    ['installation DF2 signing is gone', () => drop('signing'), /lacks signing, which belongs/u],
    ['installation DF3 pages of ink.sqlite are damaged', damageInk, /ink\.sqlite is damaged or cannot be read/u],
    ['installation DF3 operations of ink.sqlite are missing', loseOperations, /ink\.sqlite is damaged or cannot be read \(stream \d+ has 35 of 40 operations\)/u],
    ['installation DF3 pages of phien.sqlite are damaged', () => overwrite(at('phien.sqlite'), 8192, 4096 * 8), /phien\.sqlite is damaged or cannot be read/u],
  ])('%s: refused, told, and nothing is changed', async (_title, injure, english) => {
    copyFolder(used.dataDir, dataDir);
    injure();
    await expectRefusal(kept[0], english);
  });

  it('installation DF1 a start without the sample is refused alike, and both sentences say what to do', async () => {
    copyFolder(used.dataDir, dataDir);
    drop('phien.sqlite');
    await expectRefusal(kept[0], kept[1], ['--empty']);
  });

  it('installation DF2 a main database begun anew beside parts in use is refused', async () => {
    copyFolder(used.dataDir, dataDir);
    const installation = await openTestInstallation();
    await installation.application.stop();
    cpSync(path.join(installation.dataDir, 'phien.sqlite'), at('phien.sqlite'));
    const db = new BetterSqlite3(at('phien.sqlite'));
    db.exec('DELETE FROM Setting');
    db.close();
    remove(installation.dataDir);
    await expectRefusal(kept[0], /has no data yet but beside it lies what has been in use \(.*blobs, signing\)/u);
  });

  it('installation DF4 a folder of other files is refused and kept', async () => {
    mkdirSync(path.join(dataDir, 'Thư cá nhân'), { recursive: true });
    writeFileSync(at('ke-hoach.docx'), 'kế hoạch');
    await expectRefusal(/chứa tệp không phải của Phiên/u, /holds files that are not Phiên's/u);
  });

  it('installation DF4 what a fresh disk or a clone leaves there is no use', () => {
    for (const name of ['lost+found', 'blobs', 'signing/trust']) mkdirSync(at(name), { recursive: true });
    for (const name of ['.gitkeep', '.DS_Store', 'signing/trust/ca.pem']) writeFileSync(at(name), '');
    const held = holdDataFolder(dataDir);
    expect(held.used).toBe(false);
    held.release();
  });

  it('a lock file that is no database is told, and kept', async () => {
    copyFolder(used.dataDir, dataDir);
    writeFileSync(at('lock.sqlite'), 'không phải SQLite'.repeat(100));
    await expectRefusal(/Tệp khóa .* không dùng được/u, /The lock file .* holds no data/u);
  });
});

describe('starting on what is whole', () => {
  const options = { origin: 'http://localhost:3000', floorBytes: 0 };

  it('installation DF7 an installation without a record opens, gets one, and is held to it from then on', async () => {
    copyFolder(used.dataDir, dataDir);
    drop('installation.json');
    for (const [name, sql] of [['phien.sqlite', "DELETE FROM Setting WHERE key = 'installation'"], ['ink.sqlite', "DELETE FROM meta WHERE key = 'installation'"]] as const) {
      const db = new BetterSqlite3(at(name));
      db.exec(sql);
      db.close();
    }
    const application = await openApplication({ ...options, dataDir });
    expect((await application.ink.head(used.docs.first, { personId: used.person, canSeeShared: true })).shared).toBe(40);
    await application.stop();
    anotherOnes('ink.sqlite');
    await expect(openApplication({ ...options, dataDir })).rejects.toThrow(/belongs to another installation/u);
  });

  it('installation DF7 of an installation without a record a missing ink log is noticed all the same', async () => {
    copyFolder(used.dataDir, dataDir);
    for (const name of ['installation.json', 'ink.sqlite']) drop(name);
    const db = new BetterSqlite3(at('phien.sqlite'));
    db.exec("DELETE FROM Setting WHERE key = 'installation'");
    db.close();
    await expect(openApplication({ ...options, dataDir })).rejects.toThrow(/lacks ink\.sqlite/u);
  });

  it('installation DF1 a start without the sample that was interrupted at any step goes on', async () => {
    mkdirSync(dataDir);
    writeFileSync(at('phien.sqlite'), '');
    await (await openApplication({ ...options, dataDir })).stop();
    // The log was made and bound, the record not yet kept.
    drop('installation.json');
    const db = new BetterSqlite3(at('phien.sqlite'));
    db.exec('DELETE FROM Setting');
    db.close();
    await (await openApplication({ ...options, dataDir })).stop();
  });

  it('installation DF8 everything belongs to this account alone, also what was wider', async () => {
    copyFolder(used.dataDir, dataDir);
    const widen = (entry: string): void => {
      const isFolder = statSync(entry).isDirectory();
      chmodSync(entry, isFolder ? 0o755 : 0o644);
      if (isFolder) for (const name of readdirSync(entry)) widen(path.join(entry, name));
    };
    for (const name of readdirSync(dataDir)) widen(at(name));
    const application = await openApplication({ ...options, dataDir });
    const backup = path.join(folder, 'ink-copy.sqlite');
    await application.ink.backup(backup);
    await application.database.transaction((db) => db.setting.create({ data: { key: 'x', value: 'y' } }));
    const wide = (entry: string): string[] => {
      const { mode } = statSync(entry);
      const here = (mode & 0o077) === 0 ? [] : [entry];
      return statSync(entry).isDirectory() ? [...here, ...readdirSync(entry).flatMap((name) => wide(path.join(entry, name)))] : here;
    };
    expect(readdirSync(dataDir)).toContain('phien.sqlite-wal');
    expect([...readdirSync(dataDir).map(at), backup].flatMap(wide)).toEqual([]);
    await application.stop();
  });
});

describe('the first fill', () => {
  const MAKE = (making: string): Promise<void> => {
    mkdirSync(path.join(making, 'blobs', 'aa'), { recursive: true });
    for (const name of ['phien.sqlite', 'ink.sqlite', 'installation.json', 'blobs/aa/x']) writeFileSync(path.join(making, name), name);
    return Promise.resolve();
  };

  it('installation DF6 what was half made is made again', async () => {
    mkdirSync(at('.sample'), { recursive: true });
    writeFileSync(at('.sample/phien.sqlite'), 'nửa chừng');
    const held = holdDataFolder(dataDir);
    expect(held.used).toBe(false);
    await held.fill(MAKE);
    held.release();
    expect(Object.keys(picture(dataDir)).sort()).toEqual(['blobs/', 'blobs/aa/', 'blobs/aa/x', 'ink.sqlite', 'installation.json', 'phien.sqlite']);
  });

  it('installation DF6 interrupted while moving in, after any piece, the next start moves the rest', async () => {
    const whole = holdDataFolder(dataDir);
    await whole.fill(MAKE);
    whole.release();
    const wanted = picture(dataDir);
    const names = ['blobs', 'ink.sqlite', 'phien.sqlite', 'installation.json'];
    for (let moved = 0; moved <= names.length; moved += 1) {
      drop('lock.sqlite');
      mkdirSync(at('.sample'));
      writeFileSync(at('.sample/complete.json'), JSON.stringify(names));
      for (const name of names.slice(moved)) renameSync(at(name), at(`.sample/${name}`));
      const held = holdDataFolder(dataDir);
      expect(held.used).toBe(true);
      held.release();
      expect(picture(dataDir)).toEqual(wanted);
    }
  });

  it('installation DF6 what lies in the way of moving in is kept and named', async () => {
    mkdirSync(at('.sample'), { recursive: true });
    writeFileSync(at('.sample/complete.json'), '["phien.sqlite"]');
    writeFileSync(at('.sample/phien.sqlite'), 'mẫu');
    writeFileSync(at('phien.sqlite'), 'của ai đó');
    await expectRefusal(/phien\.sqlite .* không khớp với phần còn lại/u, /interrupted and phien\.sqlite in .* does not fit/u);
  });
});
