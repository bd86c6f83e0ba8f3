import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { degrees, PDFDocument, PDFName, PDFString, rgb, StandardFonts } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { createPackMaker } from '../../../server/adapters/pdf/pack/maker';
import { corpus, hasCorpus } from '../../support/corpus';
import { officePaper } from '../../support/pack-papers';
import { complaints, differing, fileOf, folder, inkInCorner, orderOf, packed, pagesIn, paperPiece, pictures } from '../../support/packing';
import { tool } from '../../support/tools';
import { sampled } from '../../support/long';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LONG = 120_000;

/** A paper whose pages are told apart by colour, as turned, cropped and sized as it is said. */
async function drawn(pages: readonly { turn?: number; width?: number; height?: number; crop?: [number, number, number, number]; shade?: number }[], options: { objectStreams?: boolean; text?: string } = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  pages.forEach(({ turn = 0, width = 420, height = 595, crop, shade = 0.5 }, index) => {
    const page = document.addPage([width, height]);
    page.setRotation(degrees(turn));
    if (crop) page.setCropBox(...crop);
    page.drawRectangle({ x: width * 0.2, y: height * 0.3, width: width * 0.5, height: height * 0.4, color: rgb(shade, 0.4, 1 - shade) });
    page.drawText(`${options.text ?? 'page'} ${index + 1}`, { x: width * 0.3, y: height * 0.5, size: 18, font });
  });
  return document.save({ useObjectStreams: options.objectStreams ?? true });
}

const outlineOf = (file: string): string => spawnSync('mutool', ['show', file, 'outline'], { encoding: 'utf8', timeout: 60_000 }).stdout;

describe('packs', () => {
  it.runIf(tool('qpdf') && tool('mutool'))('pack PW1 pages stand in their order, under contents that lead to them and bookmarks as deep as papers lie', { timeout: LONG }, async () => {
    const [a, b] = [fileOf(await officePaper({ pages: 12, scans: 0, objectStreams: true, seed: 1 })), fileOf(await officePaper({ pages: 11, scans: 4, objectStreams: false, seed: 2 }))];
    const { file, made } = await packed(orderOf([
      { kind: 'heading', level: 0, title: 'Nội dung 1' },
      paperPiece(a, 12, 1, { title: 'Tờ trình' }),
      paperPiece(b, 11, 13, { title: 'Phụ lục 1', level: 2 }),
      { kind: 'gap', level: 1, title: 'Tài liệu đã rút', label: '24–30' },
    ]));
    expect(complaints(file)).toBe('');
    expect([made.contents, made.pages]).toEqual([1, 24]);
    const outline = outlineOf(file);
    expect(outline).toMatch(/Mục lục[\s\S]*Nội dung 1[\s\S]*\t\t"?Tờ trình[\s\S]*\t\t\t"?Muc 1[\s\S]*\t\t\t"?Phụ lục 1[\s\S]*\t\t\t\t"?Muc 2[\s\S]*Tài liệu đã rút/u);
    const labels = spawnSync('mutool', ['show', file, 'trailer/Root/PageLabels'], { encoding: 'utf8' }).stdout;
    expect(labels.replace(/\s+/gu, ' ')).toContain('/Nums [ 0 << /S /r >> 1 << /S /D /St 1 >> ]');
    const words = spawnSync('pdftotext', ['-layout', '-l', '1', file, '-'], { encoding: 'utf8' }).stdout;
    expect(words).toMatch(/Tờ trình[ .]+1\n/u);
    expect(words).toMatch(/Phụ lục 1[ .]+13\n/u);
    expect(words).toMatch(/Tài liệu đã rút[ .]+24–30/u);
    expect((await PDFDocument.load(readFileSync(file))).getPage(0).node.Annots()?.size()).toBe(2);
  });

  it('pack PW2 pack PW3 pages look as they did, turned and cropped as they are, with their number in the lower right corner', { timeout: LONG }, async () => {
    const page = fc.record({ turn: fc.constantFrom(0, 90, 180, 270), width: fc.integer({ min: 200, max: 900 }), height: fc.integer({ min: 200, max: 900 }), crop: fc.option(fc.constant<[number, number, number, number]>([20, 30, 160, 150]), { nil: undefined }), shade: fc.double({ min: 0, max: 1, noNaN: true }) }, { requiredKeys: ['turn', 'width', 'height', 'shade'] });
    await fc.assert(fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 4 }), fc.boolean(), async (pages, objectStreams) => {
      const source = fileOf(await drawn(pages, { objectStreams }));
      const { file, made } = await packed(orderOf([paperPiece(source, pages.length, 1)]));
      const [before, after] = [pictures(source), pictures(file).slice(made.contents)];
      expect(after.map((picture, index) => differing(picture, before[index] as typeof picture))).toEqual(pages.map(() => 0));
      // On a page smaller than a hand the number is too small for a picture of these.
      expect(after.filter((picture) => Math.min(picture.width, picture.height) >= 190 && inkInCorner(picture) === 0)).toEqual([]);
    }), { numRuns: 12, seed: 5 });
  });

  it.runIf(tool('mutool'))('pack PW4 links and bookmarks lead to the same pages of their own paper, whatever names two papers share', { timeout: LONG }, async () => {
    const files = await Promise.all([3, 4].map(async (seed) => fileOf(await officePaper({ pages: 21, scans: 0, objectStreams: seed === 3, seed }))));
    const { bytes, made, file } = await packed(orderOf(files.map((one, index) => paperPiece(one, 21, 1 + 21 * index))));
    const document = await PDFDocument.load(bytes);
    const all = document.getPages();
    const targets = [0, 21].map((first) => {
      const annots = all[made.contents + first]?.node.Annots();
      return annots?.asArray().map((ref) => {
        const target = document.context.lookup(ref) as unknown as { get(key: PDFName): { get(index: number): unknown } };
        return all.findIndex((page) => page.ref === target.get(PDFName.of('Dest')).get(0)) - made.contents;
      });
    });
    expect(targets).toEqual([[0, 10, 20], [21, 31, 41]]);
    expect(outlineOf(file).match(/#page=\d+/gu)?.map((one) => Number(one.slice(6)) - 1 - made.contents).filter((page) => page >= 0)).toEqual([0, 0, 10, 20, 21, 21, 31, 41]);
    expect(document.catalog.has(PDFName.of('Names'))).toBe(false);
  });

  it.runIf(tool('qpdf'))('pack PW5 every kind of cross-reference is read, and the newest state of a page', { timeout: LONG }, async () => {
    const plain = await drawn([{ shade: 0.2 }, { shade: 0.9, turn: 90 }], { objectStreams: false });
    const streams = await drawn([{ shade: 0.2 }, { shade: 0.9, turn: 90 }], { objectStreams: true });
    const document = await PDFDocument.load(plain);
    const snapshot = document.takeSnapshot();
    document.getPage(0).drawRectangle({ x: 0, y: 0, width: 300, height: 300, color: rgb(0, 0, 0) });
    snapshot.markRefForSave(document.getPage(0).ref);
    const increment = await document.saveIncremental(snapshot);
    const revised = Buffer.concat([plain, increment]);
    for (const bytes of [plain, streams, revised]) {
      const source = fileOf(bytes);
      const { file, made } = await packed(orderOf([paperPiece(source, 2, 1)]));
      expect(made.repaired).toEqual([]);
      expect(complaints(file)).toBe('');
      const before = pictures(source);
      expect(pictures(file).slice(made.contents).map((picture, index) => differing(picture, before[index] as typeof picture))).toEqual([0, 0]);
    }
  });

  it('pack PW6 a broken file comes in from a rendition, a hopeless one keeps its place and numbers', { timeout: LONG }, async () => {
    const whole = Buffer.from(await drawn([{ shade: 0.1 }, { shade: 0.7 }], { objectStreams: false }));
    const broken = fileOf(Buffer.from(whole.toString('latin1').replace(/startxref\s+\d+/u, 'startxref\n7'), 'latin1'));
    const hopeless = fileOf(Buffer.from('no PDF at all'));
    const { file, made } = await packed(orderOf([paperPiece(broken, 2, 1), paperPiece(hopeless, 3, 3), paperPiece(path.join(folder, 'nowhere.pdf'), 1, 6), paperPiece(fileOf(whole), 2, 7)]));
    expect([made.repaired, made.missing, made.pages - made.contents]).toEqual([[0], [1, 2], 8]);
    const [before, after] = [pictures(fileOf(whole)), pictures(file).slice(made.contents)];
    expect([0, 1, 6, 7].map((page) => differing(after[page] as (typeof after)[number], before[page % 2 === 0 ? 0 : 1] as (typeof after)[number]))).toEqual([0, 0, 0, 0]);
    const text = spawnSync('pdftotext', ['-f', String(made.contents + 3), '-l', String(made.contents + 3), file, '-'], { encoding: 'utf8' }).stdout;
    expect(text).toContain('Không đưa được vào tập.');
    expect(text).toMatch(/^3$/mu);
  });

  it.runIf(tool('qpdf'))('pack PW7 files that ride along come out byte for byte', { timeout: LONG }, async () => {
    const original = Buffer.from(await drawn([{}]));
    const { file } = await packed(orderOf([paperPiece(fileOf(original), 1, 1)], { attachments: [{ file: fileOf(original), name: 'Nghị quyết đã ký.pdf', description: 'Bản gốc đã ký số' }] }));
    const listed = spawnSync('qpdf', ['--list-attachments', '--verbose', file], { encoding: 'utf8' }).stdout;
    expect(listed).toContain('Nghị quyết đã ký.pdf');
    const key = /^(.+?) -> /mu.exec(listed)?.[1] ?? '';
    expect(spawnSync('qpdf', [`--show-attachment=${key}`, file]).stdout.equals(original)).toBe(true);
  });

  it.runIf(tool('qpdf'))('pack PW8 what is stored is no PDF; what is fetched has the name of who fetches it on every page', { timeout: LONG }, async () => {
    const source = fileOf(await drawn([{}, { turn: 270 }]));
    const order = orderOf([paperPiece(source, 2, 1)]);
    for (const piece of [17, 1 << 20]) {
      const { stored, file, made } = await packed(order, 'Nguyễn Thị Ước · Sở Tài chính · 14:05 30/11/2026', piece);
      expect(stored.includes('%%EOF') || stored.includes('startxref')).toBe(false);
      expect(complaints(file)).toBe('');
      for (let page = 1; page <= made.pages; page += 1) {
        const text = spawnSync('pdftotext', ['-raw', '-f', String(page), '-l', String(page), file, '-'], { encoding: 'utf8' }).stdout;
        expect(text.replace(/\s+/gu, '')).toContain('NguyễnThịƯớc');
      }
      expect(pictures(file).slice(made.contents).map((picture, index) => differing(picture, pictures(source)[index] as typeof picture) > 0)).toEqual([true, true]);
    }
  });

  it('pack PW9 nothing that acts comes along', { timeout: LONG }, async () => {
    const document = await PDFDocument.load(await drawn([{}, {}]));
    const { context } = document;
    document.addJavaScript('on-open', 'app.alert("canary-script")');
    const form = document.getForm();
    const field = form.createTextField('ten');
    field.setText('shown-by-form');
    field.addToPage(document.getPage(0), { x: 50, y: 50, width: 200, height: 30 });
    const annots = document.getPage(0).node.Annots();
    for (const action of [
      { S: 'Launch', F: PDFString.of('canary-program') }, { S: 'JavaScript', JS: PDFString.of('canary-javascript') }, { S: 'URI', URI: PDFString.of('file:///canary-file') }, { S: 'URI', URI: PDFString.of('https://chinhphu.example/nghi-dinh') }, { S: 'GoToR', F: PDFString.of('canary-other'), D: [0, 'Fit'] },
    ]) annots?.push(context.register(context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [1, 1, 9, 9], A: action, AA: { U: { S: 'JavaScript', JS: PDFString.of('canary-hover') } } })));
    document.getPage(0).node.set(PDFName.of('AA'), context.obj({ O: { S: 'JavaScript', JS: PDFString.of('canary-page') } }));
    const { bytes } = await packed(orderOf([paperPiece(fileOf(await document.save({ useObjectStreams: false })), 2, 1)]));
    expect(bytes.toString('latin1').match(/canary-\w+/gu)).toBeNull();
    expect(bytes.includes('https://chinhphu.example/nghi-dinh')).toBe(true);
    const packedUp = await PDFDocument.load(bytes);
    expect(['AcroForm', 'OpenAction', 'AA', 'Names'].filter((key) => packedUp.catalog.has(PDFName.of(key)))).toEqual([]);
    expect(bytes.includes('/Widget')).toBe(false);
  });

  it('pack PW10 of pages that are not taken nothing is in the file', { timeout: LONG }, async () => {
    const document = await PDFDocument.load(await drawn([{}, {}, {}]));
    document.getPages().forEach((page, index) => page.node.set(PDFName.of('Contents'), document.context.register(document.context.stream(`% canary-page-${index + 1}\n`))));
    const annots = document.context.obj([document.context.register(document.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], Dest: [document.getPage(2).ref, 'Fit'] }))]);
    document.getPage(1).node.set(PDFName.of('Annots'), annots);
    const { bytes, made } = await packed(orderOf([paperPiece(fileOf(await document.save({ useObjectStreams: false })), 3, 1, { taken: { from: 1, count: 1 }, labels: ['2'] })]));
    expect(bytes.toString('latin1').match(/canary-page-\d/gu)).toEqual(['canary-page-2']);
    expect(made.pages - made.contents).toBe(1);
  });

  it('pack PW11 in large print everything grows', { timeout: LONG }, async () => {
    const source = fileOf(await drawn([{ width: 300, height: 400, crop: [10, 20, 200, 300] }, { width: 300, height: 400, turn: 90 }]));
    const { file, made } = await packed(orderOf([paperPiece(source, 2, 1)], { scale: 1.5 }));
    const pages = (await PDFDocument.load(readFileSync(file))).getPages();
    expect(pages.slice(made.contents).map((page) => [page.getMediaBox().width, page.getMediaBox().height])).toEqual([[450, 600], [450, 600]]);
    expect(pages[0]?.getWidth()).toBeCloseTo(595.276 * 1.5, 1);
    // The same picture, once both are drawn at one size.
    const [before, after] = [pictures(source, 150), pictures(file, 150).slice(made.contents)];
    expect(after.map((picture, index) => differing(picture, before[index] as typeof picture) < 60)).toEqual([true, true]);
  });

  it('pack PW12 a child makes it within limits, and leaves nothing when it is stopped', { timeout: LONG }, async () => {
    const source = fileOf(await drawn([{}]));
    const order = orderOf([paperPiece(source, 1, 1)]);
    const target = path.join(folder, 'by-child');
    const maker = createPackMaker();
    const made = await maker.make(order, target);
    expect(made.pages).toBe(2);
    const parts: Uint8Array[] = [];
    const sealed = maker.seal(made.seal, 'Ước', 'cd'.repeat(16));
    for await (const part of sealed.bytes((async function* () { yield readFileSync(target); })())) parts.push(part);
    expect(pagesIn(fileOf(Buffer.concat(parts)))).toBe(2);
    await expect(createPackMaker({ wallMs: 1 }).make(order, `${target}-slow`)).rejects.toMatchObject({ code: 'rejected', reason: 'packs.not_made' });
    await expect(maker.make(order, `${target}-told`, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect([`${target}-slow`, `${target}-told`, `${target}.order`].filter((file) => existsSync(file))).toEqual([]);
  });
});

/** A page without a size; and what is drawn anew each time: a face that is not in the file is replaced by one that depends on what was drawn before. */
const OTHERWISE = new Set(['test__pdfs__boundingBox_invalid.pdf', 'test__pdfs__issue18099_reduced.pdf', 'test__pdfs__issue2391-2.pdf']);

describe.runIf(hasCorpus('pdf') && tool('qpdf'))('packs of files of other makers', () => {
  it('pack PW2 pack PW6 each page looks as it did; a file that every reader repairs comes in', { timeout: 10 * LONG }, async () => {
    const all = readdirSync(path.join(corpus, 'pdf'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pdf')).sort().map((name) => path.join(corpus, 'pdf', name)).filter((file) => pagesIn(file) > 0);
    expect(all.length).toBeGreaterThan(250);
    const files = sampled(all, 4);
    let first = 1;
    const { file, made } = await packed(orderOf(files.map((source) => {
      const pages = pagesIn(source);
      first += pages;
      return paperPiece(source, pages, first - pages, { title: path.basename(source) });
    })));
    expect(complaints(file)).toBe('');
    expect(made.missing).toEqual([]);
    expect(made.repaired.length).toBeLessThan(16);
    let at = made.contents;
    const after = pictures(file);
    const wrong: string[] = [];
    for (const source of files) {
      for (const [page, before] of pictures(source).entries()) {
        const picture = after[at];
        at += 1;
        // Fields are drawn here with the page, by others above it.
        const limit = before.hasFields ? Number.POSITIVE_INFINITY : 6;
        if (picture && Math.min(picture.width, picture.height) > 100 && inkInCorner(picture) === 0) wrong.push(`${path.basename(source)} ${page + 1}: no number`);
        if (!OTHERWISE.has(path.basename(source)) && (!picture || differing(picture, before) > limit)) wrong.push(`${path.basename(source)} ${page + 1}: ${picture ? differing(picture, before) : 'none'}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
