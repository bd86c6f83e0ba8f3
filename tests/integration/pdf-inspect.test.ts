import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { degrees, PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfInspector, type InspectOptions } from '../../server/adapters/pdf/inspect';
import { ENTRY_SOURCES } from '../../server/adapters/entry';
import type { PdfVerdict } from '../../server/kernel/ports/pdf-inspector';
import { pdfWithText, rawPdf, type Placed } from './pdf-samples';
import { isLong, sampled, times } from '../support/long';
import { corpus, hasCorpus } from '../support/corpus';

const projectRoot = path.resolve(import.meta.dirname, '../..');

let folder: string;
/** The child as production runs it: bundled, so that sixty starts do not compile it sixty times. */
let program: { file: string; execArgv: string[] };
let made = 0;
/** On a machine that does other things as well; how much work is allowed is judged by processor time. */
const PATIENCE_MS = 80_000;

beforeAll(async () => {
  const artifacts = path.join(projectRoot, 'tests/.artifacts');
  await mkdir(artifacts, { recursive: true });
  folder = await mkdtemp(path.join(artifacts, 'inspect-'));
  const file = path.join(folder, 'pdf-inspect.js');
  await build({
    entryPoints: [path.join(projectRoot, 'server', ENTRY_SOURCES['pdf-inspect'])],
    bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile: file,
  });
  program = { file, execArgv: [] };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inspectBytes(bytes: Uint8Array, options: InspectOptions = {}): Promise<PdfVerdict> {
  made += 1;
  const file = path.join(folder, `sample-${made}.pdf`);
  await writeFile(file, bytes);
  return createPdfInspector({ program, wallMs: PATIENCE_MS, ...options }).inspect(file);
}

const PAGES = { 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>' };
const content = (text: string): string => `<</Length ${text.length}>>\nstream\n${text}\nendstream`;
const page = (extra = ''): string => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R${extra}>>`;

describe('PdfInspector', () => {
  it('pdf P1 gives the facts of an ordinary file', async () => {
    const verdict = await inspectBytes(await pdfWithText([{ text: 'ỦY BAN NHÂN DÂN XÃ', x: 72, y: 780 }, { text: 'Tờ trình về việc bảo vệ bí mật nhà nước', x: 72, y: 740 }]));
    expect(verdict).toMatchObject({ ok: true, facts: { pages: 1, sizes: [[595.28, 841.89]], version: '1.7', active: [], findings: [], signed: false, encrypted: false, flatPageTree: false } });
    expect(verdict.ok && verdict.facts.textOfFirstPage).toBe('ỦY BAN NHÂN DÂN XÃ\nTờ trình về việc bảo vệ bí mật nhà nước');
  });

  it.each<[string, Placed[]]>([
    ['MẬT', [{ text: 'Số: 12/BC-UBND', x: 72, y: 760 }, { text: 'MẬT', x: 90, y: 730, size: 16 }]],
    ['TUYỆT MẬT', [{ text: 'TUYỆT MẬT', x: 300, y: 700, size: 20, turn: 15 }]],
    ['TỐI MẬT', [{ text: 'Số: 12/BC-UBND(TM)', x: 72, y: 760 }]],
  ])('pdf P2 stops a paper that bears %s and offers paper in the room', async (mark, items) => {
    expect(await inspectBytes(await pdfWithText(items))).toEqual({ ok: false, reason: 'documents.secret_marking', params: { mark, page: 1 }, offer: 'paper_only' });
  });

  it('pdf P2 takes the word in ordinary company, asks where its company leaves a doubt, and looks at a turned page as it is shown', async () => {
    const narrow = [{ text: 'MẬT', x: 330, y: 700, size: 11 }, { text: 'ĐỘ XÂY', x: 322, y: 686, size: 11 }, { text: 'DỰNG (%)', x: 318, y: 672, size: 11 }];
    expect(await inspectBytes(await pdfWithText(narrow))).toMatchObject({ ok: true, facts: { findings: [] } });
    const asked = await inspectBytes(await pdfWithText([{ text: 'MẬT', x: 330, y: 700, size: 11 }, { text: 'HOA CÀ PHÊ', x: 322, y: 686, size: 11 }]));
    expect(asked).toMatchObject({ ok: true, facts: { findings: ['secrecy_doubt'] }, doubt: { page: 1, words: 'MẬT HOA CÀ PHÊ' } });
    const turned = await PDFDocument.load(await pdfWithText([{ text: 'MẬT', x: 300, y: 60, turn: 90 }, { text: 'ĐỘ DÂN SỐ', x: 316, y: 40, turn: 90 }]));
    turned.getPage(0).setRotation(degrees(90));
    const seen = await inspectBytes(await turned.save());
    expect(seen).toMatchObject({ ok: true, facts: { findings: [], textOfFirstPage: 'MẬT\nĐỘ DÂN SỐ' } });
    const framed = await PDFDocument.load(await pdfWithText([{ text: 'MẬT', x: 250, y: 300, size: 14 }]));
    framed.getPage(0).drawRectangle({ x: 240, y: 294, width: 56, height: 22, borderWidth: 1 });
    expect(await inspectBytes(await framed.save())).toMatchObject({ ok: false, reason: 'documents.secret_marking' });
  });

  it('pdf P3 shows sizes as the reader sees them: crop box, rotation, inheritance', async () => {
    const bytes = rawPdf({
      1: PAGES[1],
      2: '<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2/MediaBox[0 0 595 842]/Rotate 90>>',
      3: '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>', 4: content('BT ET'),
      5: '<</Type/Page/Parent 2 0 R/Rotate 0/CropBox[100 100 300 900]/Contents 4 0 R>>',
    });
    expect(await inspectBytes(bytes)).toMatchObject({ ok: true, facts: { sizes: [[842, 595], [200, 742]], flatPageTree: true } });
  });

  it('pdf P3 refuses a page tree with as many children as pages but not one page in each', async () => {
    const tree = (first: string, second: string): Buffer =>
      rawPdf({
        1: PAGES[1], 2: '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>', 3: `<</Type/Pages/Parent 2 0 R/Kids[${first}]/Count ${first ? first.split('R').length - 1 : 0}>>`,
        4: `<</Type/Pages/Parent 2 0 R/Kids[${second}]/Count ${second.split('R').length - 1}>>`, 5: '<</Type/Page/Parent 4 0 R/Contents 7 0 R>>', 6: '<</Type/Page/Parent 4 0 R/Contents 7 0 R>>', 7: content('BT ET'),
      });
    expect(await inspectBytes(tree('', '5 0 R 6 0 R'))).toEqual({ ok: false, reason: 'documents.damaged', params: { detail: 'page_tree_branches' } });
    expect(await inspectBytes(tree('5 0 R', '6 0 R'))).toMatchObject({ ok: true, facts: { pages: 2 } });
  });

  it.each([
    ['a launch action', '/OpenAction<</S/Launch/F(x.exe)>>', 'launch'],
    ['a network path', '/OpenAction<</S/GoToR/F(\\\\\\\\host\\\\a)/D[0/Fit]>>', 'goto_unc'],
    ['bytes of a file elsewhere', '/Extra 5 0 R', 'external_stream'],
  ])('pdf P4 refuses %s', async (_title, catalog, kind) => {
    const elsewhere: Record<number, string> = kind === 'external_stream' ? { 5: '<</F(/etc/a.pdf)/Length 0>>\nstream\n\nendstream' } : {};
    const bytes = rawPdf({ ...PAGES, 1: `<</Type/Catalog/Pages 2 0 R${catalog}>>`, 3: page(), 4: content('BT ET'), ...elsewhere });
    expect(await inspectBytes(bytes)).toEqual({ ok: false, reason: 'documents.active_content', params: { kinds: kind } });
  });

  it('pdf P5 reports scripts, attachments and signatures without refusing', async () => {
    const bytes = rawPdf({
      ...PAGES, 1: '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(1)>>/Names<</EmbeddedFiles<</Names[]>>>>>>',
      3: page('/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 1 1]/A<</S/URI/URI(javascript:1)>>>>]'), 4: content('BT ET'),
      5: '<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>',
    });
    expect(await inspectBytes(bytes)).toMatchObject({
      ok: true,
      facts: { active: ['javascript', 'open_action', 'embedded_files', 'uri_unsafe'], signed: true, signatures: 1, findings: ['no_text_first_page'] },
    });
  });

  it('pdf P6 multiplies forms drawn by forms', async () => {
    const form = (next: number, times: number): string => {
      const drawing = '/X Do '.repeat(times);
      return `<</Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X ${next} 0 R>>>>/Length ${drawing.length}>>\nstream\n${drawing}\nendstream`;
    };
    const nested = (times: number): Buffer =>
      rawPdf({ ...PAGES, 3: page('/Resources<</XObject<</X 5 0 R>>>>'), 4: content('/X Do'), 5: form(6, times), 6: form(7, times), 7: form(8, times), 8: content('f '.repeat(100)).replace('<<', '<</Subtype/Form/BBox[0 0 1 1]') });
    expect(await inspectBytes(nested(5))).toMatchObject({ ok: true });
    expect(await inspectBytes(nested(15))).toMatchObject({ ok: true, facts: { heavy: [{ page: 1, cause: 'operators' }] } });
    expect(await inspectBytes(nested(25))).toMatchObject({ ok: false, reason: 'documents.page_too_complex', params: { page: 1 } });
  });

  it('pdf P7 needs a file that opens without a password', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    await document.encrypt({ userPassword: 'mở', ownerPassword: 'chủ' });
    expect(await inspectBytes(await document.save())).toEqual({ ok: false, reason: 'documents.encrypted', params: {} });
    const owner = await PDFDocument.create();
    owner.addPage();
    await owner.encrypt({ userPassword: '', ownerPassword: 'chủ' });
    expect(await inspectBytes(await owner.save())).toMatchObject({ ok: true, facts: { encrypted: true, findings: expect.arrayContaining(['owner_restricted']) as string[] } });
  });

  it('pdf P8 kills what takes too long or too much, and says so', async () => {
    const sample = await pdfWithText([{ text: 'Nghị quyết', x: 72, y: 700 }]);
    const loop = path.join(folder, 'loop.mjs');
    const hog = path.join(folder, 'hog.mjs');
    const flood = path.join(folder, 'flood.mjs');
    await writeFile(loop, "import fs from 'node:fs'; fs.writeSync(3, 'R'); for (;;);");
    await writeFile(hog, "import fs from 'node:fs'; fs.writeSync(3, 'R'); const all = []; for (;;) all.push(Buffer.alloc(1 << 24, 1));");
    await writeFile(flood, "import fs from 'node:fs'; for (;;) fs.writeSync(3, 'R'.repeat(60000));");
    const run = (file: string, options: InspectOptions) => inspectBytes(sample, { program: { file, execArgv: [] }, ...options });
    expect(await run(loop, { wallMs: 700 })).toEqual({ ok: false, reason: 'documents.too_complex', params: { detail: 'timeout' } });
    expect(await run(loop, { cpuSeconds: 1 })).toEqual({ ok: false, reason: 'documents.too_complex', params: { detail: 'killed' } });
    expect(await run(hog, { dataKb: 600_000 })).toEqual({ ok: false, reason: 'documents.too_complex', params: { detail: 'killed' } });
    expect(await run(flood, {})).toEqual({ ok: false, reason: 'documents.too_complex', params: { detail: 'output' } });
  });

  it('pdf P9 tells a program that does not start from a bad file, and stops when told', async () => {
    const sample = await pdfWithText([]);
    const missing = { file: path.join(folder, 'missing.js'), execArgv: [] };
    await expect(inspectBytes(sample, { program: missing })).rejects.toMatchObject({ code: 'unavailable', reason: 'documents.inspector_unavailable' });
    const file = path.join(folder, 'sample-abort.pdf');
    await writeFile(file, sample);
    const inspector = createPdfInspector({ program, parallel: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const running = inspector.inspect(file, { signal: first.signal });
    const waiting = inspector.inspect(file, { signal: second.signal });
    second.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    first.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(await inspector.inspect(file)).toMatchObject({ ok: true });
  });

  it('pdf P10 gives the child none of our environment', async () => {
    process.env.PHIEN_TEST_SECRET = 'canary';
    const probe = path.join(folder, 'environment.mjs');
    const answer = "{ ok: false, reason: 'documents.damaged', params: { names: Object.keys(process.env).sort().join(','), here: String(process.cwd().includes('phien-child-')) } }";
    await writeFile(probe, `import fs from 'node:fs'; fs.writeSync(3, 'R' + JSON.stringify(${answer}));`);
    const verdict = await inspectBytes(new Uint8Array(), { program: { file: probe, execArgv: [] } });
    delete process.env.PHIEN_TEST_SECRET;
    expect(verdict).toMatchObject({ params: { here: 'true' } });
    expect(!verdict.ok && verdict.params.names).not.toMatch(/SECRET|HOME|NODE_OPTIONS/);
  });

  it('pdf P11 starts from source as well', async () => {
    made += 1;
    const file = path.join(folder, `sample-${made}.pdf`);
    await writeFile(file, await pdfWithText([{ text: 'x', x: 72, y: 700 }]));
    expect(await createPdfInspector().inspect(file)).toMatchObject({ ok: true });
  });
});

/**
 * Longest time between two ticks of the main loop, milliseconds. `own` counts processor time only: on a busy machine
 * the system also keeps the whole process waiting, which says nothing about what it runs.
 */
function watchStalls(): { stop(): { wall: number; own: number } } {
  let [wall, own] = [0, 0];
  let at = performance.now();
  let used = process.cpuUsage();
  const timer = setInterval(() => {
    const spent = process.cpuUsage(used);
    wall = Math.max(wall, performance.now() - at);
    own = Math.max(own, (spent.user + spent.system) / 1000);
    at = performance.now();
    used = process.cpuUsage();
  }, 5);
  return {
    stop() {
      clearInterval(timer);
      return { wall, own };
    },
  };
}

interface Row {
  file: string;
  verdict: string;
  detail: string;
  pages: string;
}

/** Column form of a verdict, as the reviewed table has it. */
function toColumns(verdict: PdfVerdict): Omit<Row, 'file'> {
  if (!verdict.ok) {
    const why = verdict.params.kinds ?? verdict.params.detail;
    return { verdict: 'refused', detail: why === undefined ? verdict.reason : `${verdict.reason}:${why}`, pages: '-' };
  }
  const seen = [...verdict.facts.findings, ...verdict.facts.active];
  return { verdict: seen.length > 0 ? 'findings' : 'accepted', detail: seen.join(','), pages: String(verdict.facts.pages) };
}

describe.skipIf(!hasCorpus('hostile'))('the reviewed table of verdicts (skipped without ../shared/corpus)', () => {
  it('pdf P12 gives the reviewed verdict: for a third of the files marked for every run, for every file in the long form', async () => {
    const table = await readFile(path.join(import.meta.dirname, 'pdf-verdicts.tsv'), 'utf8');
    const lines = table.split('\n').filter((text) => text !== '' && !text.startsWith('#')).slice(1).map((text) => text.split('\t'));
    const rows = lines.map(([file = '', verdict = '', detail = '', pages = '', run = '']) => ({ file, verdict, detail, pages, run }));
    expect(rows.length).toBeGreaterThan(500);
    const chosen = isLong ? rows : sampled(rows.filter(({ run }) => run === 'ci'), 3);
    const inspector = createPdfInspector({ program, wallMs: PATIENCE_MS });
    await inspector.inspect(path.join(corpus, chosen[0]?.file ?? ''));
    const rss = process.memoryUsage.rss();
    const stalls = watchStalls();
    const found = await Promise.all(chosen.map(async ({ file }) => ({ file, ...toColumns(await inspector.inspect(path.join(corpus, file))) })));
    const { wall, own: stall } = stalls.stop();
    const growth = (process.memoryUsage.rss() - rss) / 1024 / 1024;
    for (const [figure, value, unit] of [['main_loop_stall', stall, 'ms'], ['main_loop_delay', wall, 'ms'], ['main_rss_growth', growth, 'MB']] as const) {
      console.info(JSON.stringify({ bench: 'pdf-inspect', figure, value: Math.round(value), unit, files: chosen.length }));
    }
    expect(found).toEqual(chosen.map(({ run: _run, ...row }) => row));
    // Here a hostile file would stall the loop for seconds and take hundreds of megabytes; what is collected when, and beside whom, is chance.
    expect(stall).toBeLessThan(400);
    expect(growth).toBeLessThan(80);
  }, times(420_000, 1_800_000));
});
