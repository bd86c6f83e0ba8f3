import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatManifest, readManifest, type Manifest } from '../../../server/adapters/backup/manifest';
import { makeKey } from '../../../server/adapters/backup/seal';
import { entryFor } from '../../../server/adapters/entry';
import { holdDataFolder } from '../../../server/adapters/installation/hold';
import { recordInFolder } from '../../../server/adapters/installation/record';
import { openApplication, verifyInstallation } from '../../../server/application';
import { backup } from '../../../server/transports/cli/backup';
import { restore } from '../../../server/transports/cli/restore';
import { hear } from '../../support/hear';
import { backUp, makeInstallation, STROKES, type MadeInstallation } from '../../support/made-installation';
import { phien } from '../cli/phien';
import { copyFolder, overwrite, picture, remove } from '../../support/used-folder';

let installed: MadeInstallation;
let other: MadeInstallation;
let room: string;
let dataDir: string;
let folder: string;
let to: string;

beforeAll(async () => {
  installed = await makeInstallation();
  other = await makeInstallation({ papers: ['Khác.pdf'] });
});
afterAll(() => {
  remove(installed.dataDir);
  remove(other.dataDir);
});
beforeEach(() => {
  room = mkdtempSync(path.join(os.tmpdir(), 'phien-restore-'));
  dataDir = copyFolder(installed.dataDir, path.join(room, 'data'));
  folder = path.join(room, 'sao-luu');
  to = path.join(room, 'nha-moi');
});
afterEach(() => remove(room));

const back = (...args: string[]) => hear(() => restore([folder, '--to', to, ...args], dataDir));
const verified = (...args: string[]) => hear(() => backup(['verify', folder, ...args], dataDir));
const refusal = async (work: Promise<unknown>): Promise<{ vi: string; en: string }> => {
  const error = (await work.then(() => null, (thrown: unknown) => thrown)) as { vi?: string; en?: string } | null;
  if (error?.vi === undefined || error.en === undefined) throw new Error(`not refused in words: ${String(error)}`);
  return { vi: error.vi, en: error.en };
};
const inBackup = (id: string, ...name: string[]): string => path.join(folder, 'backups', id, ...name);
const aBlob = (): string => {
  const [sha256 = ''] = installed.papers.map((paper) => paper.sha256);
  const place = path.join(folder, 'blobs', sha256.slice(0, 2));
  return path.join(place, readdirSync(place)[0] ?? '');
};
function rewrite(id: string, change: (manifest: Manifest) => object): void {
  const read = readManifest(readFileSync(inBackup(id, 'manifest.json'), 'utf8'));
  if (!('manifest' in read)) throw new Error('no manifest');
  writeFileSync(inBackup(id, 'manifest.json'), formatManifest(change(read.manifest) as Manifest));
}

describe('a restore', () => {
  it('backup BK7 brings everything back: records, papers, marks, keys; it opens, and the log of ink is another', async () => {
    await backUp(dataDir, folder);
    rmSync(dataDir, { recursive: true });
    const { code, out } = await back();
    expect(code).toBe(0);
    expect(out).toMatch(/Đã khôi phục bản[^]*is restored into/u);
    expect(recordInFolder(to)).toEqual(recordInFolder(installed.dataDir));
    expect(readFileSync(path.join(to, 'signing', `${installed.person}.p12`), 'utf8')).toBe('khóa đã niêm phong');
    expect(picture(path.join(to, 'blobs'))).toEqual(picture(path.join(installed.dataDir, 'blobs')));
    expect(readdirSync(to).filter((name) => name.startsWith('.'))).toEqual([]);
    expect([...readdirSync(to, { recursive: true, encoding: 'utf8' })].filter((name) => (statSync(path.join(to, name)).mode & 0o077) !== 0)).toEqual([]);
    const report = await verifyInstallation(to, { noted: [], files: true });
    expect([report.chain.ok, report.differing, report.files]).toEqual([true, 0, 3]);
    const before = await openApplication({ dataDir: copyFolder(installed.dataDir, path.join(room, 'truoc')), origin: 'http://localhost:3000', floorBytes: 0 });
    const oldEpoch = before.ink.epoch;
    await before.stop();
    const application = await openApplication({ dataDir: to, origin: 'http://localhost:3000', floorBytes: 0 });
    try {
      const [first] = installed.papers;
      const snapshot = await application.ink.snapshot(first?.documentId ?? '', { personId: installed.person, canSeeShared: true });
      expect(snapshot.shared).toHaveLength(STROKES);
      expect(application.ink.epoch).not.toBe(oldEpoch);
      expect(await application.database.reader.document.count()).toBe(3);
    } finally {
      await application.stop();
    }
  });

  it('backup BK7 the newest, or the one that is asked for', async () => {
    const { id: older } = await backUp(dataDir, folder, { now: () => new Date('2026-11-01T00:00:00Z') });
    const { id: newer } = await backUp(dataDir, folder, { now: () => new Date('2026-11-02T00:00:00Z') });
    expect(JSON.parse((await back('--json')).out)).toMatchObject({ ok: true, id: newer, files: 3, lost: [] });
    rmSync(to, { recursive: true });
    expect(JSON.parse((await back('--json', '--at', '2026-11-01')).out)).toMatchObject({ id: older });
    rmSync(to, { recursive: true });
    expect((await refusal(back('--at', '2026-11-0'))).en).toMatch(/fits several/u);
    expect((await refusal(back('--at', '2025'))).en).toMatch(/no backup “2025”/u);
  });

  it('backup BK7 never over what is there: an installation, a living one, other files, anchors', async () => {
    await backUp(dataDir, folder);
    cpSync(dataDir, to, { recursive: true });
    const before = picture(to);
    expect(await refusal(back())).toEqual({ vi: expect.stringMatching(/đã có dữ liệu/u), en: expect.stringMatching(/holds data: nothing is restored over it/u) });
    expect(picture(to)).toEqual(before);
    const held = holdDataFolder(to);
    expect((await refusal(back())).en).toMatch(/in use by another Phiên server/u);
    held.release();
    expect(picture(to)).toEqual(before);
    rmSync(to, { recursive: true });
    mkdirSync(to);
    writeFileSync(path.join(to, 'ảnh.jpg'), 'ảnh');
    expect((await refusal(back())).en).toMatch(/holds files that are not Phiên's/u);
    rmSync(path.join(to, 'ảnh.jpg'));
    mkdirSync(path.join(to, 'signing', 'trust'), { recursive: true });
    writeFileSync(path.join(to, 'signing', 'trust', 'ca.pem'), 'x');
    expect((await refusal(back())).en).toMatch(/nothing is restored over it/u);
    expect((await refusal(hear(() => restore([folder, '--to', folder], dataDir)))).en).toMatch(/lie within each other/u);
  });

  it('backup BK7 killed at any moment the folder is nobody’s or the whole installation, and a second one goes through', async () => {
    await backUp(dataDir, folder);
    const { file, execArgv } = entryFor('cli');
    for (const wait of [0, 40, 200, 500]) {
      const child = spawn(process.execPath, [...execArgv, file, 'restore', folder, '--to', to], { env: { ...process.env, PHIEN_DATA: dataDir }, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('close', resolve));
      while (child.exitCode === null && !existsSync(path.join(to, '.sample'))) await new Promise((resolve) => setTimeout(resolve, 2));
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      await ended;
      const held = holdDataFolder(to);
      const wasWhole = held.used;
      held.release();
      if (wasWhole) rmSync(to, { recursive: true });
    }
    expect((await back()).code).toBe(0);
    const report = await verifyInstallation(to, { noted: [], files: true });
    expect([report.chain.ok, report.differing]).toEqual([true, 0]);
  });
});

describe('a backup that is not what was made', () => {
  const whole = { shortened: /bị cắt cụt[^]*is cut off/u, changed: /đã bị thay đổi[^]*was changed/u, missing: /bị thiếu[^]*is missing/u, another: /thuộc một hệ thống khác[^]*belongs to another installation/u };

  it.each<[string, (id: string) => void, RegExp]>([
    ['backup BK8 its manifest is cut off', (id) => truncateSync(inBackup(id, 'manifest.json'), 100), whole.shortened],
    ['backup BK8 its manifest was changed', (id) => writeFileSync(inBackup(id, 'manifest.json'), readFileSync(inBackup(id, 'manifest.json'), 'utf8').replace('"count": 3', '"count": 2')), whole.changed],
    ['backup BK8 its manifest is gone', (id) => rmSync(inBackup(id, 'manifest.json')), whole.missing],
    ['backup BK8 the database is cut off', (id) => truncateSync(inBackup(id, 'phien.sqlite'), 8192), whole.shortened],
    ['backup BK8 the database was changed', (id) => overwrite(inBackup(id, 'phien.sqlite'), 40_000, 10), whole.changed],
    ['backup BK8 the ink log is gone', (id) => rmSync(inBackup(id, 'ink.sqlite')), whole.missing],
    ['backup BK8 the list of papers is cut off', (id) => truncateSync(inBackup(id, 'blobs.list'), 50), whole.shortened],
    ['backup BK8 a key was changed', (id) => writeFileSync(inBackup(id, 'parts', 'signing', `${installed.person}.p12`), 'khóa đã niêm phonG'), whole.changed],
    ['backup BK8 a paper was changed', () => overwrite(aBlob(), 3, 2), /1 tệp tài liệu[^]*1 stored files of the backup are missing or were changed/u],
    ['backup BK8 a paper is cut off', () => truncateSync(aBlob(), 5), /1 stored files/u],
    ['backup BK8 a paper is gone', () => rmSync(aBlob()), /1 stored files/u],
    ['backup BK8 it was brought here under another name', (id) => renameSync(inBackup(id), inBackup('2030-01-01T00-00-00Z')), whole.another],
    ['backup BK8 it is of a newer form', (id) => rewrite(id, (manifest) => ({ ...manifest, form: 2, version: '9.0.0' })), /phiên bản mới hơn[^]*newer version \(9\.0\.0\)/u],
    ['backup BK8 its database is of a newer version', (id) => rewrite(id, (manifest) => ({ ...manifest, migrations: [...manifest.migrations, '9999_later'] })), /newer version \(9999_later\)/u],
  ])('%s: refused with a sentence, and nothing is made', async (_title, injure, sentence) => {
    const { id } = await backUp(dataDir, folder);
    injure(id);
    const { vi, en } = await refusal(back());
    expect(`${vi}\n${en}`).toMatch(sentence);
    expect(existsSync(to)).toBe(false);
  });

  it('backup BK8 one of another installation laid into the folder is refused, and so is an empty folder', async () => {
    const elsewhere = path.join(room, 'khac');
    const { id } = await backUp(dataDir, folder, { now: () => new Date('2026-11-01T00:00:00Z') });
    const { id: foreign } = await backUp(other.dataDir, elsewhere, { now: () => new Date('2026-11-02T00:00:00Z') });
    cpSync(path.join(elsewhere, 'backups', foreign), inBackup(foreign), { recursive: true });
    expect((await refusal(back())).en).toMatch(whole.another.source.split('[^]*')[1] ?? '');
    expect(JSON.parse((await back('--json', '--at', id)).out)).toMatchObject({ ok: true, id });
    rmSync(path.join(folder, 'backups'), { recursive: true });
    rmSync(to, { recursive: true });
    expect((await refusal(back())).en).toMatch(/no whole backup/u);
  });

  it('backup BK8 BK4 with --partial the rest comes back, and what did not is named', async () => {
    await backUp(dataDir, folder);
    overwrite(aBlob(), 3, 2);
    const { code, out } = await back('--partial');
    expect(code).toBe(1);
    expect(out).toContain(installed.papers[0]?.blobKey ?? '?');
    expect((await verifyInstallation(to, { noted: [], files: true })).differences).toMatchObject([{ problem: 'file' }]);
  });

  it('backup BK4 a paper damaged in the installation after it was backed up comes back as it was', async () => {
    await backUp(dataDir, folder);
    const [paper] = installed.papers;
    overwrite(path.join(dataDir, 'blobs', paper?.blobKey.slice(-2) ?? '', paper?.blobKey ?? ''), 3, 2);
    expect(await backUp(dataDir, folder)).toMatchObject({ missing: 0 });
    expect((await back()).code).toBe(0);
    expect(picture(path.join(to, 'blobs'))).toEqual(picture(path.join(installed.dataDir, 'blobs')));
  });

  it('backup BK5 BK8 a sealed one needs its key, and is found changed', async () => {
    const keys = [await makeKey(), await makeKey()];
    keys.forEach(({ secret }, index) => writeFileSync(path.join(room, `khoa-${index}`), `# của phòng hành chính\n${secret}\n`));
    writeFileSync(path.join(room, 'không khóa'), 'AGE-SECRET-KEY-SAI');
    const { id } = await backUp(dataDir, folder, { recipients: [keys[0]?.recipient ?? ''] });
    expect((await refusal(back())).en).toMatch(/is sealed: add --key/u);
    expect((await refusal(back('--key', path.join(room, 'khoa-1')))).en).toMatch(/does not open/u);
    const unusable = await refusal(back('--key', path.join(room, 'không khóa')));
    expect(unusable.en).toMatch(/holds no secret key/u);
    expect(unusable.en + unusable.vi).not.toContain('KEY-SAI');
    expect((await refusal(back('--key', path.join(room, 'không có')))).en).toMatch(/holds no secret key/u);
    const key = ['--key', path.join(room, 'khoa-0')];
    expect((await verified(...key)).code).toBe(0);
    const good = readFileSync(inBackup(id, 'phien.sqlite.age'));
    overwrite(inBackup(id, 'phien.sqlite.age'), 70_000, 10);
    expect((await refusal(back(...key))).en).toMatch(/was changed/u);
    writeFileSync(inBackup(id, 'phien.sqlite.age'), good);
    const paper = readFileSync(aBlob());
    for (const harm of [() => overwrite(aBlob(), 190, 2), () => truncateSync(aBlob(), 30), () => overwrite(aBlob(), 30, 4)]) {
      harm();
      expect((await refusal(back(...key))).en).toMatch(/1 stored files/u);
      writeFileSync(aBlob(), paper);
    }
    expect(existsSync(to)).toBe(false);
    expect((await back(...key)).code).toBe(0);
    expect(readFileSync(path.join(to, 'tls', 'authority.key'), 'utf8')).toBe('khóa của nơi cấp chứng thư');
  });
});

describe('a backup tried out', () => {
  it('backup BK9 says how old and how complete it is, and leaves no trace', async () => {
    await backUp(dataDir, folder, { now: () => new Date(Date.now() - 3 * 3_600_000) });
    const scratch = path.join(room, 'nháp');
    const before = picture(folder);
    const { code, out } = await verified('--scratch', scratch);
    expect(code).toBe(0);
    expect(out).toMatch(/3 giờ trước[^]*3\/3 tệp tài liệu nguyên vẹn[^]*3 h old[^]*3 of 3 stored files are sound[^]*It would come back whole/u);
    expect(readdirSync(scratch)).toEqual([]);
    expect(picture(folder)).toEqual(before);
  });

  it('backup BK9 finds papers that are gone, and what differed from the audit log already', async () => {
    await backUp(dataDir, folder);
    rmSync(aBlob());
    const { code, out } = await verified('--json');
    expect([code, JSON.parse(out)]).toEqual([1, expect.objectContaining({ ok: false, files: 2, named: 3, lost: [installed.papers[0]?.blobKey] })]);
    const { default: Sqlite } = await import('better-sqlite3');
    const db = new Sqlite(path.join(dataDir, 'phien.sqlite'));
    db.prepare(`UPDATE "Person" SET "fullName" = 'Người khác' WHERE id = ?`).run(installed.person);
    db.close();
    await backUp(dataDir, folder);
    const told = await verified();
    expect([told.code, told.out]).toEqual([1, expect.stringMatching(/không khớp nhật ký[^]*does not agree with the audit log/u)]);
  });

  it('backup BK9 the command line does it all, and says what it did', () => {
    expect(phien(['backup', folder], { dataDir })).toMatchObject({ code: 0, out: expect.stringMatching(/Đã sao lưu[^]*Backed up into[^]*KHÔNG mã hóa/u) });
    expect(phien(['backup', 'list', folder], { dataDir })).toMatchObject({ code: 0, out: expect.stringMatching(/3 tệp \/ files/u) });
    expect(phien(['backup', 'verify', folder], { dataDir })).toMatchObject({ code: 0, out: expect.stringMatching(/Khôi phục được trọn vẹn/u) });
    expect(phien(['restore', folder, '--to', to], { dataDir })).toMatchObject({ code: 0 });
    expect(phien(['restore', folder, '--to', to], { dataDir })).toMatchObject({ code: 1, err: expect.stringMatching(/nothing is restored over it/u) });
    expect(phien(['backup'], { dataDir })).toMatchObject({ code: 2 });
    expect(phien(['restore', 'một', 'hai'], { dataDir })).toMatchObject({ code: 2 });
  });
});
