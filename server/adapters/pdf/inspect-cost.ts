import { PDFArray, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib';
import type { PDFContext, PDFDict, PDFObject } from 'pdf-lib';
import { asArray, asDict, asName, asNumber } from './inspect-structure';

/**
 * What decoding one picture takes on a tablet. pdf.js holds the decoded samples and a canvas of four bytes a pixel, both
 * until the page is let go of; a picture behind a mask grows to the larger of both.
 */
export interface ImageCost {
  pixels: number;
  bytes: number;
}

const CANVAS_BYTES = 4;

/** Picture, and masks it is drawn through. */
export function imageCost(context: PDFContext, dict: PDFDict): ImageCost {
  const own = samplesOf(context, dict);
  let { pixels } = own;
  let samples = own.bytes;
  for (const key of ['SMask', 'Mask']) {
    const value = dict.get(PDFName.of(key));
    const mask = value && context.lookup(value);
    if (!(mask instanceof PDFRawStream)) continue;
    const behind = samplesOf(context, mask.dict);
    pixels = Math.max(pixels, behind.pixels);
    samples += behind.bytes;
  }
  return { pixels, bytes: samples + pixels * CANVAS_BYTES };
}

/** An entry of a picture by its name, or by the short one inline pictures use. */
const entry = (dict: PDFDict, long: string, short: string): PDFObject | undefined => dict.get(PDFName.of(long)) ?? dict.get(PDFName.of(short));

/** Width times height of a picture. */
export function pixelsOf(context: PDFContext, dict: PDFDict): number {
  const width = Math.max(0, asNumber(context, entry(dict, 'Width', 'W')) ?? 0);
  const height = Math.max(0, asNumber(context, entry(dict, 'Height', 'H')) ?? 0);
  return width * height;
}

function samplesOf(context: PDFContext, dict: PDFDict): ImageCost {
  const pixels = pixelsOf(context, dict);
  const isMask = (entry(dict, 'ImageMask', 'IM') ?? '').toString() === 'true';
  const bits = isMask ? 1 : (asNumber(context, entry(dict, 'BitsPerComponent', 'BPC')) ?? 8);
  const components = isMask ? 1 : componentsOf(context, entry(dict, 'ColorSpace', 'CS'));
  return { pixels, bytes: Math.ceil((pixels * components * bits) / 8) };
}

/** Samples a pixel; a colour space nobody knows counts as RGB. */
function componentsOf(context: PDFContext, value: PDFObject | undefined): number {
  const found = value && context.lookup(value);
  const list = found instanceof PDFArray ? found : undefined;
  const name = list ? asName(context, list.get(0)) : asName(context, found);
  switch (name) {
    case 'DeviceGray': case 'CalGray': case 'G': case 'Indexed': case 'I': case 'Separation':
      return 1;
    case 'DeviceCMYK': case 'CMYK':
      return 4;
    case 'ICCBased': {
      const profile = list && context.lookup(list.get(1));
      const count = profile instanceof PDFRawStream ? context.lookup(profile.dict.get(PDFName.of('N'))) : undefined;
      return count instanceof PDFNumber ? count.asNumber() : 3;
    }
    case 'DeviceN':
      return asArray(context, list?.get(1))?.size() ?? 4;
    default:
      return 3;
  }
}

/** The streams a name of the resources draws beside its own: the group of a soft mask, the glyphs of a font made of drawings. */
export function drawnBy(context: PDFContext, kind: 'ExtGState' | 'Font', resource: PDFObject | undefined): PDFRawStream[] {
  const dict = asDict(context, resource);
  if (!dict) return [];
  if (kind === 'ExtGState') return streams(context, [asDict(context, dict.get(PDFName.of('SMask')))?.get(PDFName.of('G'))]);
  if (asName(context, dict.get(PDFName.of('Subtype'))) !== 'Type3') return [];
  return streams(context, asDict(context, dict.get(PDFName.of('CharProcs')))?.values() ?? []);
}

function streams(context: PDFContext, values: readonly (PDFObject | undefined)[]): PDFRawStream[] {
  return values.flatMap((value) => {
    const found = value && context.lookup(value);
    return found instanceof PDFRawStream ? [found] : [];
  });
}

/** Bytes one row of a predictor may have: a picture of 100,000 pixels in CMYK of 16 bits has 800,000. */
const ROW_LIMIT = 4_000_000;

/** Whether a filter asks for rows no honest picture has: readers reserve them before the first byte is there. */
export function asksTooLongRows(context: PDFContext, dict: PDFDict): boolean {
  const value = dict.get(PDFName.of('DecodeParms')) ?? dict.get(PDFName.of('DP'));
  const found = value && context.lookup(value);
  const sets = found instanceof PDFArray ? found.asArray() : [found];
  return sets.some((set) => {
    const parms = asDict(context, set);
    if (!parms) return false;
    const read = (key: string, otherwise: number): number => asNumber(context, parms.get(PDFName.of(key))) ?? otherwise;
    const predicted = read('Predictor', 1) > 1 ? read('Colors', 1) * read('BitsPerComponent', 8) : 1;
    // Without a predictor the columns are those of a fax, whose decoders reserve a row of them as well.
    return !((predicted * read('Columns', 1)) / 8 <= ROW_LIMIT);
  });
}
