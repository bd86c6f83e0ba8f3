import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfInspector } from '../../../server/adapters/pdf/inspect';
import { createPagePainter, type PainterOptions } from '../../../server/adapters/pdf/page-painter';
import { jpegSize } from '../../../server/adapters/pdf/picture-format';
import { bundleChildren } from '../../support/bundled-child';
import { drawnMap, scannedBook, scannedPlan } from '../../support/heavy-papers';
import { rawPdf } from '../pdf-samples';
import { corpus, hasCorpus } from '../../support/corpus';
import { isLong, sampled } from '../../support/long';

const PATIENCE_MS = 120_000;
let folder: string;
let programs: Awaited<ReturnType<typeof bundleChildren<'pdf-inspect' | 'page-picture'>>>['programs'];
let made = 0;

beforeAll(async () => {
  ({ folder, programs } = await bundleChildren('pdf-inspect', 'page-picture'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function laidDown(bytes: Uint8Array): Promise<string> {
  made += 1;
  const file = path.join(folder, `heavy-${made}.pdf`);
  await writeFile(file, bytes);
  return file;
}
const inspect = (file: string) => createPdfInspector({ program: programs['pdf-inspect'], wallMs: PATIENCE_MS }).inspect(file);
const painter = (options: PainterOptions = {}) => createPagePainter({ program: programs['page-picture'], wallMs: PATIENCE_MS, ...options });
async function paint(file: string, page = 1, options: PainterOptions = {}) {
  const target = path.join(await mkdtemp(path.join(folder, 'out-')), 'page.jpg');
  const outcome = await painter(options).paint(file, page, target);
  return { ...outcome, picture: existsSync(target) ? await readFile(target) : null };
}
const heavyOf = async (bytes: Uint8Array) => {
  const verdict = await inspect(await laidDown(bytes));
  return verdict.ok ? verdict.facts.heavy : verdict;
};
const stream = (dict: string, data: string): string => `<<${dict}/Length ${data.length}>>\nstream\n${data}\nendstream`;
const onePage = (content: string, resources: string, rest: Record<number, string> = {}): Buffer =>
  rawPdf({ 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>', 3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<${resources}>>>>`, 4: stream('', content), ...rest });
const image = (width: number, height: number, more = '/ColorSpace/DeviceRGB/BitsPerComponent 8'): string => stream(`/Subtype/Image/Width ${width}/Height ${height}${more}`, '');

describe('pages that ask more of a tablet than it has', { timeout: 180_000 }, () => {
  it.each(['FlateDecode', 'CCITTFaxDecode'] as const)('pdf P13 an A1 plan scanned at 300 dpi in black and white (%s) is taken, and told with its page and figure', async (filter) => {
    expect(await heavyOf(await scannedPlan(filter))).toEqual([{ page: 1, cause: 'pixels', figure: 70 }]);
  });

  it('pdf P13 a map of 250,000 lines is taken; one of 100,000 lines is left to the tablet', async () => {
    expect(await heavyOf(await drawnMap(250_000))).toEqual([{ page: 1, cause: 'operators', figure: 375_001 }]);
    expect(await heavyOf(await drawnMap(100_000))).toEqual([]);
  });

  it('pdf P13 a book of 352 pages with large scans is taken, its cover left to the tablet', async () => {
    const heavy = await heavyOf(await scannedBook(352, 6_400));
    expect(heavy).toEqual(Array.from({ length: 351 }, (_, index) => ({ page: index + 2, cause: 'pixels', figure: 41 })));
  });

  it.each<[string, Buffer, number | null]>(sampled([
    ['A4 in colour at 600 dpi is left to the tablet', onePage('/X Do', '/XObject<</X 5 0 R>>', { 5: image(4_961, 7_016) }), null],
    ['60 million pixels in black and white are left to it', onePage('/X Do', '/XObject<</X 5 0 R>>', { 5: image(7_000, 8_500, '/ColorSpace/DeviceGray/BitsPerComponent 1') }), null],
    ['60 million pixels in gray are not', onePage('/X Do', '/XObject<</X 5 0 R>>', { 5: image(7_000, 8_500, '/ColorSpace/DeviceGray/BitsPerComponent 8') }), 60],
    ['many pictures count together', onePage('/A Do /B Do', '/XObject<</A 5 0 R/B 6 0 R>>', { 5: image(5_000, 4_000), 6: image(5_000, 4_000) }), 40],
    ['one picture drawn often counts once', onePage('/A Do '.repeat(50), '/XObject<</A 5 0 R>>', { 5: image(5_000, 4_000) }), null],
    ['a small picture behind a large mask', onePage('/A Do', '/XObject<</A 5 0 R>>', { 5: image(2, 2, '/ColorSpace/DeviceRGB/BitsPerComponent 8/SMask 6 0 R'), 6: image(34_862, 4_332, '/ColorSpace/DeviceGray/BitsPerComponent 1') }), 151],
    ['a picture in the stream itself', onePage('BI /W 9000 /H 9000 /CS /RGB /BPC 8 ID x EI', ''), 81],
    ['a picture in a form in a soft mask', onePage('/G gs', '/ExtGState<</G<</SMask<</G 5 0 R>>>>>>', { 5: stream('/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 6 0 R>>>>', '/X Do'), 6: image(9_000, 9_000) }), 81],
    ['a picture in the glyph of a font', onePage('/F 1 Tf (a) Tj', '/Font<</F 5 0 R>>', { 5: '<</Subtype/Type3/CharProcs<</a 6 0 R>>/Resources<</XObject<</X 7 0 R>>>>>>', 6: stream('', '/X Do'), 7: image(9_000, 9_000) }), 81],
    ['a large picture that nothing draws', onePage('q Q', '', { 5: image(9_000, 9_000) }), null],
  ], 2))('pdf P14 counts what decoding takes: %s', async (_title, bytes, figure) => {
    expect(await heavyOf(bytes)).toEqual(figure === null ? [] : [{ page: 1, cause: 'pixels', figure }]);
  });

  it.each<[string, Buffer, object]>([
    ['a picture of 3,600 million pixels', onePage('/X Do', '/XObject<</X 5 0 R>>', { 5: image(60_000, 60_000) }), { reason: 'documents.image_too_large', params: { page: 1, limit: 1_000, found: 3_600 } }],
    ['two million steps of drawing', onePage('f '.repeat(2_000_000), ''), { reason: 'documents.page_too_complex', params: { page: 1, limit: 1_000_000 } }],
    ['a filter that reserves 500 MB', onePage('q Q', '', { 5: stream('/Filter/FlateDecode/DecodeParms<</Predictor 12/Colors 500/BitsPerComponent 8/Columns 1000000>>', '') }), { reason: 'documents.too_complex', params: { detail: 'filter_rows' } }],
    ['a fax as wide as memory', onePage('q Q', '', { 5: stream('/Filter[/CCITTFaxDecode]/DecodeParms[<</K -1/Columns 2000000000>>]', '') }), { reason: 'documents.too_complex', params: { detail: 'filter_rows' } }],
  ])('pdf P15 still refuses, with page and figure, %s', async (_title, bytes, refusal) => {
    expect(await inspect(await laidDown(bytes))).toEqual({ ok: false, ...refusal });
  });
});

describe('the picture of a page', { timeout: 240_000 }, () => {
  it('pdf P16 shows an A1 plan 4,000 pixels high, a JPEG without colour', async () => {
    const { ok, picture, ...rest } = await paint(await laidDown(await scannedPlan()));
    expect([ok, rest]).toEqual([true, { width: 2_826, height: 4_000, tookMs: expect.any(Number) as number }]);
    expect(picture && jpegSize(picture)).toEqual({ width: 2_826, height: 4_000 });
    // One component: a frame of 11 bytes.
    expect(picture?.includes(Buffer.from([0xff, 0xc0, 0x00, 0x0b]))).toBe(true);
  });

  it('pdf P16 has at most 300 pixels to the inch, and stands as the page stands', async () => {
    const turned = onePage('0 0 300 842 re f', '').toString('latin1').replace('/MediaBox', '/Rotate 90/MediaBox');
    expect(await paint(await laidDown(Buffer.from(turned, 'latin1')))).toMatchObject({ ok: true, width: 3_508, height: 2_479 });
  });

  it('pdf P17 is not there for a file that cannot be drawn, a page it does not have, time or memory that does not suffice; nothing is left', async () => {
    const plan = await laidDown(await scannedPlan());
    const broken = await laidDown(Buffer.from('%PDF-1.7 nothing'));
    expect(await paint(broken)).toMatchObject({ ok: false, failure: 'undrawable', picture: null });
    expect(await paint(plan, 2)).toMatchObject({ ok: false, failure: 'undrawable', picture: null });
    expect(await paint(plan, 1, { wallMs: 150 })).toMatchObject({ ok: false, failure: 'timeout', picture: null });
    expect(await paint(plan, 1, { dataKb: 250_000 })).toMatchObject({ ok: false, picture: null });
  });

  it('pdf P17 is believed only as what it is: bytes that say another size, or are no JPEG, are none', async () => {
    const plan = await laidDown(await scannedPlan('CCITTFaxDecode'));
    const liar = path.join(folder, 'liar.mjs');
    const write = (bytes: string, answer: string): Promise<void> => writeFile(liar, `import fs from 'node:fs'; fs.writeSync(3, 'R'); fs.writeFileSync(process.argv[4], Buffer.from('${bytes}', 'hex')); fs.writeSync(3, '${answer}');`);
    const frame = 'ffd8ffc0000b08ea60ea6001011100ffd9';
    for (const [bytes, answer] of [[frame, '{"ok":true,"width":100,"height":100}'], ['00', '{"ok":true,"width":100,"height":100}'], [frame, '{"ok":true,"width":60000,"height":60000}'], [frame, 'x']] as const) {
      await write(bytes, answer);
      expect(await paint(plan, 1, { program: { file: liar, execArgv: [] } })).toMatchObject({ ok: false, failure: 'undrawable', picture: null });
    }
  });

  it('pdf P17 says of a program that does not start that it does not', async () => {
    const plan = await laidDown(await scannedPlan('CCITTFaxDecode'));
    await expect(paint(plan, 1, { program: { file: path.join(folder, 'missing.js'), execArgv: [] } })).rejects.toMatchObject({ code: 'unavailable', reason: 'documents.painter_unavailable' });
  });
});

describe.skipIf(!hasCorpus('papers'))('papers of other makers (skipped without ../shared/corpus)', { timeout: 900_000 }, () => {
  it.each<[string, number]>([['made-A1-300dpi-bilevel.pdf', 70], ...(isLong ? [['issue16263.pdf', 151] as [string, number]] : [])])('pdf P13 %s is taken and drawn', async (name, figure) => {
    const file = path.join(corpus, 'papers', name);
    expect(await inspect(file)).toMatchObject({ ok: true, facts: { heavy: [{ page: 1, cause: 'pixels', figure }] } });
    expect(await paint(file)).toMatchObject({ ok: true });
  });

  it('pdf P15 hostile/pred-500M.pdf is refused', async () => {
    expect(await inspect(path.join(corpus, 'papers/hostile/pred-500M.pdf'))).toMatchObject({ ok: false });
  });
});
