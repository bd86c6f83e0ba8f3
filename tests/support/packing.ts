import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fontFile } from '../../server/adapters/fonts';
import { makePack } from '../../server/adapters/pdf/pack/pack';
import { rewritten } from '../../server/adapters/pdf/pack/rewritten';
import { sealedBytes, sealPack } from '../../server/adapters/pdf/pack/seal';
import { OpenPdf, startPdfium } from '../../server/adapters/pdf/pdfium';
import type { PackMade, PackOrder } from '../../server/kernel/ports/pack-maker';

export const pdfium = await startPdfium();
export const folder = mkdtempSync(path.join(tmpdir(), 'phien-packs-'));
export const FONTS = { regular: fontFile('400Regular'), bold: fontFile('700Bold') };
let count = 0;

export function fileOf(bytes: Uint8Array): string {
  const file = path.join(folder, `source-${(count += 1)}.pdf`);
  writeFileSync(file, bytes);
  return file;
}

export const paperPiece = (file: string, pages: number, first: number, over: object = {}): PackOrder['pieces'][number] => ({
  kind: 'paper', level: 1, title: `Tờ trình ${first}`, file, pages, taken: { from: 0, count: pages }, labels: Array.from({ length: pages }, (_none, index) => String(first + index)), notice: ['Không đưa được vào tập.'], ...over,
});

export const orderOf = (pieces: PackOrder['pieces'], over: Partial<PackOrder> = {}): PackOrder => ({ words: { title: 'Phiên họp thường kỳ', subtitle: 'Ủy ban nhân dân tỉnh', heading: 'Mục lục' }, language: 'vi', pieces, attachments: [], scale: 1, ...over });

export interface Packed {
  made: PackMade;
  /** What is stored. */
  stored: Buffer;
  /** What is fetched. */
  bytes: Buffer;
  file: string;
}

/** Pieces a stream may come in, so that seams fall anywhere. */
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function packed(order: PackOrder, watermark = '', piece = 4_099): Promise<Packed> {
  const target = path.join(folder, `pack-${(count += 1)}`);
  const made = await makePack(order, FONTS, target, async (from) => rewritten(pdfium, from, path.join(folder, `rendition-${(count += 1)}.pdf`)));
  const stored = readFileSync(target);
  const end = sealPack(made.seal, watermark, 'ab'.repeat(16));
  const parts: Uint8Array[] = [];
  for await (const part of sealedBytes(pieces(stored, piece), made.seal, end)) parts.push(part);
  const bytes = Buffer.concat(parts);
  if (bytes.length !== end.size) throw new Error(`${bytes.length} bytes, ${end.size} were announced`);
  const file = `${target}.pdf`;
  writeFileSync(file, bytes);
  return { made, stored, bytes, file };
}

/** What qpdf says against a file; empty where nothing. */
export function complaints(file: string): string {
  const { status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8', timeout: 120_000 });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

export interface Picture {
  width: number;
  height: number;
  pixels: Uint8ClampedArray;
  /** Has fields of a form, which PDFium draws where a form is open only. */
  hasFields: boolean;
}

const WIDGET = 20;
function hasFields(page: number): boolean {
  return Array.from({ length: pdfium.FPDFPage_GetAnnotCount(page) }).some((_none, index) => {
    const annotation = pdfium.FPDFPage_GetAnnot(page, index);
    const kind = pdfium.FPDFAnnot_GetSubtype(annotation);
    pdfium.FPDFPage_CloseAnnot(annotation);
    return kind === WIDGET;
  });
}

/** Pages as they are shown, at most so many pixels wide and high. */
export function pictures(file: string, most = 700): Picture[] {
  const pdf = new OpenPdf(pdfium, file);
  try {
    return Array.from({ length: pdf.pages }, (_none, index) => pdf.withPage(index, (loaded, size) => {
      const [width, height] = [Math.max(1, Math.min(most, Math.round(size.width))), Math.max(1, Math.min(most, Math.round(size.height)))];
      return { width, height, pixels: pdf.draw(loaded, width, height, 1), hasFields: hasFields(loaded) };
    }));
  } finally {
    pdf.close();
  }
}

export const pagesIn = (file: string): number => {
  try {
    const pdf = new OpenPdf(pdfium, file);
    const { pages } = pdf;
    pdf.close();
    return pages;
  } catch {
    return 0;
  }
};

const CORNER = { right: 0.15, foot: 0.06 };

/** Pixels that differ beyond a trace, outside the corner of the number. */
export function differing(a: Picture, b: Picture): number {
  if (a.width !== b.width || a.height !== b.height) return Number.POSITIVE_INFINITY;
  const foot = Math.max(CORNER.foot * a.height, (40 * Math.min(a.width, a.height)) / 595);
  let count = 0;
  for (let at = 0; at < a.pixels.length; at += 4) {
    const [x, y] = [(at / 4) % a.width, Math.floor(at / 4 / a.width)];
    if (x > a.width * (1 - CORNER.right) && y > a.height - foot) continue;
    const off = [0, 1, 2].reduce((sum, channel) => sum + Math.abs((a.pixels[at + channel] ?? 0) - (b.pixels[at + channel] ?? 0)), 0);
    if (off > 48) count += 1;
  }
  return count;
}

/** Dark pixels in the corner of the number. */
export function inkInCorner({ width, height, pixels }: Picture): number {
  let count = 0;
  for (let y = Math.floor(height * 0.94); y < height; y += 1) for (let x = Math.floor(width * 0.85); x < width; x += 1) if ((pixels[(y * width + x) * 4] ?? 255) < 215) count += 1;
  return count;
}
