import { writeFileSync } from 'node:fs';
import { degrees, PDFDocument } from 'pdf-lib';
import { OfficeProblem } from './office-problem';

/** A4 and the edge that stays free, PDF points. */
const SHEET = { short: 595.28, long: 841.89, edge: 28 };
/** Million pixels: what a picture of four bytes a pixel may take while it is read. */
const MOST_PIXELS = 120_000_000;

/** Width and height of a PNG by its first chunk. */
function pngSize(bytes: Buffer): { width: number; height: number } | null {
  if (bytes.length < 33 || bytes.readUInt32BE(0) !== 0x89504e47 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Which way up a JPEG is to be shown, by its Exif (TIFF 6.0, tag 0x0112): quarter turns clockwise. */
function quarterTurns(bytes: Buffer): number {
  for (let at = 2; at + 4 < bytes.length && bytes[at] === 0xff;) {
    const [marker, length] = [bytes[at + 1], bytes.readUInt16BE(at + 2)];
    if (marker === 0xe1 && bytes.toString('latin1', at + 4, at + 8) === 'Exif') {
      const tiff = bytes.subarray(at + 10, at + 2 + length);
      const isLittle = tiff.toString('latin1', 0, 2) === 'II';
      const short = (place: number): number => (place + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(place) : tiff.readUInt16BE(place));
      const directory = tiff.length < 8 ? 0 : isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
      for (let entry = 0; entry < Math.min(short(directory), 200); entry += 1) {
        const place = directory + 2 + entry * 12;
        if (short(place) === 0x0112) return { 3: 2, 6: 1, 8: 3 }[short(place + 8)] ?? 0;
      }
    }
    if (marker === 0xda) break;
    at += 2 + length;
  }
  return 0;
}

/** How many pictures a TIFF holds; 0: it is none. A chain that goes round counts as too many. */
export function tiffPages(bytes: Buffer): number {
  const order = bytes.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') return 0;
  const isLittle = order.startsWith('II');
  const long = (at: number): number => (at + 4 > bytes.length ? 0 : isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const short = (at: number): number => (at + 2 > bytes.length ? 0 : isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  let [pages, at] = [0, long(4)];
  while (at !== 0 && pages < 10_000) {
    pages += 1;
    at = long(at + 2 + short(at) * 12);
  }
  return pages;
}

/** A picture on a sheet of A4, upright or across as it is, as large as fits. @throws OfficeProblem */
export async function writePicture(bytes: Buffer, kind: 'png' | 'jpg', target: string): Promise<void> {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  const png = pngSize(bytes);
  if (kind === 'png' ? !png : !isJpeg) throw new OfficeProblem('documents.office_other_kind');
  if (png && png.width * png.height > MOST_PIXELS) throw new OfficeProblem('documents.office_bomb');
  const document = await PDFDocument.create({ updateMetadata: false });
  const picture = await (kind === 'png' ? document.embedPng(bytes) : document.embedJpg(bytes));
  if (picture.width * picture.height > MOST_PIXELS) throw new OfficeProblem('documents.office_bomb');
  const isAcross = picture.width > picture.height;
  const [width, height] = isAcross ? [SHEET.long, SHEET.short] : [SHEET.short, SHEET.long];
  const { width: w, height: h } = picture.scaleToFit(width - 2 * SHEET.edge, height - 2 * SHEET.edge);
  const page = document.addPage([width, height]);
  page.drawImage(picture, { x: (width - w) / 2, y: (height - h) / 2, width: w, height: h });
  if (isJpeg) page.setRotation(degrees(quarterTurns(bytes) * 90));
  writeFileSync(target, await document.save());
}
