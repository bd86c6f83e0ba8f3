import { createRequire } from 'node:module';
import path from 'node:path';
import { decodeRuns } from '../../shared/language/old-encodings';
import type { PlacedText } from './inspect-secret';

/** What the viewer's own parser (pdf.js) makes of the file. */
export interface ViewFacts {
  /** Pages the viewer would offer. */
  pages: number;
  version: string | undefined;
  /** The cross-reference table was unusable and rebuilt. */
  repaired: boolean;
  /** Text set in fonts of before Unicode as the letters it means. */
  firstPage: PlacedText[];
  /** The same by its codes, where that differs. */
  asStored: PlacedText[] | null;
  /** Pages that cannot be shown, beside others that can. */
  unreadable: number[];
  /** Of the first page as shown, PDF points. */
  pageHeight: number;
  /** Lower left corner of the first page in its own coordinates; null where the page is shown turned. */
  origin: readonly [number, number] | null;
}

/** The file needs a password to open. */
export class NeedsPassword extends Error {
  override readonly name = 'NeedsPassword';
}

/**
 * pdf.js makes one matrix when it loads, to draw with. The child draws nothing and is started without native addons
 * (`--no-addons`), so the canvas package that would bring the class is not there.
 */
class NeverDrawn {}

/** Text turned by less is level. */
const LEVEL_DEGREES = 3;

const REPAIR_WARNING = /Indexing all PDF objects|XRefParseException|Trying to recover|recovery/i;

/**
 * Opens the file as the tablet will: evaluation and XFA off. Runs inside the inspection child only.
 * @param options.hasOldFonts page 1 has fonts of before Unicode: which runs are set in them is asked of the viewer, as for drawing.
 * @throws NeedsPassword; anything else thrown means the viewer cannot open it.
 */
export async function openAsViewer(bytes: Uint8Array, { hasOldFonts = false } = {}): Promise<ViewFacts> {
  let repaired = false;
  const listen = (...words: unknown[]): void => {
    if (REPAIR_WARNING.test(words.map(String).join(' '))) repaired = true;
  };
  console.warn = listen;
  console.log = listen;
  globalThis.DOMMatrix ??= NeverDrawn as unknown as typeof DOMMatrix;
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    verbosity: pdfjs.VerbosityLevel.WARNINGS,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    cMapUrl: `${path.join(home, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${path.join(home, 'standard_fonts')}/`,
  });
  try {
    const document = await task.promise;
    const { info } = await document.getMetadata();
    const { unreadable, ...first } = await readPages(document, hasOldFonts);
    const version = (info as { PDFFormatVersion?: unknown }).PDFFormatVersion;
    return { pages: document.numPages, version: typeof version === 'string' ? version : undefined, repaired, ...first, unreadable };
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new NeedsPassword();
    throw error;
  }
}

interface ViewPage {
  /** Degrees clockwise. */
  rotate: number;
  /** Box shown: left, bottom, right, top. */
  view: number[];
  getTextContent(): Promise<{ items: unknown[] }>;
  getOperatorList(): Promise<unknown>;
  commonObjs: { has(id: string): boolean; get(id: string): unknown };
}

interface ViewDocument {
  readonly numPages: number;
  getPage(page: number): Promise<ViewPage>;
}

type FirstPage = Pick<ViewFacts, 'firstPage' | 'asStored' | 'pageHeight' | 'origin'>;

/** Opens every page and reads the text of the first. @throws what the last page says, when none can be shown. */
async function readPages(document: ViewDocument, hasOldFonts: boolean): Promise<FirstPage & Pick<ViewFacts, 'unreadable'>> {
  const unreadable: number[] = [];
  let first: FirstPage = { firstPage: [], asStored: null, pageHeight: 0, origin: null };
  for (let number = 1; number <= document.numPages; number += 1) {
    try {
      const page = await document.getPage(number);
      if (number === 1) first = await readFirstPage(page, hasOldFonts);
    } catch (error) {
      unreadable.push(number);
      if (unreadable.length === document.numPages) throw error;
    }
  }
  return { ...first, unreadable };
}

/** What fonts of a page are called, by the names its runs have; only known of what was made ready to be drawn. */
async function namesOf(page: ViewPage): Promise<(font: string) => string | null> {
  await page.getOperatorList().catch(() => undefined);
  return (font) => (page.commonObjs.has(font) ? String((page.commonObjs.get(font) as { name?: unknown } | null)?.name ?? '') || null : null);
}

async function readFirstPage(page: ViewPage, hasOldFonts: boolean): Promise<FirstPage> {
  const content = await page.getTextContent();
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const turned = ((page.rotate % 360) + 360) % 360;
  const asShown = (x: number, y: number): [number, number] => {
    if (turned === 90) return [y - bottom, right - x];
    if (turned === 180) return [right - x, top - y];
    return turned === 270 ? [top - y, x - left] : [x - left, y - bottom];
  };
  const stored = content.items.flatMap((item) => placed(item, turned, asShown));
  const said = decodeRuns(stored, hasOldFonts ? await namesOf(page) : () => null);
  return {
    firstPage: said,
    // Capitals are told by a font's name alone: without one a stamp is looked for by its codes as well.
    asStored: !hasOldFonts && said.some(({ text }, at) => text !== stored[at]?.text) ? stored : null,
    pageHeight: turned % 180 === 0 ? top - bottom : right - left,
    origin: turned === 0 ? [left, bottom] : null,
  };
}

function placed(item: unknown, turned: number, asShown: (x: number, y: number) => [number, number]): (PlacedText & { font: string })[] {
  const { str, transform, width, fontName } = item as { str?: unknown; transform?: unknown; width?: unknown; fontName?: unknown };
  if (typeof str !== 'string' || !Array.isArray(transform) || typeof width !== 'number') return [];
  const [a, b, c, d, e, f] = transform.map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return [];
  if (e === undefined || f === undefined) return [];
  const turn = (((Math.atan2(b, a) * 180) / Math.PI - turned + 540) % 360) - 180;
  const slanted = Math.abs(turn) > LEVEL_DEGREES;
  const [x, y] = asShown(e, f);
  return [{ text: str, font: String(fontName), x, y, width, height: Math.hypot(c, d) || 1, slanted, ...(slanted && { turn }) }];
}
