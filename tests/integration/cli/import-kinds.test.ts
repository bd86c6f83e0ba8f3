import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPagePainter } from '../../../server/adapters/pdf/page-painter';
import { bundleChildren } from '../../support/bundled-child';
import { openTestInstallation } from '../../support/installation';
import { docxOf, odtOf } from '../../support/office-files';
import { tool } from '../../support/tools';
import { installation, minutes, signThreeTimes } from '../pades/fixtures';
import { pdfWithText } from '../pdf-samples';
import { openCommittee, type Committee } from '../meetings/committee';
import { phien } from './phien';

const SESSION = '14/07/2021;Phiên họp tháng 7 năm 2021;UBND tỉnh';
const LIST = ['Tệp;Ngày họp;Phiên họp;Cơ quan;Tên tài liệu', ...['tờ trình.docx', 'báo cáo.odt', 'quét.pdf', 'đã ký.pdf', 'mật.docx', 'quét mật.pdf'].map((file) => `${file};${SESSION};${path.parse(file).name}`)].join('\r\n');

describe.skipIf(!tool('soffice') || !tool('tesseract'))('an archive as offices have it (skipped without LibreOffice or tesseract)', { timeout: 240_000 }, () => {
  let c: Committee;
  let folder: string;
  let signed: Uint8Array;
  let children: Awaited<ReturnType<typeof bundleChildren<'page-picture'>>>;

  /** Those words as a scanner would have them. */
  async function scan(words: readonly string[], name: string): Promise<Buffer> {
    const [file, picture] = [path.join(folder, `${name}.pdf`), path.join(folder, `${name}.jpg`)];
    writeFileSync(file, await pdfWithText(words.map((text, line) => ({ text, x: 80, y: 700 - 40 * line, size: 16 }))));
    expect(await createPagePainter({ program: children.programs['page-picture'] }).paint(file, 1, picture)).toMatchObject({ ok: true });
    const document = await PDFDocument.create();
    document.addPage([595.28, 841.89]).drawImage(await document.embedJpg(readFileSync(picture)), { x: 0, y: 0, width: 595.28, height: 841.89 });
    return Buffer.from(await document.save());
  }

  beforeAll(async () => {
    children = await bundleChildren('page-picture');
    c = await openCommittee();
    folder = mkdtempSync(path.join(os.tmpdir(), 'phien-import-kinds-'));
    signed = (await signThreeTimes(await installation(), minutes())).at(-1) ?? new Uint8Array();
    const archive = path.join(folder, 'ho-so');
    mkdirSync(archive);
    const files: Readonly<Record<string, Uint8Array>> = {
      'tờ trình.docx': await docxOf('TỜ TRÌNH về quy hoạch bến cảng Cửa Lạch'),
      'báo cáo.odt': await odtOf('<text:p>BÁO CÁO về vườn quốc gia</text:p>'),
      'quét.pdf': await scan(['CÔNG VĂN', 'về việc nạo vét luồng tàu'], 'plain'),
      'đã ký.pdf': signed,
      'mật.docx': await docxOf('MẬT'),
      'quét mật.pdf': await scan(['MẬT', 'BÁO CÁO', 'về tình hình'], 'secret'),
    };
    for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(archive, name), bytes);
    writeFileSync(path.join(archive, 'danh-sach.csv'), LIST);
  }, 180_000);
  afterAll(async () => {
    for (const one of [folder, children.folder]) rmSync(one, { recursive: true, force: true });
    await c.installation.close();
  });

  it('imports IM3 takes files of office programs, scans and signed files as an upload does, and refuses what is marked secret alone', async () => {
    await c.installation.application.stop();
    const { code, out, err } = phien(['import', 'ho-so', '--json'], { dataDir: c.installation.dataDir, from: folder });
    const told = JSON.parse(out) as { imported: number; files: { path: string; result: string; code: string }[] };
    expect({ code, err, imported: told.imported, refused: told.files.filter(({ result }) => result === 'not_taken').map(({ path: name, code: why }) => [name, why]).sort() }).toEqual({
      code: 1, err: '', imported: 4, refused: [['mật.docx', 'documents.secret_marking'], ['quét mật.pdf', 'documents.secret_marking']],
    });
    c.installation = await openTestInstallation({ dataDir: c.installation.dataDir, at: '2026-11-27T01:00:00Z' });
    const { application } = c.installation;
    const { reader } = application.database;
    const versions = await reader.documentVersion.findMany({ include: { original: true, document: { select: { title: true } } } });
    const of = (title: string) => versions.find(({ document }) => document.title === title);
    expect(versions.map(({ document }) => document.title).sort()).toEqual(['báo cáo', 'quét', 'tờ trình', 'đã ký'].sort());
    // The file it was made of is kept beside it, byte by byte.
    for (const [title, name] of [['tờ trình', 'tờ trình.docx'], ['báo cáo', 'báo cáo.odt']] as const) {
      const original = of(title)?.original;
      const chunks: Buffer[] = [];
      if (original) for await (const chunk of await application.ports.blobs.open({ key: original.blobKey, sha256: original.sha256, size: original.size })) chunks.push(Buffer.from(chunk));
      expect(Buffer.concat(chunks).equals(readFileSync(path.join(folder, 'ho-so', name)))).toBe(true);
    }
    expect(JSON.parse(of('quét')?.facts ?? '{}')).toMatchObject({ findings: expect.arrayContaining(['read_by_machine']) as string[] });
    expect(of('đã ký')).toMatchObject({ size: signed.length, original: null });
    const following = application.followHistory();
    await following.settled();
    await application.jobs.enqueueDue();
    await application.jobs.drain();
    await following.settled();
    const found = async (text: string) => (await application.query('search.find', { text }, c.secretary)).results.map(({ title }) => title);
    expect([await found('bến cảng Cửa Lạch'), await found('vuon quoc gia'), await found('nạo vét luồng tàu')]).toEqual([['tờ trình'], ['báo cáo'], ['quét']]);
    const meeting = await reader.meeting.findFirstOrThrow({ where: { importedAt: { not: null } } });
    expect(JSON.stringify(await application.query('authenticity.of-session', { meetingId: meeting.id }, c.secretary))).toContain(of('đã ký')?.documentId);
    await following.stop();
    expect(existsSync(path.join(c.installation.dataDir, 'staging')) && (await reader.intake.count({ where: { fileName: { contains: 'mật' }, state: { in: ['accepted', 'doubtful', 'waiting'] } } }))).toBeFalsy();
  });
});
