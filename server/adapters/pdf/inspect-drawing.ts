import zlib from 'node:zlib';
import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFRawStream } from 'pdf-lib';
import type { PDFContext, PDFObject } from 'pdf-lib';
import { PDF_LIMITS, type HeavyPage } from '../../kernel/ports/pdf-inspector';
import { countOperators, type ContentCount } from './inspect-content';
import { asksTooLongRows, drawnBy, imageCost, pixelsOf, type ImageCost } from './inspect-cost';
import { Refusal } from './inspect-refusal';
import { asArray, asDict, asName, type PageFacts } from './inspect-structure';

const NO_CONTENT: ContentCount = countOperators(new Uint8Array(0), 1);

/** Filters whose output is pixels: such a stream is never read as content. */
const PIXEL_FILTERS = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'JBIG2Decode', 'CCITTFaxDecode', 'CCF']);

/** Bytes of pictures and fonts that are inflated to see whether they are whole; a scan of hundreds of pages has far more. */
const LOOKED_AT = 128 * 1024 * 1024;

/** A segment of a path beside a whole operator: it is one more number in an array, no step of drawing. */
const SEGMENT_WEIGHT = 0.25;

/** Streams looked at for the pictures of all pages together. */
const VISIT_LIMIT = 2_000_000;

interface Drawn {
  stream: PDFRawStream;
  outer: PDFDict | undefined;
  times: number;
}

/**
 * Works out what drawing each page costs a tablet: forms and patterns are counted once and multiplied by how often they
 * are drawn, so an exponential nest costs no more to judge than its own bytes; every picture is decoded once a page.
 * @throws Refusal `documents.page_too_complex`, `documents.image_too_large` (page, limit) beyond what even the server draws.
 */
export class DrawingCost {
  private readonly counted = new Map<PDFRawStream, ContentCount>();
  private readonly costs = new Map<PDFDict, number>();
  private decodedBytes = 0;
  private visits = 0;
  private leftToLookAt = LOOKED_AT;
  private readonly whole = new Map<PDFRawStream, boolean>();
  /** Streams that are damaged themselves, and dictionaries of forms that draw such. */
  private readonly damaged = new Set<PDFRawStream | PDFDict>();
  private damageMet = 0;
  /** Pages on which something that is drawn is damaged. */
  readonly damagedPages: number[] = [];
  /** Pages that draw a picture or a form. */
  readonly pagesWithPictures = new Set<number>();

  constructor(private readonly context: PDFContext) {}

  /** Why the page is too much for a tablet; undefined when it is not. */
  checkPage(facts: PageFacts, page: number): HeavyPage | undefined {
    try {
      return this.look(facts, page);
    } catch (error) {
      // One stream that is too long is met on a page; that all together are is the fault of none.
      const isOfPage = error instanceof Refusal && error.params['page'] === undefined && error.params['limit'] === PDF_LIMITS.contentBytes;
      throw isOfPage ? new Refusal(error.reason, { ...error.params, page }) : error;
    }
  }

  private look(facts: PageFacts, page: number): HeavyPage | undefined {
    const before = this.damageMet;
    this.lookAtResources(facts.resources);
    const drawn = this.drawnByPage(facts);
    let operators = 0;
    for (const { stream, outer } of drawn) {
      const count = this.countStream(stream);
      if (count.draws.size > 0) this.pagesWithPictures.add(page);
      if (outer !== facts.resources) this.lookAtResources(outer);
      operators += this.costOf(count, outer, new Set(), page);
      this.assertWithin(operators, page);
    }
    const { pixels, bytes } = this.pictures(drawn, page);
    if (this.damageMet > before) this.damagedPages.push(page);
    if (bytes > PDF_LIMITS.imageBytesPerPage) return { page, cause: 'pixels', figure: Math.max(1, Math.round(pixels / 1e6)) };
    if (operators > PDF_LIMITS.operatorsPerPage) return { page, cause: 'operators', figure: Math.round(operators) };
    return undefined;
  }

  /** Pictures and fonts of the page, as far as they are packed: where they do not unpack, viewers leave them out. */
  private lookAtResources(resources: PDFDict | undefined): void {
    const images = asDict(this.context, resources?.get(PDFName.of('XObject')))?.values() ?? [];
    const fonts = asDict(this.context, resources?.get(PDFName.of('Font')))?.values() ?? [];
    const files = fonts.flatMap((font) => {
      const inner = asArray(this.context, asDict(this.context, font)?.get(PDFName.of('DescendantFonts')))?.get(0) ?? font;
      const descriptor = asDict(this.context, asDict(this.context, inner)?.get(PDFName.of('FontDescriptor')));
      return ['FontFile', 'FontFile2', 'FontFile3'].flatMap((key) => descriptor?.get(PDFName.of(key)) ?? []);
    });
    for (const value of [...images, ...files]) {
      const stream = this.context.lookup(value);
      if (!(stream instanceof PDFRawStream) || asName(this.context, stream.dict.get(PDFName.of('Subtype'))) === 'Form') continue;
      if (!this.isWhole(stream)) this.damageMet += 1;
    }
  }

  private isWhole(stream: PDFRawStream): boolean {
    const known = this.whole.get(stream);
    if (known !== undefined) return known;
    const [first] = filterNames(this.context, stream.dict);
    let whole = true;
    if ((first === 'FlateDecode' || first === 'Fl') && this.leftToLookAt > 0) {
      const unpacked = inflateWithin(stream.contents, this.leftToLookAt);
      this.leftToLookAt -= unpacked?.bytes.length ?? this.leftToLookAt;
      whole = unpacked?.whole ?? true;
    }
    this.whole.set(stream, whole);
    return whole;
  }

  private assertWithin(total: number, page: number): void {
    if (total > PDF_LIMITS.operatorsDrawn) {
      throw new Refusal('documents.page_too_complex', { page, limit: PDF_LIMITS.operatorsDrawn });
    }
  }

  /** The page's own streams, then the appearances of its annotations. */
  private drawnByPage({ dict, resources }: PageFacts): Drawn[] {
    const own = this.contentStreams(dict.get(PDFName.of('Contents')));
    const appearances = this.appearances(dict).map((stream) => ({ stream, outer: this.resourcesOf(stream) ?? resources, times: 1 }));
    return [...own.map((stream) => ({ stream, outer: resources, times: 1 })), ...appearances];
  }

  private resourcesOf(stream: PDFRawStream): PDFDict | undefined {
    return asDict(this.context, stream.dict.get(PDFName.of('Resources')));
  }

  /** Pixels of all pictures of the page, each once, and what decoding them takes. */
  private pictures(drawn: readonly Drawn[], page: number): ImageCost {
    const seen = new Set<PDFRawStream>();
    const waiting = [...drawn];
    const total: ImageCost = { pixels: 0, bytes: 0 };
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (seen.has(next.stream)) continue;
      seen.add(next.stream);
      this.visits += 1;
      if (this.visits > VISIT_LIMIT) throw new Refusal('documents.too_complex', { page, detail: 'resources' });
      if (this.isImage(next.stream)) {
        add(total, imageCost(this.context, next.stream.dict), page);
        continue;
      }
      const count = this.countStream(next.stream);
      if (count.inlinePixels > 0) add(total, { pixels: count.inlinePixels, bytes: count.inlinePixels * 7 }, page);
      waiting.push(...this.drawnBy(count, next.outer));
    }
    return total;
  }

  private isImage(stream: PDFRawStream): boolean {
    return asName(this.context, stream.dict.get(PDFName.of('Subtype'))) === 'Image';
  }

  private contentStreams(value: PDFObject | undefined): PDFRawStream[] {
    const found = value && this.context.lookup(value);
    if (found instanceof PDFRawStream) return [found];
    if (!(found instanceof PDFArray)) return [];
    return found.asArray().flatMap((item) => {
      const stream = this.context.lookup(item);
      return stream instanceof PDFRawStream ? [stream] : [];
    });
  }

  /** Normal appearances of the page's annotations, in every state: viewers draw one of them with the page. */
  private appearances(page: PDFDict): PDFRawStream[] {
    const annotations = asArray(this.context, page.get(PDFName.of('Annots')))?.asArray() ?? [];
    return annotations.flatMap((item) => {
      const value = asDict(this.context, asDict(this.context, item)?.get(PDFName.of('AP')))?.get(PDFName.of('N'));
      const normal = value && this.context.lookup(value);
      const states = normal instanceof PDFDict ? normal.values().map((state) => this.context.lookup(state)) : [normal];
      return states.filter((state) => state instanceof PDFRawStream);
    });
  }

  /** What a stream draws by name, with the resources it is drawn under. */
  private drawnBy(count: ContentCount, resources: PDFDict | undefined): Drawn[] {
    const found: Drawn[] = [];
    for (const [kind, names] of [['XObject', count.draws], ['Pattern', count.patterns], ['ExtGState', count.states], ['Font', count.fonts]] as const) {
      const table = names.size > 0 ? asDict(this.context, resources?.get(PDFName.of(kind))) : undefined;
      if (!table) continue;
      for (const [name, times] of names) {
        const value = table.get(PDFName.of(name));
        const stream = value && this.context.lookup(value);
        const streams = kind === 'ExtGState' || kind === 'Font' ? drawnBy(this.context, kind, value) : stream instanceof PDFRawStream ? [stream] : [];
        // The glyphs of a font are under the font's resources.
        const outer = (kind === 'Font' ? asDict(this.context, asDict(this.context, value)?.get(PDFName.of('Resources'))) : undefined) ?? resources;
        for (const one of streams) found.push({ stream: one, outer: this.resourcesOf(one) ?? outer, times });
      }
    }
    return found;
  }

  private costOf(count: ContentCount, resources: PDFDict | undefined, path: ReadonlySet<PDFDict>, page: number): number {
    let total = count.operators - count.segments * (1 - SEGMENT_WEIGHT);
    for (const { stream, outer, times } of this.drawnBy(count, resources)) {
      total += times * this.formCost(stream, outer, path, page);
      this.assertWithin(total, page);
    }
    return total;
  }

  /** Operators of one form or tiling pattern with all it draws; an image costs nothing here. */
  private formCost(stream: PDFRawStream, resources: PDFDict | undefined, path: ReadonlySet<PDFDict>, page: number): number {
    const dict = stream.dict;
    if (this.isImage(stream)) return 0;
    const known = this.costs.get(dict);
    if (known !== undefined) {
      if (this.damaged.has(dict)) this.damageMet += 1;
      return known;
    }
    if (path.has(dict)) return 0;
    if (path.size > 100) throw new Refusal('documents.too_complex', { page, detail: 'nested_forms' });
    const before = this.damageMet;
    this.lookAtResources(asDict(this.context, dict.get(PDFName.of('Resources'))));
    const cost = this.costOf(this.countStream(stream), resources, new Set([...path, dict]), page);
    this.costs.set(dict, cost);
    if (this.damageMet > before) this.damaged.add(dict);
    return cost;
  }

  private countStream(stream: PDFRawStream): ContentCount {
    const known = this.counted.get(stream);
    const count = known ?? this.readStream(stream);
    this.counted.set(stream, count);
    if (this.damaged.has(stream)) this.damageMet += 1;
    return count;
  }

  private readStream(stream: PDFRawStream): ContentCount {
    const filters = filterNames(this.context, stream.dict);
    if (filters.some((name) => PIXEL_FILTERS.has(name))) return NO_CONTENT;
    let unpacked: Unpacked = { bytes: stream.contents, whole: true };
    if (filters.every((name) => name === 'FlateDecode' || name === 'Fl')) {
      for (const _filter of filters) {
        const next = inflate(unpacked.bytes);
        unpacked = { bytes: next.bytes, whole: unpacked.whole && next.whole };
      }
    } else unpacked = decodeOther(stream);
    if (!unpacked.whole) this.damaged.add(stream);
    this.decodedBytes += unpacked.bytes.length;
    if (this.decodedBytes > PDF_LIMITS.contentBytesTotal) {
      throw new Refusal('documents.too_complex', { detail: 'content_bytes', limit: PDF_LIMITS.contentBytesTotal });
    }
    return countOperators(unpacked.bytes, PDF_LIMITS.operatorsDrawn / SEGMENT_WEIGHT + 1);
  }
}

/** What a stream gives; not `whole`: up to the place where it is damaged, as viewers show it. */
interface Unpacked {
  bytes: Uint8Array;
  whole: boolean;
}

function filterNames(context: PDFContext, dict: PDFDict): string[] {
  const value = dict.get(PDFName.of('Filter'));
  const one = asName(context, value);
  if (one) return [one];
  return (asArray(context, value)?.asArray() ?? []).flatMap((item) => asName(context, item) ?? []);
}

/** Inflates with a hard ceiling. @throws Refusal beyond it. */
function inflate(data: Uint8Array): Unpacked {
  const unpacked = inflateWithin(data, PDF_LIMITS.contentBytes);
  if (!unpacked) throw new Refusal('documents.too_complex', { detail: 'content_bytes', limit: PDF_LIMITS.contentBytes });
  return unpacked;
}

/** Undefined beyond `limit` bytes. A wrong check sum, or none, behind contents that are all there is no damage to anybody. */
function inflateWithin(data: Uint8Array, limit: number): Unpacked | undefined {
  if (data.length === 0) return { bytes: data, whole: true };
  const attempts: (() => Unpacked)[] = [
    () => ({ bytes: zlib.inflateSync(data, { maxOutputLength: limit }), whole: true }),
    () => ({ bytes: zlib.inflateRawSync(data.subarray(2), { maxOutputLength: limit }), whole: true }),
    () => ({ bytes: inflateUpToFault(data.subarray(2), limit), whole: false }),
  ];
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch (error) {
      if (error instanceof RangeError) return undefined;
    }
  }
  return { bytes: new Uint8Array(0), whole: false };
}

/** The longest beginning that inflates, found by halving: zlib keeps nothing of what fails. */
function inflateUpToFault(data: Uint8Array, limit: number): Uint8Array {
  const options = { maxOutputLength: limit, finishFlush: zlib.constants.Z_SYNC_FLUSH };
  let [good, bad]: [number, number] = [0, data.length + 1];
  let bytes: Uint8Array = new Uint8Array(0);
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      bytes = zlib.inflateRawSync(data.subarray(0, middle), options);
      good = middle;
    } catch (error) {
      if (error instanceof RangeError) throw error;
      bad = middle;
    }
  }
  return bytes;
}

function decodeOther(stream: PDFRawStream): Unpacked {
  try {
    return { bytes: decodePDFRawStream(stream).decode(), whole: true };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return { bytes: new Uint8Array(0), whole: false };
  }
}

function add(total: ImageCost, { pixels, bytes }: ImageCost, page: number): void {
  if (!(pixels <= PDF_LIMITS.imagePixels)) {
    throw new Refusal('documents.image_too_large', { page, limit: PDF_LIMITS.imagePixels / 1e6, found: Math.round(pixels / 1e6) });
  }
  total.pixels += pixels;
  total.bytes += bytes;
}

/**
 * The largest image of the file in pixels, drawn or not.
 * @throws Refusal `documents.too_complex` for a filter that would have its reader reserve more than any picture needs.
 */
export function largestImage(context: PDFContext): number {
  let largest = 0;
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream)) continue;
    if (asksTooLongRows(context, object.dict)) throw new Refusal('documents.too_complex', { detail: 'filter_rows' });
    if (asName(context, object.dict.get(PDFName.of('Subtype'))) !== 'Image') continue;
    largest = Math.max(largest, pixelsOf(context, object.dict));
  }
  return largest;
}

const OBJECT_STREAM = Buffer.from('/ObjStm');
const STREAM = Buffer.from('stream');
const DICT_REACH = 4_096;

/**
 * Inflates every object stream within its budget before a parser does so without one; found by scanning, so that
 * streams no cross-reference names count too.
 * @throws Refusal `documents.too_complex`.
 */
export function checkObjectStreams(bytes: Buffer): void {
  let left: number = PDF_LIMITS.objectStreamBytesTotal;
  for (let at = bytes.indexOf(OBJECT_STREAM); at >= 0; at = bytes.indexOf(OBJECT_STREAM, at + OBJECT_STREAM.length)) {
    const keyword = bytes.indexOf(STREAM, at);
    if (keyword < 0) return;
    if (keyword - at > DICT_REACH) continue;
    let data = keyword + STREAM.length;
    while (bytes[data] === 0x0d || bytes[data] === 0x0a) data += 1;
    const budget = Math.min(PDF_LIMITS.objectStreamBytes, left);
    try {
      left -= zlib.inflateSync(bytes.subarray(data), { maxOutputLength: budget, finishFlush: zlib.constants.Z_SYNC_FLUSH }).length;
    } catch (error) {
      // Encrypted, uncompressed or damaged: nothing a parser could inflate beyond its own size.
      if (error instanceof RangeError) throw new Refusal('documents.too_complex', { detail: 'object_stream', limit: budget });
    }
  }
}
