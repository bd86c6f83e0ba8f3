import { createRequire } from 'node:module';
import path from 'node:path';
import type { PlacedText } from './inspect-secret';

/** What the viewer's own parser (pdf.js) makes of the file. */
export interface ViewFacts {
  /** Pages the viewer would offer. */
  pages: number;
  version: string | undefined;
  /** The cross-reference table was unusable and rebuilt. */
  repaired: boolean;
  firstPage: PlacedText[];
  /** Pages that cannot be shown, beside others that can. */
  unreadable: number[];
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

const REPAIR_WARNING = /Indexing all PDF objects|XRefParseException|Trying to recover|recovery/i;

/**
 * Opens the file as the tablet will: evaluation and XFA off. Runs inside the inspection child only.
 * @throws NeedsPassword; anything else thrown means the viewer cannot open it.
 */
export async function openAsViewer(bytes: Uint8Array): Promise<ViewFacts> {
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
    const { firstPage, unreadable } = await readPages(document);
    const version = (info as { PDFFormatVersion?: unknown }).PDFFormatVersion;
    return { pages: document.numPages, version: typeof version === 'string' ? version : undefined, repaired, firstPage, unreadable };
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new NeedsPassword();
    throw error;
  }
}

interface ViewDocument {
  readonly numPages: number;
  getPage(page: number): Promise<{ getTextContent(): Promise<{ items: unknown[] }> }>;
}

/** Opens every page and reads the text of the first. @throws what the last page says, when none can be shown. */
async function readPages(document: ViewDocument): Promise<Pick<ViewFacts, 'firstPage' | 'unreadable'>> {
  const unreadable: number[] = [];
  let firstPage: PlacedText[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    try {
      const page = await document.getPage(number);
      if (number === 1) firstPage = (await page.getTextContent()).items.flatMap(placed);
    } catch (error) {
      unreadable.push(number);
      if (unreadable.length === document.numPages) throw error;
    }
  }
  return { firstPage, unreadable };
}

function placed(item: unknown): PlacedText[] {
  const { str, transform, width } = item as { str?: unknown; transform?: unknown; width?: unknown };
  if (typeof str !== 'string' || !Array.isArray(transform) || typeof width !== 'number') return [];
  const [a, b, c, d, x, y] = transform.map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return [];
  if (x === undefined || y === undefined) return [];
  const slanted = Math.abs(b) > Math.abs(a) * 0.05;
  return [{ text: str, x, y, width, height: Math.hypot(c, d) || 1, slanted }];
}
