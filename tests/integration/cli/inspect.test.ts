import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createPdfInspector } from '../../../server/adapters/pdf/inspect';
import { rawPdf } from '../pdf-samples';
import { phien as speak, type Spoken } from './phien';

const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-inspect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const onePage = (box = '0 0 595 842'): Buffer =>
  rawPdf({
    1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    3: `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents 4 0 R>>`,
    4: '<</Length 38>>\nstream\nBT /F 12 Tf 50 700 Td (To trinh) Tj ET\nendstream',
  });
const files = {
  'to-trinh.pdf': onePage(),
  'Báo cáo.pdf': Buffer.concat([Buffer.from('@PJL JOB\r\n'), onePage(), Buffer.from('GARBAGE'.repeat(400))]),
  'kho-lon.pdf': onePage('0 0 20000 500'),
  'anh.pdf': Buffer.from('\xff\xd8\xff\xe0', 'latin1'),
};
for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
mkdirSync(path.join(folder, 'thu-muc.pdf'));

/** In a folder of its own and without any installation. */
const phien = (args: readonly string[], language = 'C.UTF-8'): Spoken => speak(['inspect', ...args], { dataDir: path.join(folder, 'khong-co'), from: folder, language });
const lines = (out: string): Record<string, unknown>[] => out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

describe('phien inspect', { timeout: 200_000 }, () => {
  it('documents D19 gives one line a file in the order given: verdict, reason, pages, findings, as the upload judges', async () => {
    const names = Object.keys(files);
    const { code, out, err } = phien([...names, '--json']);
    expect(lines(out)).toMatchObject([
      { file: 'to-trinh.pdf', verdict: 'accepted', reason: null, pages: 1, findings: [] },
      { file: 'Báo cáo.pdf', verdict: 'accepted_with_findings', reason: null, pages: 1, findings: [{ code: 'data_before', pages: [] }, { code: 'data_after' }] },
      { file: 'kho-lon.pdf', verdict: 'refused', reason: { code: 'documents.page_too_large', vi: expect.stringMatching(/^Trang 1: .*7\.056 mm.*5\.080 mm/) as string, en: expect.stringMatching(/^Page 1: .*7,056 mm.*5,080 mm/) as string }, pages: null, params: { page: 1 } },
      { file: 'anh.pdf', verdict: 'refused', reason: { code: 'documents.not_pdf' } },
    ]);
    expect([code, err]).toEqual([1, '']);
    const inspector = createPdfInspector();
    for (const [index, name] of names.entries()) {
      const verdict = await inspector.inspect(path.join(folder, name));
      expect([name, lines(out)[index]?.['verdict'] !== 'refused']).toEqual([name, verdict.ok]);
    }
  });

  it('documents D19 names what it cannot read beside what it can, in both languages, exit code 2', () => {
    const { code, out, err } = phien(['to-trinh.pdf', 'khong-co.pdf', 'thu-muc.pdf', 'anh.pdf', '--json']);
    expect(lines(out)).toMatchObject([{ verdict: 'accepted' }, { file: 'khong-co.pdf', error: 'unreadable_file' }, { file: 'thu-muc.pdf', error: 'unreadable_file' }, { verdict: 'refused' }]);
    expect(err.trim().split('\n')).toEqual(['Không đọc được tệp khong-co.pdf.', 'The file khong-co.pdf cannot be read.', 'Không đọc được tệp thu-muc.pdf.', 'The file thu-muc.pdf cannot be read.']);
    expect(code).toBe(2);
  });

  it('documents D19 speaks the language of whoever sits there, exit code 0 when all would be taken, and leaves every file and folder as it was', () => {
    const vi = phien(['Báo cáo.pdf']);
    expect(vi.out).toMatch(/^Báo cáo\.pdf: NHẬN, CÓ LƯU Ý · 1 trang\n {2}– Dữ liệu trước phần PDF.*\(data_before\)\n/);
    const en = phien(['to-trinh.pdf'], 'en_GB.UTF-8');
    expect([vi.code, en]).toEqual([0, { code: 0, out: 'to-trinh.pdf: accepted · 1 page\n', err: '' }]);
    for (const [name, bytes] of Object.entries(files)) expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual([...Object.keys(files), 'thu-muc.pdf'].sort());
  });

  it('documents D19 says in both languages what it does not understand, exit code 2', () => {
    for (const args of [[], ['to-trinh.pdf', '--la']]) {
      const { code, err } = phien(args);
      expect({ args, code, lines: err.trim().split('\n').length }).toEqual({ args, code: 2, lines: 2 });
    }
  });
});
