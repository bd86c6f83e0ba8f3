import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { Decrypter } from 'age-encryption';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entryFor } from '../../../server/adapters/entry';
import { takePlace } from '../../../server/adapters/backup/place';
import { makeKey } from '../../../server/adapters/backup/seal';
import { BootError } from '../../../server/kernel/boot-error';
import { backUp, makeInstallation, type MadeInstallation } from '../../support/made-installation';
import { phien } from '../cli/phien';
import { copyFolder, overwrite, picture, remove } from '../../support/used-folder';

let installed: MadeInstallation;
let other: MadeInstallation;
let room: string;
let dataDir: string;
let folder: string;

beforeAll(async () => {
  installed = await makeInstallation();
  other = await makeInstallation({ papers: ['Khác.pdf'] });
});
afterAll(() => {
  remove(installed.dataDir);
  remove(other.dataDir);
});
beforeEach(() => {
  room = mkdtempSync(path.join(os.tmpdir(), 'phien-backup-'));
  dataDir = copyFolder(installed.dataDir, path.join(room, 'data'));
  folder = path.join(room, 'kho sao lưu');
});
afterEach(() => remove(room));

const below = (at: string): string[] => readdirSync(at, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? path.relative(at, path.join(entry.parentPath, entry.name)) : []));
const blobIn = (key: string): string => path.join(dataDir, 'blobs', key.slice(-2), key);
const first = () => installed.papers[0] ?? { blobKey: '', sha256: '', size: 0, documentId: '' };
const stored = (sha256: string): string => path.join(folder, 'blobs', sha256.slice(0, 2), sha256);
const refused = async (work: Promise<unknown>): Promise<BootError> => {
  const error = await work.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof BootError)) throw new Error(`not refused in words: ${String(error)}`);
  return error;
};

describe('what a backup holds', () => {
  it('backup BK6 databases, papers, keys and the record, and nothing of what waits, of the lock or of the authority', async () => {
    const before = picture(dataDir);
    const made = await backUp(dataDir, folder);
    expect(made).toMatchObject({ files: 3, missing: 0, shared: 0, sealed: false });
    expect(below(path.join(folder, 'backups', made.id)).sort()).toEqual(['blobs.list', 'ink.sqlite', 'manifest.json', 'parts/installation.json', `parts/signing/${installed.person}.p12`, 'phien.sqlite']);
    const bytes = below(folder).map((name) => readFileSync(path.join(folder, name)).toString('latin1')).join('\n');
    expect(bytes).not.toContain(Buffer.from('còn chờ').toString('latin1'));
    expect(bytes).not.toContain(Buffer.from('khóa của nơi cấp').toString('latin1'));
    expect(picture(dataDir)).toEqual(before);
    expect(existsSync(path.join(folder, '.making'))).toBe(false);
  });

  it('backup BK6 secrets of the environment are not in it, what a new machine has to be told is', () => {
    const { code } = withEnvironment({ PHIEN_ORIGIN: 'https://hop.example', PHIEN_SAMPLE_PASSWORD: 'mật-khẩu-rất-riêng', PHIEN_S3_SECRET_KEY: 'khóa-kho' }, () => phien(['backup', folder], { dataDir }));
    expect(code).toBe(0);
    const [id = ''] = readdirSync(path.join(folder, 'backups'));
    const manifest = readFileSync(path.join(folder, 'backups', id, 'manifest.json'), 'utf8');
    expect(manifest).toContain('https://hop.example');
    expect(manifest).not.toMatch(/mật-khẩu|khóa-kho/u);
  });

  it('backup BK3 a second one writes no paper again, and both name the same bytes', async () => {
    await backUp(dataDir, folder);
    const papers = picture(path.join(folder, 'blobs'));
    // Proof that it is not read: there is nothing any more to read.
    rmSync(blobIn(first().blobKey));
    const second = await backUp(dataDir, folder);
    expect(second).toMatchObject({ files: 3, shared: 3, missing: 0 });
    expect(picture(path.join(folder, 'blobs'))).toEqual(papers);
    expect(readdirSync(path.join(folder, 'backups'))).toHaveLength(2);
  });

  it('backup BK3 what was cut off in the folder by something else is written again', async () => {
    await backUp(dataDir, folder);
    writeFileSync(stored(first().sha256), 'cụt');
    expect(await backUp(dataDir, folder)).toMatchObject({ shared: 2, missing: 0 });
    expect(readFileSync(stored(first().sha256))).toEqual(readFileSync(blobIn(first().blobKey)));
  });

  it('backup BK4 a paper that is gone and one that was changed are named, the rest is there', async () => {
    const [gone, changed, sound] = installed.papers;
    rmSync(blobIn(gone?.blobKey ?? ''));
    overwrite(blobIn(changed?.blobKey ?? ''), 5, 3);
    const made = await backUp(dataDir, folder);
    expect(made).toMatchObject({ files: 1, missing: 2 });
    const manifest = JSON.parse(readFileSync(path.join(folder, 'backups', made.id, 'manifest.json'), 'utf8')) as { missing: { key: string; problem: string }[] };
    expect(manifest.missing.map(({ key, problem }) => [key, problem])).toEqual([[gone?.blobKey, 'missing'], [changed?.blobKey, 'damaged']]);
    expect(existsSync(stored(sound?.sha256 ?? ''))).toBe(true);
    expect(existsSync(stored(changed?.sha256 ?? ''))).toBe(false);
    const { code, out } = phien(['backup', folder], { dataDir });
    expect(code).toBe(1);
    expect(out).toMatch(/2 tệp mà hồ sơ nêu[^]*2 files that records name/u);
  });
});

describe('a sealed backup', () => {
  it('backup BK5 BK6 says nothing to who has no key, opens in other programs, and holds the authority', async () => {
    const { secret, recipient } = await makeKey();
    const made = await backUp(dataDir, folder, { recipients: [recipient] });
    expect(made).toMatchObject({ sealed: true, files: 3 });
    const all = below(folder).filter((name) => !/lock\.sqlite|phien-backup\.json|manifest\.json|blobs\.list$/u.test(name));
    for (const name of all) expect(readFileSync(path.join(folder, name)).subarray(0, 21).toString(), name).toBe('age-encryption.org/v1');
    const decrypter = new Decrypter();
    decrypter.addIdentity(secret);
    const paper = readFileSync(path.join(folder, all.find((name) => name.startsWith('blobs')) ?? ''));
    const opened = Buffer.from(await decrypter.decrypt(paper));
    expect(installed.papers.some(({ blobKey }) => opened.equals(readFileSync(blobIn(blobKey))))).toBe(true);
    expect(existsSync(path.join(folder, 'backups', made.id, 'parts', 'tls', 'authority.key.age'))).toBe(true);
    expect(readdirSync(path.join(dataDir, 'incoming')).filter((name) => name.startsWith('backup-'))).toEqual([]);
    // Shared with the next for the same key, not with one for another, nor with one in the clear.
    expect(await backUp(dataDir, folder, { recipients: [recipient] })).toMatchObject({ shared: 3 });
    expect(await backUp(dataDir, folder, { recipients: [(await makeKey()).recipient] })).toMatchObject({ shared: 0 });
    expect(await backUp(dataDir, folder)).toMatchObject({ shared: 0, sealed: false });
  });

  it('backup BK5 what is no public key is refused, and not repeated', async () => {
    const { secret } = await makeKey();
    const error = await refused(backUp(dataDir, folder, { recipients: [secret] }));
    expect(error.en).toMatch(/no public key/u);
    expect(error.message + error.vi).not.toContain(secret);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('where a backup may go', () => {
  it('backup BK11 one folder, one installation', async () => {
    await backUp(dataDir, folder);
    const before = picture(folder);
    const error = await refused(backUp(other.dataDir, folder));
    expect([error.vi, error.en]).toEqual([expect.stringMatching(/hệ thống khác/u), expect.stringMatching(/another installation/u)]);
    expect(picture(folder)).toEqual(before);
  });

  it('backup BK11 not into a folder of other files, nor into the data folder, nor around it, also by a link', async () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'ảnh.jpg'), 'ảnh');
    expect((await refused(backUp(dataDir, folder))).en).toMatch(/no backups of Phiên \(ảnh\.jpg\)/u);
    expect(readdirSync(folder)).toEqual(['ảnh.jpg']);
    symlinkSync(dataDir, path.join(room, 'lối tắt'));
    for (const place of [path.join(dataDir, 'sao-luu'), room, path.join(room, 'lối tắt', 'x')]) expect((await refused(backUp(dataDir, place))).en).toMatch(/lie within each other/u);
    expect(existsSync(path.join(dataDir, 'sao-luu'))).toBe(false);
  });

  it('backup BK11 one command at a time', async () => {
    await backUp(dataDir, folder);
    const held = takePlace(folder, false);
    expect((await refused(backUp(dataDir, folder))).en).toMatch(/in use by another command/u);
    held.release();
    await backUp(dataDir, folder);
  });
});

describe('a backup that does not come to its end', () => {
  it('backup BK2 killed at any moment it is not there, older ones are, and the next goes on', async () => {
    const { id } = await backUp(dataDir, folder);
    const whole = picture(path.join(folder, 'backups', id));
    const { file, execArgv } = entryFor('cli');
    for (const wait of [0, 30, 120]) {
      const child = spawn(process.execPath, [...execArgv, file, 'backup', folder], { env: { ...process.env, PHIEN_DATA: dataDir, PHIEN_CWD: room }, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('close', resolve));
      while (child.exitCode === null && !existsSync(path.join(folder, '.making'))) await new Promise((resolve) => setTimeout(resolve, 2));
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      await ended;
    }
    expect(picture(path.join(folder, 'backups', id))).toEqual(whole);
    expect(await backUp(dataDir, folder)).toMatchObject({ missing: 0 });
    expect(existsSync(path.join(folder, '.making'))).toBe(false);
    expect(phien(['backup', 'list', folder], { dataDir }).code).toBe(0);
  });

  it('backup BK2 a database with pages that are damaged makes none, and what there was stays', async () => {
    const { id } = await backUp(dataDir, folder);
    const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'), { readonly: true });
    const size = Number(db.pragma('page_size', { simple: true }));
    const page = db.prepare("SELECT pageno FROM dbstat WHERE name = 'Person' AND pagetype = 'leaf' LIMIT 1").pluck().get() as number;
    db.close();
    overwrite(path.join(dataDir, 'phien.sqlite'), (page - 1) * size, size);
    expect((await refused(backUp(dataDir, folder))).en).toMatch(/is damaged/u);
    expect(readdirSync(path.join(folder, 'backups'))).toEqual([id]);
  });

  it('backup BK2 without an installation, or one that never ran, it says so', async () => {
    expect((await refused(backUp(room, folder))).en).toMatch(/no installation/u);
    expect(existsSync(folder)).toBe(false);
    cpSync(path.join(dataDir, 'phien.sqlite'), path.join(room, 'phien.sqlite'));
    const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'));
    db.prepare('DELETE FROM "Setting" WHERE key = ?').run('installation');
    db.close();
    expect((await refused(backUp(dataDir, folder))).en).toMatch(/has never run/u);
  });
});

function withEnvironment<T>(values: Record<string, string>, work: () => T): T {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
  Object.assign(process.env, values);
  try {
    return work();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}
