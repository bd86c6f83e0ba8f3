import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream, PDFRef } from 'pdf-lib';
import type { PDFContext, PDFObject } from 'pdf-lib';
import { PDF_LIMITS } from '../../kernel/ports/pdf-inspector';
import { Refusal } from './inspect-refusal';

/** One page as its tree says, inherited entries applied. */
export interface PageFacts {
  dict: PDFDict;
  resources: PDFDict | undefined;
  /** As shown, PDF points. */
  width: number;
  height: number;
}

/** Opening with the empty password failed: a password is needed, or the encryption is of a kind nobody here reads. */
export class CannotDecrypt extends Error {
  override readonly name = 'CannotDecrypt';
}

/** Standard security handler: passwords. Everything else is somebody's key or program. */
const CERTIFICATES = /\/Adobe\.PubSec\b|\/adbe\.pkcs7\.s[345]\b/;

/** US Letter, which viewers take where a page has no usable MediaBox. */
const FALLBACK_BOX: Box = [0, 0, 612, 792];

/** Levels of a page tree; real ones have fewer than ten. */
const TREE_DEPTH = 64;

type Box = [number, number, number, number];

interface Inherited {
  resources?: PDFDict;
  media?: Box;
  crop?: Box;
  rotate?: number;
}

/** Parses every object of the file. @throws CannotDecrypt, or whatever the parser throws on damage. */
export async function openStructure(bytes: Uint8Array): Promise<{ context: PDFContext; encrypted: boolean }> {
  const options = { parseSpeed: Infinity, updateMetadata: false, capNumbers: true, preserveXFA: true } as const;
  const plain = await PDFDocument.load(bytes, { ...options, ignoreEncryption: true }).catch((error: unknown) => {
    assertNoCertificates(bytes);
    throw error;
  });
  if (!plain.context.trailerInfo.Encrypt) return { context: plain.context, encrypted: false };
  assertPasswords(plain.context);
  try {
    const opened = await PDFDocument.load(bytes, { ...options, password: '' });
    return { context: opened.context, encrypted: true };
  } catch (cause) {
    throw new CannotDecrypt('the empty password does not open it', { cause });
  }
}

/** @throws Refusal where the encryption asks for a key or a program, which no password replaces. */
function assertPasswords(context: PDFContext): void {
  const encryption = asDict(context, context.trailerInfo.Encrypt);
  const filter = encryption && asName(context, encryption.get(PDFName.of('Filter')));
  if (!encryption || filter === undefined) return;
  if (filter === 'Standard') {
    const isClear = (key: string): boolean => (asName(context, encryption.get(PDFName.of(key))) ?? 'Identity') === 'Identity';
    // Only what is attached is encrypted; some viewers show the pages, ours asks for a password all the same.
    if ((readNumber(context, encryption, 'V') ?? 0) >= 4 && isClear('StmF') && isClear('StrF')) throw new Refusal('documents.encryption_unreadable', { detail: 'attachments' });
    return;
  }
  const format = asName(context, encryption.get(PDFName.of('SubFilter'))) ?? '';
  if (CERTIFICATES.test(`/${filter} /${format}`)) throw new Refusal('documents.encrypted_for_certificates');
  throw new Refusal('documents.encrypted_by_handler', { handler: filter.slice(0, 60) });
}

/** The same of a file that does not parse because what it is made of is encrypted; the dictionary itself never is. */
function assertNoCertificates(bytes: Uint8Array): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (/\/Encrypt\b/.test(text) && CERTIFICATES.test(text)) throw new Refusal('documents.encrypted_for_certificates');
}

/** The catalog, or undefined where the file has none. */
export function catalogOf(context: PDFContext): PDFDict | undefined {
  return asDict(context, context.trailerInfo.Root);
}

/**
 * Walks the page tree, never believing `/Count`. A node met twice on one path is a cycle (`documents.damaged`); the
 * number of leaves stops at the limit (`documents.too_many_pages`), which also ends trees that share nodes. A root that
 * says it has as many pages as children, yet not one in each, is refused: the reader takes child n for page n.
 */
export function walkPages(context: PDFContext): { pages: PageFacts[]; flat: boolean } {
  const root = catalogOf(context)?.get(PDFName.of('Pages'));
  const pages: PageFacts[] = [];
  let inner = 0;
  const visit = (value: PDFObject | undefined, inherited: Inherited, path: ReadonlySet<string>): void => {
    const key = value instanceof PDFRef ? value.toString() : '';
    if (path.has(key) || path.size > TREE_DEPTH) throw new Refusal('documents.damaged', { detail: 'page_tree_cycle' });
    const node = asDict(context, value);
    if (!node) return;
    const kids = asArray(context, node.get(PDFName.of('Kids')));
    const here = inherit(context, node, inherited);
    if (!kids) {
      if (pages.length >= PDF_LIMITS.pages) {
        throw new Refusal('documents.too_many_pages', { limit: PDF_LIMITS.pages });
      }
      pages.push(leafFacts(context, node, here, pages.length + 1));
      return;
    }
    inner += 1;
    if (inner > PDF_LIMITS.pages * 4) throw new Refusal('documents.too_complex', { detail: 'page_tree' });
    const below = key ? new Set([...path, key]) : path;
    const ends = kids.asArray().map((kid) => {
      visit(kid, here, below);
      return pages.length;
    });
    const isEven = ends.every((end, index) => end === index + 1);
    if (path.size === 0 && pages.length > 0 && !isEven && [pages.length, readNumber(context, node, 'Count')].includes(kids.size())) {
      throw new Refusal('documents.damaged', { detail: 'page_tree_branches' });
    }
  };
  visit(root, {}, new Set());
  return { pages, flat: inner === 1 };
}

function inherit(context: PDFContext, node: PDFDict, from: Inherited): Inherited {
  return {
    resources: asDict(context, node.get(PDFName.of('Resources'))) ?? from.resources,
    media: readBox(context, node, 'MediaBox') ?? from.media,
    crop: readBox(context, node, 'CropBox') ?? from.crop,
    rotate: readNumber(context, node, 'Rotate') ?? from.rotate,
  };
}

function leafFacts(context: PDFContext, dict: PDFDict, inherited: Inherited, page: number): PageFacts {
  const media = inherited.media ?? FALLBACK_BOX;
  const unit = readNumber(context, dict, 'UserUnit') ?? 1;
  const longest = Math.max(media[2] - media[0], media[3] - media[1]);
  if (!(longest * unit <= PDF_LIMITS.pageSide)) {
    const found = toMillimetres(longest * unit);
    throw new Refusal('documents.page_too_large', { page, limit: toMillimetres(PDF_LIMITS.pageSide), ...(Number.isFinite(found) ? { found } : {}) });
  }
  const box = intersect(media, inherited.crop ?? media) ?? media;
  const width = round((box[2] - box[0]) * unit);
  const height = round((box[3] - box[1]) * unit);
  const turned = Math.abs((inherited.rotate ?? 0) % 180) === 90;
  return { dict, resources: inherited.resources, width: turned ? height : width, height: turned ? width : height };
}

/** Names of the fonts a page may use by itself. */
export function fontsOf(context: PDFContext, page: PageFacts | undefined): string[] {
  const fonts = asDict(context, page?.resources?.get(PDFName.of('Font')));
  return (fonts?.values() ?? []).slice(0, 200).flatMap((font) => asName(context, asDict(context, font)?.get(PDFName.of('BaseFont'))) ?? []);
}

function intersect(a: Box, b: Box): Box | undefined {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[2] - box[0] > 0 && box[3] - box[1] > 0 ? box : undefined;
}

function readBox(context: PDFContext, node: PDFDict, key: string): Box | undefined {
  const array = asArray(context, node.get(PDFName.of(key)));
  if (!array || array.size() !== 4) return undefined;
  const numbers = array.asArray().map((item) => asNumber(context, item));
  if (numbers.some((value) => value === undefined || !Number.isFinite(value))) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

function readNumber(context: PDFContext, node: PDFDict, key: string): number | undefined {
  return asNumber(context, node.get(PDFName.of(key)));
}

/** People measure paper in millimetres. */
function toMillimetres(points: number): number {
  return Math.round((points * 25.4) / 72);
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}

/** The dictionary behind a value or reference; of a stream, its dictionary. */
export function asDict(context: PDFContext, value: PDFObject | undefined): PDFDict | undefined {
  const found = value && context.lookup(value);
  if (found instanceof PDFDict) return found;
  return found instanceof PDFRawStream ? found.dict : undefined;
}

export function asArray(context: PDFContext, value: PDFObject | undefined): PDFArray | undefined {
  const found = value && context.lookup(value);
  return found instanceof PDFArray ? found : undefined;
}

export function asNumber(context: PDFContext, value: PDFObject | undefined): number | undefined {
  const found = value && context.lookup(value);
  return found instanceof PDFNumber ? found.asNumber() : undefined;
}

export function asName(context: PDFContext, value: PDFObject | undefined): string | undefined {
  const found = value && context.lookup(value);
  return found instanceof PDFName ? found.decodeText() : undefined;
}
