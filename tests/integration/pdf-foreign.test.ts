/** Files as other people make and send them: what stands around the PDF, locks, damage, forms and links of other programs. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { PDFDocument, StandardFonts, rgb } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkEnvelope, cutOut } from '../../server/adapters/pdf/inspect-envelope';
import { createPdfInspector } from '../../server/adapters/pdf/inspect';
import { ENTRY_SOURCES } from '../../server/adapters/entry';
import type { PdfInspector, PdfVerdict } from '../../server/kernel/ports/pdf-inspector';
import { tool } from '../support/tools';
import { rawPdf } from './pdf-samples';
import { availableRenderers, type Renderer } from './pades/differential/renderers';
import { corpus, hasCorpus } from '../support/corpus';
import { sampled } from '../support/long';

const projectRoot = path.resolve(import.meta.dirname, '../..');
const papers = path.join(corpus, 'papers');

let folder: string;
let inspector: PdfInspector;
let made = 0;
/** Pages with text and a figure on each, classic cross-references. */
let report: Buffer;
let short: Buffer;

async function reportOf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number += 1) {
    const page = document.addPage([298, 421]);
    page.drawText(`Page ${number} of the report`, { x: 30, y: 380, size: 14, font });
    page.drawRectangle({ x: 30, y: 30, width: 10 * number, height: 120, color: rgb(0.1, 0.3, 0.7) });
  }
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

beforeAll(async () => {
  const artifacts = path.join(projectRoot, 'tests/.artifacts');
  await mkdir(artifacts, { recursive: true });
  folder = await mkdtemp(path.join(artifacts, 'foreign-'));
  const file = path.join(folder, 'pdf-inspect.js');
  await build({ entryPoints: [path.join(projectRoot, 'server', ENTRY_SOURCES['pdf-inspect'])], bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile: file });
  inspector = createPdfInspector({ program: { file, execArgv: [] }, wallMs: 80_000 });
  report = await reportOf(16);
  short = await reportOf(2);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function save(bytes: Uint8Array): Promise<string> {
  made += 1;
  const file = path.join(folder, `sample-${made}.pdf`);
  await writeFile(file, bytes);
  return file;
}
const inspect = async (bytes: Uint8Array): Promise<PdfVerdict> => inspector.inspect(await save(bytes));

const banner = Buffer.from('\x1b%-12345X@PJL JOB NAME="Bao cao"\r\n@PJL SET DUPLEX=ON\r\n@PJL ENTER LANGUAGE=PDF\r\n', 'latin1');
function macBinary(pdf: Buffer): Buffer {
  const header = Buffer.alloc(128);
  header.write('\0\x07bao-cao', 'latin1');
  header.write('PDF ', 65, 'latin1');
  header.writeUInt32BE(pdf.length, 83);
  return Buffer.concat([header, pdf, Buffer.alloc(127 - ((pdf.length + 127) % 128))]);
}
/** The same file, its cross-references counted from a first byte that lies `shift` before the header. */
function countedFrom(pdf: Buffer, shift: number): Buffer {
  const text = pdf.toString('latin1').replace(/^(\d{10})(?= \d{5} n)/gm, (offset) => String(Number(offset) + shift).padStart(10, '0'));
  return Buffer.from(text.replace(/startxref\n(\d+)/, (_, offset: string) => `startxref\n${Number(offset) + shift}`), 'latin1');
}

describe('bytes around the PDF', { timeout: 180_000 }, () => {
  const kinds: [string, (pdf: Buffer) => Buffer, string[]][] = [
    ['a byte-order mark', (pdf) => Buffer.concat([Buffer.from('\xef\xbb\xbf', 'latin1'), pdf]), []],
    ['blank lines', (pdf) => Buffer.concat([Buffer.from('\r\n \r\n'), pdf]), []],
    ['a printer’s job header and its end', (pdf) => Buffer.concat([banner, pdf, Buffer.from('\x1b%-12345X@PJL EOJ\r\n', 'latin1')]), ['data_before', 'data_after']],
    ['the comments of a PostScript job', (pdf) => Buffer.concat([Buffer.from('%!PS-Adobe-3.0\n%%Creator: printer\n'), pdf]), ['data_before']],
    ['a MacBinary header', macBinary, ['data_before']],
    ['zeros behind it', (pdf) => Buffer.concat([pdf, Buffer.alloc(6_000)]), []],
    ['a tail behind it', (pdf) => Buffer.concat([pdf, Buffer.alloc(9_000, 'Xe thang ')]), ['data_after']],
    ['a mark, offsets counted from it', (pdf) => Buffer.concat([Buffer.from('\xef\xbb\xbf', 'latin1'), countedFrom(pdf, 3)]), []],
    ['a job header, offsets counted from it', (pdf) => Buffer.concat([banner, countedFrom(pdf, banner.length)]), ['data_before']],
  ];
  const renderers = availableRenderers();
  const drawn = new Map<string, Promise<string[] | undefined>>();
  const pixels = async (renderer: Renderer, file: string): Promise<string[] | undefined> => (await renderer.draw(file))?.map(({ width, height, pixels: dots }) => `${width}x${height}:${createHash('sha256').update(dots).digest('hex')}`);

  it.each(sampled(kinds, 2))('pdf P20 takes %s and shows what the PDF alone shows, in every reader and without repair', async (_title, wrap, findings) => {
    const bytes = wrap(short);
    const verdict = await inspect(bytes);
    expect(verdict).toMatchObject({ ok: true, facts: { pages: 2, findings, part: expect.anything() as object } });
    const envelope = checkEnvelope(bytes);
    const clean = cutOut(bytes, envelope.ok ? envelope.part : undefined);
    expect(clean.toString('latin1', 0, 5)).toBe('%PDF-');
    // Judged again it has nothing to cut, and its cross-references are right.
    const again = await inspect(clean);
    expect(again).toMatchObject({ ok: true, facts: { pages: 2, findings: [] } });
    expect(again).not.toHaveProperty('facts.part');
    const [plain, shown] = [await save(short), await save(clean)];
    if (tool('qpdf')) expect(spawnSync('qpdf', ['--check', shown], { encoding: 'utf8' }).stderr).toBe('');
    for (const renderer of renderers) {
      const wanted = drawn.get(renderer.name) ?? pixels(renderer, plain);
      drawn.set(renderer.name, wanted);
      expect(await wanted).toHaveLength(2);
      expect([renderer.name, await pixels(renderer, shown)]).toEqual([renderer.name, await wanted]);
    }
  });

  it('pdf P21 refuses another file before or behind the PDF and says at which end', async () => {
    const jpeg = Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0', 'latin1');
    expect(await inspect(Buffer.concat([jpeg, report]))).toEqual({ ok: false, reason: 'documents.polyglot', params: { end: 'before', kind: 'JPEG' } });
    expect(await inspect(Buffer.concat([report, jpeg]))).toEqual({ ok: false, reason: 'documents.polyglot', params: { end: 'after', kind: 'JPEG' } });
  });
});

const page = (extra = ''): string => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents 4 0 R${extra}>>`;
const content = (text: string): string => `<</Length ${text.length}>>\nstream\n${text}\nendstream`;
const words = (text: string): string => content(`BT /F 12 Tf 50 700 Td (${text}) Tj ET`);
const onePage = (catalog: string, more: Readonly<Record<number, string>> = {}, text = 'To trinh', extra = ''): Buffer =>
  rawPdf({ 1: `<</Type/Catalog/Pages 2 0 R${catalog}>>`, 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>', 3: page(extra), 4: words(text), ...more });

describe('locks', { timeout: 180_000 }, () => {
  it('pdf P22 calls nothing protected that opens without a password, however it is encrypted', async () => {
    if (!tool('qpdf')) return;
    const plain = await save(report);
    const ways = [['40'], ['128'], ['128', '--use-aes=y'], ['128', '--cleartext-metadata'], ['128', '--force-V4'], ['256'], ['256', '--force-R5'], ['256', '--print=none', '--modify=none', '--extract=n']];
    for (const way of ways) {
      const file = `${plain}.${way.join('')}`;
      const { stderr, status } = spawnSync('qpdf', ['--allow-weak-crypto', '--encrypt', '', 'chu', ...way, '--', plain, file], { encoding: 'utf8' });
      expect([way, status, stderr]).toEqual([way, 0, '']);
      expect([way, await inspector.inspect(file)]).toMatchObject([way, { ok: true, facts: { pages: 16, encrypted: true, findings: ['owner_restricted'] } }]);
    }
  });

  it('pdf P23 tells encryption for certificates, by a program and of attachments from a password', async () => {
    const locked = (encryption: string): Buffer => rawPdf({ 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>', 3: page(), 4: words('x'), 9: encryption }, '/Encrypt 9 0 R/ID[<00><00>]');
    const crypt = '/CF<</D<</CFM/AESV2/Length 16/Recipients[<00>]>>>>/StmF/D/StrF/D';
    expect(await inspect(locked(`<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4/Length 128${crypt}>>`))).toEqual({ ok: false, reason: 'documents.encrypted_for_certificates', params: {} });
    expect(await inspect(locked('<</Filter/EBX_HANDLER/V 1>>'))).toEqual({ ok: false, reason: 'documents.encrypted_by_handler', params: { handler: 'EBX_HANDLER' } });
    expect(await inspect(locked(`<</Filter/Standard/V 4/R 4/Length 128/P -4/O<${'00'.repeat(32)}>/U<${'00'.repeat(32)}>/EFF/D/CF<</D<</CFM/AESV2/AuthEvent/EFOpen/Length 16>>>>>>`))).toEqual({
      ok: false, reason: 'documents.encryption_unreadable', params: { detail: 'attachments' },
    });
  });
});

describe('damage', { timeout: 180_000 }, () => {
  /** Where the contents of each page begin. */
  function contentsOf(pdf: Buffer): number[] {
    return [...pdf.toString('latin1').matchAll(/[^d]stream\n/g)].map(({ index }) => index + 8);
  }

  it.each([1, 7, 16])('pdf P24 takes a file with one damaged page among sixteen and names it: page %i', async (number) => {
    for (const place of [0, 30]) {
      const bytes = Buffer.from(report);
      const at = contentsOf(bytes)[number - 1] ?? 0;
      bytes.fill(0x5a, at + place, at + place + 20);
      const verdict = await inspect(bytes);
      expect(verdict).toMatchObject({ ok: true, facts: { pages: 16, places: { damaged_content: [number] } } });
      expect(verdict.ok && verdict.facts.findings).toContain('damaged_content');
    }
  });

  it('pdf P24 does not call damaged what only has a wrong check sum', async () => {
    const bytes = Buffer.from(report);
    const end = bytes.indexOf('\nendstream', contentsOf(bytes)[4] ?? 0);
    bytes.fill(0x11, end - 4, end);
    const verdict = await inspect(bytes);
    expect(verdict).toMatchObject({ ok: true, facts: { findings: [] } });
    expect(verdict).not.toHaveProperty('facts.places');
  });

  it('pdf P24 counts the drawing of a damaged stream up to the damage, as viewers show it', async () => {
    const { deflateSync } = await import('node:zlib');
    const packed = deflateSync(Buffer.from('q Q '.repeat(600_000)), { level: 0 });
    packed.fill(0xff, packed.length - 40_000);
    const body = rawPdf({ 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>', 3: page(), 4: `<</Filter/FlateDecode/Length ${packed.length}>>\nstream\n${packed.toString('latin1')}\nendstream` });
    expect(await inspect(body)).toMatchObject({ ok: false, reason: 'documents.page_too_complex', params: { page: 1, limit: 1_000_000 } });
  });

  it('pdf P24 names the page of a damaged picture, and of a page that cannot be read', async () => {
    const picture = '<</Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode/Length 6>>\nstream\nabcdef\nendstream';
    const leaf = (extra: string): string => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]${extra}>>`;
    const bytes = rawPdf({ 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>', 3: page(), 4: words('x'), 5: leaf('/Resources<</XObject<</I 6 0 R>>>>/Contents 7 0 R'), 6: picture, 7: content('/I Do') });
    expect(await inspect(bytes)).toMatchObject({ ok: true, facts: { findings: ['damaged_content'], places: { damaged_content: [2] } } });
  });
});

describe('links to files beside this one', { timeout: 180_000 }, () => {
  const link = (action: string): Buffer => onePage('', { 5: `<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A ${action}>>` }, 'To trinh', '/Annots[5 0 R]');

  it.each([
    ['a launch of a PDF', '<</S/Launch/F(phu luc/Phu luc 1.pdf)>>', 'sibling_file'],
    ['a launch of a document by its specification', '<</S/Launch/F<</Type/Filespec/F(bao-cao.docx)/UF(bao-cao.docx)>>/NewWindow true>>', 'sibling_file'],
    ['a launch in the words of one system', '<</S/Launch/Win<</F(..\\\\phu-luc.pdf)/O(open)>>>>', 'sibling_file'],
    ['a page of another PDF', '<</S/GoToR/F(phu-luc.pdf)/D[0/Fit]>>', 'goto_remote'],
  ])('pdf P25 reports %s with its page', async (_title, action, kind) => {
    expect(await inspect(link(action))).toMatchObject({ ok: true, facts: { active: [kind], places: { [kind]: [1] } } });
  });

  it('pdf P25 reports what a page would draw from a file beside it', async () => {
    const stream = (dict: string): string => `<<${dict}/Length 0>>\nstream\n\nendstream`;
    expect(await inspect(onePage('', { 5: stream('/F(anh.jpg)'), 6: stream('/Subtype/Form/BBox[0 0 1 1]/Ref<</F(ban-ve.pdf)/Page 0>>') }))).toMatchObject({ ok: true, facts: { active: ['sibling_file'] } });
  });

  it.each(sampled([
    ['a program', '<</S/Launch/F(setup.exe)>>', 'launch'],
    ['a script with the name of a paper', '<</S/Launch/F(bao-cao.pdf.cmd)>>', 'launch'],
    ['a file by its full path', '<</S/Launch/F(/etc/passwd.pdf)>>', 'launch'],
    ['a file on a drive', '<</S/Launch/F(C:\\\\a.pdf)>>', 'launch'],
    ['an address', '<</S/Launch/F(http://a.example/a.pdf)>>', 'launch'],
    ['a network path', '<</S/Launch/F(\\\\\\\\host\\\\a.pdf)>>', 'launch'],
    ['a paper for people and a program for one system', '<</S/Launch/F(a.pdf)/Win<</F(cmd.exe)/P(/c calc)>>>>', 'launch'],
    ['words for the program', '<</S/Launch/Win<</F(a.pdf)/P(-x)>>>>', 'launch'],
    ['printing', '<</S/Launch/Win<</F(a.pdf)/O(print)>>>>', 'launch'],
    ['an address by its file system', '<</S/Launch/F<</FS/URL/F(a.pdf)>>>>', 'launch'],
  ] as const, 3))('pdf P26 still refuses a launch of %s, and names the page', async (_title, action, kind) => {
    expect(await inspect(link(action))).toEqual({ ok: false, reason: 'documents.active_content', params: { kinds: kind, page: 1 } });
  });
});

describe('forms of another program', { timeout: 180_000 }, () => {
  const waiting = 'Please wait... If this message is not eventually replaced with the proper contents of the document';
  it('pdf P27 takes pages beside an XFA form and reports it', async () => {
    expect(await inspect(onePage('/AcroForm<</XFA(x)/Fields[]>>'))).toMatchObject({ ok: true, facts: { active: ['xfa'], form: true } });
    expect(await inspect(onePage('/AcroForm<</XFA(x)/Fields[5 0 R]>>', { 5: '<</FT/Tx/T(a)>>' }))).toMatchObject({ ok: true, facts: { active: ['xfa'] } });
  });
  it.each([
    ['that has to be drawn by its program', onePage('/NeedsRendering true/AcroForm<</XFA(x)/Fields[]>>')],
    ['whose one page says to wait', onePage('/AcroForm<</XFA(x)/Fields[5 0 R]>>', { 5: '<</FT/Tx/T(a)>>' }, waiting)],
    ['with nothing on its page', onePage('/AcroForm<</XFA(x)/Fields[]>>', {}, '')],
  ])('pdf P28 refuses a form %s, with a reason of its own', async (_title, bytes) => {
    expect(await inspect(bytes)).toEqual({ ok: false, reason: 'documents.form_only', params: { page: 1 } });
  });
});

/** Rows of another kind of work (secrecy marks, big pictures) are judged where that is done. */
const UPLOAD_ROW = /^(?:hostile\/pred-500M|[^/]+)\.pdf$/;

describe.skipIf(!hasCorpus('papers/expected.tsv'))('the files on which the product was wrong (skipped without ../shared/corpus)', () => {
  it('pdf P29 gives every file of the upload its right verdict', async () => {
    const lines = (await readFile(path.join(papers, 'expected.tsv'), 'utf8')).trim().split('\n').slice(1);
    const rows = lines.map((line) => line.split('\t')).flatMap(([file = '', expected = '']) => (UPLOAD_ROW.test(file) ? [{ file, expected }] : []));
    expect(rows.length).toBeGreaterThan(5);
    const found = await Promise.all(rows.map(async ({ file }) => ({ file, verdict: await inspector.inspect(path.join(papers, file)) })));
    const wrong = found.flatMap(({ file, verdict }, index) => {
      const expected = rows[index]?.expected ?? '';
      const isRight =
        expected.startsWith('accepted') ? verdict.ok && (!expected.includes('form reported') || verdict.facts.active.includes('xfa'))
          : expected === 'refused: encrypted for certificates' ? !verdict.ok && verdict.reason === 'documents.encrypted_for_certificates'
            : !verdict.ok;
      return isRight ? [] : [{ file, expected, verdict: verdict.ok ? verdict.facts.findings : verdict }];
    });
    expect(wrong).toEqual([]);
  }, 180_000);
});
