import { Budget, PdfError } from './budget';
import { decodeStream } from './filters';
import { Lexer } from './lexer';
import { isObjectKind } from './objects';
import type { PdfDict, PdfObject, PdfRef, PdfStream } from './objects';
import { readIndirect, readSection } from './xref';
import type { IndirectObject, XrefEntry, XrefSection } from './xref';

/** One saved state of the file: its first writing, or one increment. */
export interface Revision {
  /** 0 for the first writing. */
  readonly index: number;
  /** First byte after the previous revision's `%%EOF`. */
  readonly start: number;
  /** Offset after this revision's `%%EOF`. */
  readonly eof: number;
  /** What this revision writes, frees or points to. */
  readonly touched: ReadonlyMap<number, XrefEntry>;
  /** The trailer readers use for this state. */
  readonly trailer: PdfDict;
  readonly sections: readonly XrefSection[];
}

const MAX_SECTIONS = 512;
const MAX_PAGES = 50_000;

/** What a reading step finds, or something else where the file is damaged. Work that runs out still throws. */
export function attempt<T, E>(step: () => T, otherwise: E): T | E {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof PdfError) || error.fault === 'pdf.too_complex') throw error;
    return otherwise;
  }
}

/** The document as it stood after one revision. */
export class DocumentView {
  readonly file: PdfFile;
  readonly revision: Revision;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** Objects read in this state alone: where their end is stated elsewhere, another state may state another one. */
  readonly parsed = new Map<number, IndirectObject>();

  constructor(file: PdfFile, revision: Revision, entries: ReadonlyMap<number, XrefEntry>) {
    this.file = file;
    this.revision = revision;
    this.entries = entries;
  }

  /** The object of this number, or null where the file has none (ISO 32000-1, 7.3.10). */
  get(num: number): PdfObject {
    const entry = this.entries.get(num);
    if (!entry || entry.kind === 'free') return null;
    if (entry.kind === 'offset') return this.file.objectAt(entry.offset, num, entry.gen, this).value;
    return this.file.packedObject(num, entry.container, entry.index, this);
  }

  /** As {@link get}; undefined where the object cannot be read. Work that runs out still throws. */
  peek(num: number): PdfObject | undefined {
    return attempt(() => this.get(num), undefined);
  }

  /** True where the number is a cross-reference stream that the chain of this state uses; its dictionary is a trailer. */
  isChainStream(num: number): boolean {
    const entry = this.entries.get(num);
    return entry?.kind === 'offset' && this.file.chain.has(entry.offset);
  }

  /** Follows references to a value; loops and long chains are refused. */
  resolve(value: PdfObject | undefined): PdfObject {
    let current = value ?? null;
    for (let hops = 0; isObjectKind(current, 'ref'); hops += 1) {
      if (hops > 16) throw new PdfError('pdf.object');
      const entry = this.entries.get(current.num);
      if (entry?.kind === 'offset' && entry.gen !== current.gen) return null;
      current = this.get(current.num);
    }
    return current;
  }

  dict(value: PdfObject | undefined): PdfDict | null {
    const found = this.resolve(value);
    return isObjectKind(found, 'dict') ? found : null;
  }

  items(value: PdfObject | undefined): readonly PdfObject[] | null {
    const found = this.resolve(value);
    return isObjectKind(found, 'array') ? found.items : null;
  }

  /** @throws PdfError `pdf.catalog` */
  get root(): PdfRef {
    const root = this.revision.trailer.entries.get('Root');
    if (!isObjectKind(root, 'ref')) throw new PdfError('pdf.catalog');
    return root;
  }

  get catalog(): PdfDict {
    const catalog = this.dict(this.root);
    if (!catalog) throw new PdfError('pdf.catalog');
    return catalog;
  }

  /** References of the pages in order. @throws PdfError `pdf.pages` for loops, direct or foreign nodes. */
  pages(): PdfRef[] {
    const pages: PdfRef[] = [];
    const seen = new Set<number>();
    const visit = (node: PdfObject | undefined, depth: number): void => {
      if (!isObjectKind(node, 'ref') || seen.has(node.num) || depth > 64 || pages.length > MAX_PAGES) throw new PdfError('pdf.pages');
      seen.add(node.num);
      this.file.budget.spend(1);
      const found = this.dict(node);
      if (!found) throw new PdfError('pdf.pages');
      const kids = this.items(found.entries.get('Kids'));
      if (!kids) pages.push(node);
      else for (const kid of kids) visit(kid, depth + 1);
    };
    visit(this.catalog.entries.get('Pages'), 0);
    return pages;
  }
}

/** A PDF file read strictly along its cross-references; nothing is searched for or repaired. */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly budget: Budget;
  readonly revisions: readonly Revision[];
  readonly hybrid: boolean;
  readonly encrypted: boolean;
  /** Offsets of the cross-reference streams that the chain really uses, whatever else calls itself one. */
  readonly chain: ReadonlySet<number>;
  private readonly parsed = new Map<number, IndirectObject>();
  private readonly packed = new Map<PdfStream, readonly PackedObject[]>();
  private readonly views = new Map<number, DocumentView>();
  private readonly opening = new Set<number>();

  private constructor(bytes: Uint8Array, budget: Budget, revisions: readonly Revision[]) {
    this.bytes = bytes;
    this.budget = budget;
    this.revisions = revisions;
    this.hybrid = revisions.some((revision) => revision.sections.some((section) => section.hidden !== null));
    this.encrypted = revisions.some((revision) => revision.trailer.entries.has('Encrypt'));
    this.chain = new Set(revisions.flatMap((revision) => revision.sections.flatMap((section) => section.streams)));
  }

  /**
   * Reads header, end and all cross-reference sections; objects are read when asked for.
   * @throws PdfError for whatever is not a well-formed chain of revisions up to the last byte.
   */
  static open(bytes: Uint8Array, budget = new Budget()): PdfFile {
    if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') throw new PdfError('pdf.header');
    const sections: XrefSection[] = [];
    const seen = new Set<number>();
    for (let next: number | null = lastStartxref(bytes); next !== null; next = sections.at(-1)?.prev ?? null) {
      if (seen.has(next) || sections.length >= MAX_SECTIONS) throw new PdfError('pdf.xref_loop', next);
      seen.add(next);
      sections.push(readSection(bytes, next, budget));
    }
    return new PdfFile(bytes, budget, arrange(bytes, sections));
  }

  /** The document after revision `index`. */
  view(index: number): DocumentView {
    const known = this.views.get(index);
    if (known) return known;
    const revision = this.revisions[index];
    if (!revision) throw new PdfError('pdf.xref');
    let entries: ReadonlyMap<number, XrefEntry> = revision.touched;
    if (index > 0) {
      const before = this.view(index - 1).entries;
      this.budget.spend(before.size >> 2);
      entries = new Map([...before, ...revision.touched]);
    }
    const view = new DocumentView(this, revision, entries);
    this.views.set(index, view);
    return view;
  }

  get latest(): DocumentView {
    return this.view(this.revisions.length - 1);
  }

  /**
   * The object written at an offset, read from the bytes of its state alone: what was saved later was not there yet. Its
   * header must carry the number and generation the cross-reference says.
   */
  objectAt(offset: number, num: number, gen: number, view: DocumentView): IndirectObject {
    const object = this.parsed.get(offset) ?? view.parsed.get(offset) ?? this.read(offset, view);
    if (object.end > view.revision.eof) throw new PdfError('pdf.object', offset);
    if (object.num !== num || object.gen !== gen) throw new PdfError('pdf.object_header', offset);
    return object;
  }

  private read(offset: number, view: DocumentView): IndirectObject {
    if (this.opening.has(offset)) throw new PdfError('pdf.object', offset);
    this.opening.add(offset);
    let cache = this.parsed;
    try {
      const object = readIndirect(this.bytes.subarray(0, view.revision.eof), offset, this.budget, (length) => {
        if (isObjectKind(length, 'ref')) cache = view.parsed;
        const resolved = view.resolve(length);
        if (typeof resolved !== 'number') throw new PdfError('pdf.stream', offset);
        return resolved;
      });
      cache.set(offset, object);
      return object;
    } finally {
      this.opening.delete(offset);
    }
  }

  /** The object at a position of an object stream; there it must carry its number (7.5.8.3): readers look by either. */
  packedObject(num: number, container: number, index: number, view: DocumentView): PdfObject {
    const entry = view.entries.get(container);
    if (entry?.kind !== 'offset') throw new PdfError('pdf.object');
    const stream = this.objectAt(entry.offset, container, entry.gen, view).value;
    if (!isObjectKind(stream, 'stream')) throw new PdfError('pdf.object', entry.offset);
    let objects = this.packed.get(stream);
    if (!objects) {
      objects = this.unpack(stream, entry.offset);
      this.packed.set(stream, objects);
    }
    const found = objects[index];
    if (found?.num !== num) throw new PdfError('pdf.object', entry.offset);
    return found.value;
  }

  private unpack(stream: PdfStream, offset: number): PackedObject[] {
    const type = stream.dict.entries.get('Type');
    const first = stream.dict.entries.get('First');
    const count = stream.dict.entries.get('N');
    if (!isObjectKind(type, 'name') || type.value !== 'ObjStm') throw new PdfError('pdf.object', offset);
    if (typeof first !== 'number' || typeof count !== 'number' || count > 100_000) throw new PdfError('pdf.object', offset);
    const data = decodeStream(stream, this.budget);
    const header = new Lexer(data, 0, this.budget, Math.min(first, data.length));
    const places: [num: number, at: number][] = [];
    const seen = new Set<number>();
    for (let i = 0; i < count; i += 1) {
      const place: [number, number] = [header.integer(), first + header.integer()];
      if (seen.has(place[0]) || place[1] > data.length || place[1] < (places.at(-1)?.[1] ?? 0)) throw new PdfError('pdf.object', offset);
      seen.add(place[0]);
      places.push(place);
    }
    return places.map(([num, at], i) => {
      const lexer = new Lexer(data, at, this.budget, places[i + 1]?.[1] ?? data.length);
      const value = lexer.value();
      if (lexer.at > lexer.end) throw new PdfError('pdf.object', offset);
      return { num, value };
    });
  }
}

interface PackedObject {
  readonly num: number;
  readonly value: PdfObject;
}

/** The offset the last `startxref` names; after its `%%EOF` only ends of line may follow. */
function lastStartxref(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 10 || bytes[end - 1] === 13)) end -= 1;
  const tail = Buffer.from(bytes.subarray(Math.max(0, end - 64), end)).toString('latin1');
  const match = /startxref[\s\0]+(\d{1,12})[\s\0]+%%EOF$/.exec(tail);
  if (match?.[1] !== undefined) return Number(match[1]);
  const wider = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 2048))).toString('latin1');
  throw new PdfError(/startxref\s+\d+\s+%%EOF/.test(wider) ? 'pdf.trailing_bytes' : 'pdf.no_startxref', end);
}

/** Sections, newest first, into revisions, oldest first. A linearized file begins with a pair that is one revision. */
function arrange(bytes: Uint8Array, newestFirst: readonly XrefSection[]): Revision[] {
  const groups: XrefSection[][] = [];
  for (let i = 0; i < newestFirst.length; i += 1) {
    const section = newestFirst[i];
    const older = newestFirst[i + 1];
    if (!section) break;
    if (section.prev !== null && section.prev > section.start) {
      if (!older || i + 2 !== newestFirst.length) throw new PdfError('pdf.xref', section.start);
      groups.push([section, older]);
      i += 1;
    } else {
      if (section.startxref !== section.start) throw new PdfError('pdf.xref', section.start);
      groups.push([section]);
    }
  }
  const revisions: Revision[] = [];
  for (const sections of groups.reverse()) {
    const before = revisions.at(-1);
    const start = before?.eof ?? 0;
    const eof = Math.max(...sections.map((section) => section.eof));
    const [head] = sections;
    if (!head || eof <= start || sections.some((section) => section.start < start)) throw new PdfError('pdf.xref', head?.start);
    const touched = new Map<number, XrefEntry>();
    for (const section of [...sections].reverse()) {
      for (const [num, entry] of section.entries) touched.set(num, entry);
      // Hybrid files: the stream may only fill what the table calls free, or readers of either kind would differ.
      for (const [num, entry] of section.hidden ?? []) {
        const visible = section.entries.get(num);
        if (entry.kind === 'free' || visible?.kind === 'offset') continue;
        touched.set(num, entry);
      }
    }
    revisions.push({ index: revisions.length, start, eof, touched, trailer: head.trailer, sections });
  }
  const last = revisions.at(-1);
  if (!last || bytes.subarray(last.eof).some((byte) => byte !== 10 && byte !== 13)) throw new PdfError('pdf.trailing_bytes');
  return revisions;
}
