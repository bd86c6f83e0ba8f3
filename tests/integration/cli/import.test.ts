import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryFor } from '../../../server/adapters/entry';
import { system, type Caller } from '../../../server/kernel/actor';
import { openTestInstallation } from '../../support/installation';
import { zipOf } from '../../support/office-files';
import { addPerson } from '../../support/people';
import { textPaper } from '../../support/text-paper';
import { phien } from './phien';
import { openCommittee, type Committee } from '../meetings/committee';

const LIST = [
  'Tệp;Ngày họp;Phiên họp;Cơ quan;Tên tài liệu;Số ký hiệu;Chủ trì;Người xác nhận không mật',
  'nghị quyết.pdf;12/05/2026;Phiên họp thường kỳ tháng 5 năm 2026;UBND tỉnh;Nghị quyết về đường ven biển;12/NQ-UBND;Ông Đỗ Khắc Trường Vân;',
  'biên bản.pdf;12/05/2026;Phiên họp thường kỳ tháng 5 năm 2026;UBND tỉnh;Biên bản phiên họp;;;',
  'mật.pdf;12/05/2026;Phiên họp thường kỳ tháng 5 năm 2026;UBND tỉnh;Báo cáo;;;',
  'ngờ.pdf;12/05/2026;Phiên họp thường kỳ tháng 5 năm 2026;UBND tỉnh;Quy chế;;;',
  'đã xem.pdf;12/05/2026;Phiên họp thường kỳ tháng 5 năm 2026;UBND tỉnh;Quy chế làm việc;;;Bà Trịnh Thị Sâm',
  'hỏng.pdf;12/05/2026;Phiên họp thường kỳ tháng 5 năm 2026;UBND tỉnh;Tờ trình;;;',
  'cũ.pdf;03/02/2009;Phiên họp tháng 02 năm 2009;UBND tỉnh;Kết luận;;;',
  'lạ.pdf;03/02/2009;Phiên họp;UBND huyện;Kết luận;;;',
].join('\r\n');

interface Told {
  ok: boolean;
  sessions: number;
  planned: number;
  imported: number;
  there: number;
  notTaken: number;
  files: { path: string; result: string; code: string; line: number | null }[];
}

// One story: each goes on from where the one before has come to.
describe('imports', { shuffle: false }, () => {
  let c: Committee;
  let folder: string;
  let away: Caller;
  const run = (...args: string[]) => phien(['import', ...args], { dataDir: c.installation.dataDir, from: folder });
  const told = (out: string): Told => JSON.parse(out) as Told;
  const reopen = async (): Promise<void> => {
    c.installation = await openTestInstallation({ dataDir: c.installation.dataDir, at: '2026-11-27T01:00:00Z' });
  };

  beforeAll(async () => {
    c = await openCommittee();
    away = await addPerson(c.installation, 'Mạc Văn Xa', ['officer'], 'Chuyên viên của cơ quan khác');
    folder = mkdtempSync(path.join(os.tmpdir(), 'phien-import-'));
    const papers: Readonly<Record<string, Buffer>> = {
      'nghị quyết.pdf': await textPaper(['NGHỊ QUYẾT\nvề tuyến đường ven biển phía đông', 'Điều 2. Tổ chức thực hiện']),
      'biên bản.pdf': await textPaper(['BIÊN BẢN phiên họp thường kỳ']),
      'mật.pdf': await textPaper(['MẬT\nBÁO CÁO về tình hình']),
      'ngờ.pdf': await textPaper(['QUY CHẾ\n\nHồ sơ ghi độ mật: mật thì lưu riêng']),
      'đã xem.pdf': await textPaper(['QUY CHẾ làm việc\n\nHồ sơ ghi độ mật: mật thì lưu riêng']),
      'hỏng.pdf': Buffer.from('%PDF-1.7\nkhông phải tệp\n'),
      'cũ.pdf': await textPaper(['KẾT LUẬN năm cũ về hồ chứa nước']),
      'lạ.pdf': await textPaper(['KẾT LUẬN của huyện']),
      'thừa.pdf': await textPaper(['KHÔNG CÓ TRONG DANH SÁCH']),
    };
    mkdirSync(path.join(folder, 'ho-so'));
    for (const [name, bytes] of Object.entries(papers)) writeFileSync(path.join(folder, 'ho-so', name.normalize('NFD')), bytes);
    writeFileSync(path.join(folder, 'ho-so', 'danh-sach.csv'), LIST);
    symlinkSync('/etc/hostname', path.join(folder, 'ho-so', 'link.pdf'));
  }, 180_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await c.installation.close();
  });

  it('cli D66 says beside a running server what would come in, and changes nothing', { timeout: 120_000 }, async () => {
    const said = run('ho-so', '--dry-run', '--json');
    expect(said).toMatchObject({ code: 1, err: '' });
    expect(told(said.out)).toMatchObject({ ok: false, sessions: 2, planned: 7, imported: 0, notTaken: 3 });
    expect(await c.installation.application.database.reader.importedSession.count()).toBe(0);
    expect(run('ho-so').code).toBe(1);
    expect(run().code).toBe(2);
    expect(run('nowhere').code).toBe(1);
    writeFileSync(path.join(folder, 'bad.csv'), 'Tệp;Phiên họp\na;b\n');
    expect(run('ho-so', '--list', 'bad.csv', '--dry-run')).toMatchObject({ code: 2, err: expect.stringContaining('Ngày họp') as string });
  });

  it('cli D65 imports IM2 killed and run again, it goes on: every session and every file once, with a line for each', { timeout: 600_000 }, async () => {
    await c.installation.application.stop();
    const { file, execArgv } = entryFor('cli');
    for (const afterMs of [2_000, 4_000]) {
      const child = spawn(process.execPath, [...execArgv, file, 'import', 'ho-so'], { env: { ...process.env, PHIEN_DATA: c.installation.dataDir, PHIEN_CWD: folder }, stdio: 'ignore' });
      const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
      await new Promise((resolve) => child.once('exit', resolve));
      clearTimeout(timer);
    }
    const first = run('ho-so', '--json', '--report', 'report.csv');
    const { imported, there, files, sessions } = told(first.out);
    expect({ code: first.code, err: first.err, sessions, taken: imported + there }).toEqual({ code: 1, err: '', sessions: 2, taken: 4 });
    expect(files.filter(({ result }) => result === 'not_taken').map(({ path: name, code, line }) => [name.normalize('NFC'), code, line]).sort()).toEqual([
      ['hỏng.pdf', expect.stringMatching(/^documents\./u), 7], ['link.pdf', 'strange', null], ['lạ.pdf', 'body_unknown', 9], ['mật.pdf', expect.stringMatching(/^documents\.secre/u), 4], ['ngờ.pdf', 'documents.secrecy_unanswered', 5], ['thừa.pdf', 'unlisted', null],
    ]);
    expect(readFileSync(path.join(folder, 'report.csv'), 'utf8').trim().split('\r\n')).toHaveLength(1 + files.length);
    expect(told(run('ho-so', '--json').out)).toMatchObject({ imported: 0, there: 4 });
    // The same papers from a zip, packed in another folder: nothing comes in twice.
    const packed = Object.fromEntries(['nghị quyết.pdf', 'cũ.pdf'].map((name) => [`bản nén/${name}`, readFileSync(path.join(folder, 'ho-so', name.normalize('NFD')))]));
    writeFileSync(path.join(folder, 'nen.zip'), await zipOf({ ...packed, 'bản nén/danh-sach.csv': LIST }));
    expect(told(run('nen.zip', '--json').out)).toMatchObject({ imported: 0, there: 2 });
    await reopen();
    const { reader } = c.installation.application.database;
    expect([await reader.importedSession.count(), await reader.importedFile.count(), await reader.document.count()]).toEqual([2, 4, 4]);
    expect(await reader.auditEntry.count({ where: { action: 'imports.take-file' } })).toBe(4);
  });

  it('imports IM1 IM3 IM4 the papers are there with their bytes, a doubtful one with who answered for it; a secret one left nothing', async () => {
    const { reader } = c.installation.application.database;
    const file = await reader.importedFile.findFirstOrThrow({ where: { clearedBy: { not: null } } });
    expect({ ...file, path: file.path.normalize('NFC') }).toMatchObject({ path: 'đã xem.pdf', line: 6, clearedBy: 'Bà Trịnh Thị Sâm' });
    const entry = await reader.auditEntry.findFirstOrThrow({ where: { action: 'imports.take-file', objectId: file.documentId } });
    expect(JSON.parse(entry.details)).toMatchObject({ clearedBy: 'Bà Trịnh Thị Sâm', page: 1, sha256: file.sha256 });
    const versions = await reader.documentVersion.findMany();
    const stored = await Promise.all(versions.map(({ blobKey: key, sha256, size }) => c.installation.application.blobs.check({ key, sha256, size })));
    expect(new Set(stored)).toEqual(new Set(['sound']));
    expect(await reader.intake.count({ where: { state: { in: ['accepted', 'doubtful', 'waiting'] }, fileName: { contains: 'mật' } } })).toBe(0);
    expect((await reader.document.findMany({ select: { title: true } })).map(({ title }) => title).sort()).toEqual(['Biên bản phiên họp', 'Kết luận', 'Nghị quyết về đường ven biển (12/NQ-UBND)', 'Quy chế làm việc']);
  });

  it('imports IM6 IM7 members of that day, officers and clerks of the agency read it, are told where it came from, and find it; nobody changes it', { timeout: 180_000 }, async () => {
    const { application } = c.installation;
    const may = await application.database.reader.meeting.findFirstOrThrow({ where: { importedAt: { not: null }, title: { contains: 'tháng 5' } } });
    const old = await application.database.reader.meeting.findFirstOrThrow({ where: { importedAt: { not: null }, title: { contains: '2009' } } });
    const following = application.followHistory();
    await following.settled();
    await application.jobs.drain();
    const reads = async (who: Caller, meetingId: string): Promise<boolean> => application.query('meetings.detail', { meetingId }, who).then(() => true, () => false);
    const listed = async (who: Caller): Promise<string[]> => (await application.query('meetings.list', { part: 'past' }, who)).past.filter(({ importedAt }) => importedAt !== null).map(({ id }) => id);
    const found = async (who: Caller, text: string): Promise<string[]> => (await application.query('search.find', { text }, who)).results.map(({ meeting, title }) => `${title ?? ''} ${meeting.isImported ? 'imported' : ''}`);
    for (const who of [c.secretary, c.otherOfficer, c.clerk]) {
      expect([await reads(who, may.id), await reads(who, old.id)]).toEqual([true, true]);
      expect((await listed(who)).sort()).toEqual([may.id, old.id].sort());
      expect(await found(who, 'hồ chứa nước')).toEqual(['Kết luận imported']);
      expect(await found(who, 'duong ven bien')).toEqual(['Nghị quyết về đường ven biển (12/NQ-UBND) imported']);
    }
    for (const who of [c.chair, c.member, c.formerMember]) expect([await reads(who, may.id), await reads(who, old.id)]).toEqual([true, false]);
    for (const who of [away, c.guest, c.admin]) {
      expect([await reads(who, may.id), await reads(who, old.id)]).toEqual([false, false]);
      expect([await listed(who), await found(who, 'hồ chứa nước')]).toEqual([[], []]);
    }
    const { can, meeting } = await application.query('meetings.detail', { meetingId: may.id }, c.chair);
    expect(meeting.importedAt).not.toBeNull();
    expect(Object.entries(can).filter(([, allowed]) => allowed === true)).toEqual([]);
    expect(await application.query('imports.of-session', { meetingId: may.id }, c.chair)).toMatchObject({ source: 'ho-so', chair: 'Ông Đỗ Khắc Trường Vân' });
    await expect(application.query('metrics.meeting', { meetingId: may.id }, c.chair)).rejects.toMatchObject({ reason: 'metrics.imported' });
    await expect(application.execute('minutes.draft', { meetingId: may.id }, c.secretary)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(application.execute('exports.request', { kind: 'session', subjectId: may.id }, c.chair)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('exports E14 the archive says when it came in and where its papers lay', async () => {
    const { application } = c.installation;
    const { id } = await application.database.reader.meeting.findFirstOrThrow({ where: { importedAt: { not: null }, title: { contains: 'tháng 5' } } });
    const page = (section: string) => application.query('exports.page', { kind: 'session', subjectId: id, section, after: null }, system('jobs'));
    expect((await page('session')).rows).toMatchObject([{ importedAt: expect.anything() as unknown }]);
    const { rows } = await page('imported-files');
    expect(rows).toHaveLength(3);
    expect(rows.map((row) => [row['source'], row['line']]).sort()).toEqual([['ho-so', 2], ['ho-so', 3], ['ho-so', 6]]);
  });
});
