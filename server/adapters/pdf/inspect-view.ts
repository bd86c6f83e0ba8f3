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
    const firstPage = await readFirstPage(document);
    if (document.numPages > 1) await document.getPage(document.numPages);
    const version = (info as { PDFFormatVersion?: unknown }).PDFFormatVersion;
    return { pages: document.numPages, version: typeof version === 'string' ? version : undefined, repaired, firstPage };
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new NeedsPassword();
    throw error;
  }
}

interface ViewDocument {
  getPage(page: number): Promise<{ getTextContent(): Promise<{ items: unknown[] }> }>;
}

async function readFirstPage(document: ViewDocument): Promise<PlacedText[]> {
  const page = await document.getPage(1);
  const content = await page.getTextContent();
  return content.items.flatMap(placed);
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
