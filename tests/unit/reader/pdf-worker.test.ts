import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PDFDocument, PDFName, PDFNumber } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workerForTablets } from '../../../app/tablet/reader/pdf-worker.mjs';
import { scannedPaper } from '../../support/scanned-paper';

const folder = mkdtempSync(path.join(tmpdir(), 'phien-worker-'));
/** A copy of its own: the program remembers for good which worker it was first given, and other tests give it the bare one. */
const pdfjs = (await import(`${pathToFileURL(createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.mjs')).href}?tablets`)) as typeof import('pdfjs-dist');
let scan: Uint8Array;

beforeAll(async () => {
  delete (globalThis as { pdfjsWorker?: unknown }).pdfjsWorker;
  const source = readFileSync(createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs'), 'utf8');
  const file = path.join(folder, 'pdf.worker.mjs');
  writeFileSync(file, workerForTablets(source));
  pdfjs.GlobalWorkerOptions.workerSrc = pathToFileURL(file).href;
  scan = await scannedPaper(40);
});
afterAll(() => {
  delete (globalThis as { pdfjsWorker?: unknown }).pdfjsWorker;
  rmSync(folder, { recursive: true, force: true });
});

/** Opens bytes as the reader does, by ranges; tells how many bytes were asked for. */
async function open(bytes: Uint8Array) {
  const read = { bytes: 0 };
  class Ranges extends pdfjs.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      read.bytes += end - begin;
      queueMicrotask(() => this.onDataRange(begin, bytes.slice(begin, end)));
    }
  }
  const document = await pdfjs.getDocument({ range: new Ranges(bytes.length, new Uint8Array()), disableAutoFetch: true, disableStream: true, isEvalSupported: false, verbosity: 0 }).promise;
  const textOf = async (number: number): Promise<string> => {
    const { items } = await (await document.getPage(number)).getTextContent();
    return items.map((item) => ('str' in item ? item.str : '')).join(' ');
  };
  return { document, read, textOf };
}

describe('the worker of pdf.js in the reader', () => {
  it('shows a page of a scan without fetching the others', async () => {
    const { document, read, textOf } = await open(scan);
    expect(document.numPages).toBe(40);
    expect(await textOf(30)).toContain('dong 1');
    expect(read.bytes).toBeLessThan(scan.length * 0.2);
    await document.loadingTask.destroy();
  });

  it('finds every page of a flat tree, in any order', async () => {
    const { document, textOf } = await open(scan);
    for (const number of [40, 1, 17, 16, 18, 39, 2]) expect(await textOf(number)).toContain(`So lieu cua trang ${number}, dong 1`);
    await document.loadingTask.destroy();
  });

  it('finds every page of a tree with branches', async () => {
    const paper = await PDFDocument.load(await scannedPaper(6));
    const { context, catalog } = paper;
    const pages = paper.getPages().map(({ ref, node }) => ({ ref, node }));
    const root = catalog.Pages();
    const rootRef = catalog.get(PDFName.of('Pages'));
    const branch = (of: typeof pages) => {
      const node = context.obj({ Type: 'Pages', Kids: of.map(({ ref }) => ref), Count: of.length });
      const ref = context.register(node);
      if (rootRef !== undefined) node.set(PDFName.of('Parent'), rootRef);
      for (const page of of) page.node.set(PDFName.of('Parent'), ref);
      return ref;
    };
    // One page by itself, a branch of one, a branch of four.
    root.set(PDFName.of('Kids'), context.obj([pages[0]?.ref ?? null, branch(pages.slice(1, 2)), branch(pages.slice(2))]));
    root.set(PDFName.of('Count'), PDFNumber.of(6));
    const { document, textOf } = await open(await paper.save({ useObjectStreams: false }));
    for (const number of [6, 1, 3, 2, 5, 4]) expect(await textOf(number)).toContain(`So lieu cua trang ${number}, dong 1`);
    await document.loadingTask.destroy();
  });

  it('a pdf.js that reads otherwise does not build', () => expect(() => workerForTablets('export {}')).toThrow(/getPageDict/));
});
