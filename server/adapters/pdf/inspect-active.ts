import { PDFArray, PDFDict, PDFHexString, PDFInvalidObject, PDFName, PDFRawStream, PDFString } from 'pdf-lib';
import type { PDFContext, PDFObject } from 'pdf-lib';
import { ACTIVE_CONTENT, PLACES_NAMED, type ActiveContent } from '../../kernel/ports/pdf-inspector';
import { asArray, asDict, asName, type PageFacts } from './inspect-structure';

/** Action types (ISO 32000-1, table 198) and what each is reported as. */
const ACTIONS: ReadonlyMap<string, ActiveContent> = new Map([
  ['JavaScript', 'javascript'],
  ['Launch', 'launch'],
  ['GoToR', 'goto_remote'],
  ['GoToE', 'goto_embedded'],
  ['SubmitForm', 'submit_form'],
  ['ImportData', 'import_data'],
  ['Thread', 'thread'],
  ['Movie', 'media'],
  ['Sound', 'media'],
  ['Rendition', 'media'],
]);

/** Link targets a reader may be offered; anything else (javascript:, file:, smb:, data:) is `uri_unsafe`. */
const SAFE_SCHEME = /^(?:https?|mailto|tel):|^(?![a-z][a-z0-9+.-]*:)(?!\\\\)/i;

/** A network path or address as a file name: opening it sends the reader's credentials or requests. */
const REMOTE_PATH = /^(?:\\\\|\/\/|[a-z][a-z0-9+.-]+:[\\/]{2})/i;

/** A document by a name relative to this file: no drive, root, scheme or network path, and of a kind that people read. */
const SIBLING = /^(?![a-z][a-z0-9+.-]*:|[\\/])[^\0<>|"*?]+\.(?:pdf|docx|xlsx|pptx|odt|ods|odp|txt|png|jpe?g|tiff?)$/i;

const FILE_NAMES = ['UF', 'F', 'DOS', 'Unix', 'Mac'] as const;

const NODE_LIMIT = 3_000_000;

/** Characters read of an object that does not parse. */
const BROKEN_LIMIT = 100_000;

export interface ActiveFacts {
  active: ActiveContent[];
  /** Signature dictionaries that carry a value. */
  signatures: number;
  form: boolean;
  /** A form of another program (XFA) is there: with pages beside it, or as all there is. */
  xfa: { needsRendering: boolean; hasFields: boolean } | undefined;
  /** Pages on which active content was met. */
  places: Map<ActiveContent, Set<number>>;
  /** Objects are there that do not parse; viewers guess at them. */
  broken: boolean;
}

/**
 * Looks at every object of the file, reachable or not: what one viewer cannot reach, another may. Reads structure
 * only, so obfuscated scripts are reported like plain ones.
 */
export function findActive(context: PDFContext, catalog: PDFDict, pages: readonly PageFacts[]): ActiveFacts {
  const scan = new Scan(context, ownersOf(context, pages));
  for (const [, object] of context.enumerateIndirectObjects()) scan.take(object);
  const form = asDict(context, catalog.get(PDFName.of('AcroForm')));
  const xfa = form?.get(PDFName.of('XFA')) && {
    needsRendering: catalog.get(PDFName.of('NeedsRendering'))?.toString() === 'true',
    hasFields: (asArray(context, form.get(PDFName.of('Fields')))?.size() ?? 0) > 0,
  };
  if (asDict(context, catalog.get(PDFName.of('OpenAction')))) scan.found.add('open_action');
  return {
    active: ACTIVE_CONTENT.filter((kind) => scan.found.has(kind)),
    signatures: scan.signatures,
    form: form !== undefined,
    xfa,
    places: scan.places,
    broken: scan.broken,
  };
}

/** Which page an object of its own belongs to: the page, its notes and links, their actions, what it draws. */
function ownersOf(context: PDFContext, pages: readonly PageFacts[]): Map<PDFObject, number> {
  const owners = new Map<PDFObject, number>();
  for (const [index, { dict, resources }] of pages.entries()) {
    const own = (value: PDFObject | undefined): PDFDict | undefined => {
      const found = value && context.lookup(value);
      if (found && !owners.has(found)) owners.set(found, index + 1);
      return asDict(context, value);
    };
    own(dict);
    own(dict.get(PDFName.of('AA')));
    for (const item of boundedItems(asArray(context, dict.get(PDFName.of('Annots'))))) {
      const annotation = own(item);
      own(annotation?.get(PDFName.of('A')));
      own(annotation?.get(PDFName.of('AA')));
    }
    for (const drawn of asDict(context, resources?.get(PDFName.of('XObject')))?.values() ?? []) own(drawn);
  }
  return owners;
}

class Scan {
  readonly found = new Set<ActiveContent>();
  readonly places = new Map<ActiveContent, Set<number>>();
  signatures = 0;
  broken = false;
  private nodes = 0;
  private page: number | undefined;

  constructor(private readonly context: PDFContext, private readonly owners: ReadonlyMap<PDFObject, number>) {}

  private add(kind: ActiveContent): void {
    this.found.add(kind);
    if (this.page === undefined) return;
    const pages = this.places.get(kind) ?? new Set();
    if (pages.size < PLACES_NAMED) this.places.set(kind, pages.add(this.page));
  }

  /** Direct contents of one indirect object; references are met as objects of their own. */
  take(object: PDFObject): void {
    const stack: PDFObject[] = [object];
    this.page = this.owners.get(object);
    for (let next = stack.pop(); next && this.nodes < NODE_LIMIT; next = stack.pop()) {
      this.nodes += 1;
      if (next instanceof PDFInvalidObject) this.takeBroken(next);
      else if (next instanceof PDFArray) stack.push(...boundedItems(next));
      else if (next instanceof PDFRawStream) {
        this.takeStream(next.dict);
        this.takeDict(next.dict);
        stack.push(...next.dict.values());
      } else if (next instanceof PDFDict) {
        this.takeDict(next);
        stack.push(...next.values());
      }
    }
  }

  /** What does not parse is read as text: a lenient viewer finds the action in an unclosed dictionary all the same. */
  private takeBroken(object: PDFInvalidObject): void {
    this.broken = true;
    const bytes = new Uint8Array(object.sizeInBytes());
    object.copyBytesInto(bytes, 0);
    const source = Buffer.from(bytes).toString('latin1', 0, BROKEN_LIMIT);
    for (const [, action = ''] of source.matchAll(/\/S\s*\/([A-Za-z]+)/g)) {
      const kind = ACTIONS.get(action);
      if (kind) this.add(kind);
      const remote = /\(\s*(?:\\\\|\/\/|[a-z][a-z0-9+.-]+:[\\/]{2})/i.test(source);
      if (remote && (kind === 'goto_remote' || kind === 'goto_embedded' || kind === 'thread')) this.add('goto_unc');
    }
  }

  private takeStream(dict: PDFDict): void {
    const outside = dict.get(PDFName.of('F'));
    if (outside) this.add(this.isSibling(outside) ? 'sibling_file' : 'external_stream');
    const reference = asDict(this.context, dict.get(PDFName.of('Ref')))?.get(PDFName.of('F'));
    if (reference) this.add(this.isSibling(reference) ? 'sibling_file' : 'reference_xobject');
  }

  private takeDict(dict: PDFDict): void {
    const type = this.name(dict, 'Type');
    if (type !== 'StructElem') this.takeAction(dict);
    const subtype = this.name(dict, 'Subtype');
    if (subtype === 'RichMedia' || subtype === '3D') this.add('rich_media');
    if (subtype === 'Screen' || subtype === 'Movie' || subtype === 'Sound') this.add('media');
    if (dict.get(PDFName.of('AA'))) this.add('additional_actions');
    if (dict.get(PDFName.of('EF')) || dict.get(PDFName.of('EmbeddedFiles'))) this.add('embedded_files');
    if (subtype !== 'JavaScript' && dict.get(PDFName.of('JavaScript'))) this.add('javascript');
    if (isSignature(this.context, dict, type)) this.signatures += 1;
  }

  private takeAction(dict: PDFDict): void {
    const action = this.name(dict, 'S');
    if (!action) return;
    const known = ACTIONS.get(action);
    const kind = known === 'launch' && this.opensSibling(dict) ? 'sibling_file' : known;
    if (kind) this.add(kind);
    if (kind === 'goto_remote' || kind === 'goto_embedded' || kind === 'thread') {
      if (REMOTE_PATH.test(this.fileName(dict.get(PDFName.of('F'))))) this.add('goto_unc');
    }
    if (action === 'URI' && !SAFE_SCHEME.test(text(this.context, dict.get(PDFName.of('URI'))).trim())) {
      this.add('uri_unsafe');
    }
    if (kind === 'submit_form' && /^(?:file:|\\\\)/i.test(this.fileName(dict.get(PDFName.of('F'))))) {
      this.add('goto_unc');
    }
  }

  /** A launch action that names documents beside this file only, starts no program with words of its own and prints nothing. */
  private opensSibling(action: PDFDict): boolean {
    const systems = ['Win', 'Mac', 'Unix'].flatMap((key) => action.get(PDFName.of(key)) ?? []);
    const targets = [action.get(PDFName.of('F')), ...systems.map((value) => asDict(this.context, value)?.get(PDFName.of('F')) ?? value)].filter((value) => value !== undefined);
    const isPlain = systems.every((value) => {
      const dict = asDict(this.context, value);
      return !dict || (!dict.get(PDFName.of('P')) && ['', 'open'].includes(text(this.context, dict.get(PDFName.of('O')))));
    });
    return isPlain && targets.length > 0 && targets.every((value) => this.isSibling(value));
  }

  /** Every name of a file specification is that of a document beside this file. */
  private isSibling(value: PDFObject): boolean {
    const dict = asDict(this.context, value);
    if (dict && this.name(dict, 'FS') !== undefined) return false;
    const names = dict ? FILE_NAMES.flatMap((key) => text(this.context, dict.get(PDFName.of(key))) || []) : [text(this.context, value)];
    return names.length > 0 && names.every((name) => SIBLING.test(name));
  }

  private name(dict: PDFDict, key: string): string | undefined {
    return asName(this.context, dict.get(PDFName.of(key)));
  }

  /** A file specification is a string or a dictionary with one name per system (7.11.3). */
  private fileName(value: PDFObject | undefined): string {
    const dict = asDict(this.context, value);
    if (!dict) return text(this.context, value);
    for (const key of FILE_NAMES) {
      const name = text(this.context, dict.get(PDFName.of(key)));
      if (name) return name;
    }
    return '';
  }
}

function isSignature(context: PDFContext, dict: PDFDict, type: string | undefined): boolean {
  const contents = dict.get(PDFName.of('Contents'));
  const value = contents && context.lookup(contents);
  return (
    (value instanceof PDFHexString || value instanceof PDFString) &&
    dict.get(PDFName.of('ByteRange')) !== undefined &&
    (type === 'Sig' || type === 'DocTimeStamp' || type === undefined)
  );
}

function text(context: PDFContext, value: PDFObject | undefined): string {
  const found = value && context.lookup(value);
  return found instanceof PDFString || found instanceof PDFHexString ? found.decodeText() : '';
}

/** Spreading more than this overflows the stack; number arrays of that size (widths, samples) hold no dictionaries. */
function boundedItems(array: PDFArray | undefined): PDFObject[] {
  if (!array) return [];
  return array.size() <= 50_000 ? array.asArray() : array.asArray().slice(0, 50_000);
}
