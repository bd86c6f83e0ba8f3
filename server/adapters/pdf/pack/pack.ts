import { layContents, layNotice, OWN_PAGE, ownPage, type ContentsLine } from './contents';
import { PackFault } from './fault';
import { EmbeddedFont } from './font';
import type { PackMade, PackOrder, PaperPiece } from '../../../kernel/ports/pack-maker';
import { bookmark, writeOutline, type Bookmark } from './outline';
import { Output } from './output';
import type { Box } from './pages';
import { takePaper, type Shared, type TakenPaper } from './paper';
import { FileBytes, type SourceFile } from './bytes';
import { frameOf, stampOf } from './stamp';
import { Name, textString, type Dict, type Value } from './syntax';

/** Files of the faces the contents, numbers and watermarks are set in. */
export interface PackFonts {
  regular: string;
  bold: string;
}

/** Makes a rendition that can be copied of a file that cannot; null where there is none. */
export type Repair = (from: SourceFile) => Promise<SourceFile | null>;

const ROMAN: readonly (readonly [number, string])[] = [[100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']];
function roman(number: number): string {
  let [left, text] = [number, ''];
  for (const [value, letters] of ROMAN) for (; left >= value; left -= value) text += letters;
  return text;
}

/**
 * Writes a pack up to its table of cross-references: what comes behind it is written for each reader ({@link sealPack}).
 * Objects are copied as they are; nothing a page draws is decoded.
 * @throws Error where nothing can be written. A paper that cannot be copied never keeps the others out.
 */
export async function makePack(order: PackOrder, fonts: PackFonts, file: string, repair: Repair): Promise<PackMade> {
  const out = new Output(file);
  const { scale } = order;
  const texts = [order.words.title, order.words.subtitle, order.words.heading, ...order.pieces.flatMap((piece) => [piece.title, ...(piece.kind === 'paper' ? piece.notice : [])])];
  const regular = EmbeddedFont.embed(out, fonts.regular, 'Tinos', texts);
  const bold = EmbeddedFont.embed(out, fonts.bold, 'Tinos-Bold', texts);
  const mark = out.allocate();
  const enlarged = scale === 1 ? '' : `${scale} 0 0 ${scale} 0 0 cm\n`;
  const save = out.stream('', `q\n${enlarged}`);
  const tree = new PageTree(out);
  const shared = { out, font: regular, mark, save, scale };
  const made: Pick<PackMade, 'repaired' | 'missing' | 'unattached'> = { repaired: [], missing: [], unattached: [] };
  const lines: ContentsLine[] = [];
  const marks: Bookmark[] = [];
  const path: Bookmark[] = [];
  const layers: number[] = [];
  const hidden: number[] = [];
  const labels: string[] = [];
  const pages: number[] = [];

  const place = (level: number, one: Bookmark): void => {
    path.length = Math.min(path.length, level);
    (path.at(-1)?.children ?? marks).push(one);
    path.push(one);
  };

  for (const [index, piece] of order.pieces.entries()) {
    if (piece.kind !== 'paper') {
      lines.push({ level: piece.level, title: piece.title, label: piece.kind === 'gap' ? piece.label : '', page: null, isQuiet: piece.kind === 'gap' });
      place(piece.level, bookmark(piece.kind === 'gap' ? `${piece.title} (${piece.label})` : piece.title, null));
      continue;
    }
    const parent = tree.begin();
    const taken = await take(piece, { ...shared, parent }, repair);
    if (taken.isRepaired) made.repaired.push(index);
    const paper = taken.paper ?? notices(piece, { ...shared, parent }, { regular, bold });
    if (!taken.paper) made.missing.push(index);
    tree.add(parent, paper.pages);
    pages.push(...paper.pages);
    labels.push(...piece.labels);
    layers.push(...paper.layers);
    hidden.push(...paper.hidden);
    const first = paper.pages[0] ?? null;
    lines.push({ level: piece.level, title: piece.title, label: piece.labels[0] ?? '', page: first, isQuiet: !taken.paper });
    const one = bookmark(piece.title, first === null ? null : `[${first} 0 R /Fit]`);
    one.children.push(...paper.bookmarks);
    place(piece.level, one);
  }
  headingsLead(marks);

  const sheets = layContents(order.words, lines, { regular, bold }, scale);
  const front = sheets.map(() => out.allocate());
  const parent = tree.begin();
  sheets.forEach(({ content, links }, index) => ownPage(out, front[index] ?? 0, parent, { regular, bold }, mark, stamped(content, roman(index + 1), regular, scale), links, scale));
  tree.addFirst(parent, front);
  marks.unshift(bookmark(order.words.heading, `[${front[0]} 0 R /Fit]`));

  const attached = order.attachments.flatMap((one, index) => {
    const file = attach(out, one);
    if (file === null) made.unattached.push(index);
    return file === null ? [] : [`${textString(`${String(index + 1).padStart(4, '0')} ${one.name}`)} ${file} 0 R`];
  });
  const outline = writeOutline(out, marks);
  const catalog = [
    `/Pages ${tree.write()} 0 R`,
    outline !== null && `/Outlines ${outline} 0 R /PageMode /UseOutlines`,
    `/PageLabels <</Nums [${labelRanges(front.length, labels).join(' ')}]>>`,
    attached.length > 0 && `/Names <</EmbeddedFiles <</Names [${attached.join(' ')}]>>>>`,
    layers.length > 0 && `/OCProperties <</OCGs [${layers.map((num) => `${num} 0 R`).join(' ')}] /D <</Order [] /OFF [${hidden.map((num) => `${num} 0 R`).join(' ')}]>>>>`,
    `/Lang (${order.language}) /ViewerPreferences <</DisplayDocTitle true>>`,
  ];
  const root = out.object(`<</Type /Catalog ${catalog.filter(Boolean).join(' ')}>>`);
  const info = out.object(`<</Title ${textString(order.words.title)}>>`);
  const body = out.position;
  const rows = out.rows();
  out.text(rows);
  out.close();
  return { ...made, pages: front.length + pages.length, contents: front.length, seal: { body, rows: rows.length, objects: out.count, root, info, mark, font: regular.num, glyphs: regular.glyphs as PackMade['seal']['glyphs'] } };
}

/** A heading leads to the first page below it. */
function headingsLead(marks: readonly Bookmark[]): string | null {
  let first: string | null = null;
  for (const one of marks) {
    const below = headingsLead(one.children);
    one.destination ??= below;
    first ??= one.destination;
  }
  return first;
}

async function take(piece: PaperPiece, shared: Shared, repair: Repair): Promise<{ paper: TakenPaper | null; isRepaired: boolean }> {
  const from = piece.part ? { file: piece.file, part: piece.part } : { file: piece.file };
  try {
    return { paper: takePaper(from, piece, shared), isRepaired: false };
  } catch (error) {
    if (!isOfFile(error)) throw error;
  }
  const rendition = await repair(from);
  try {
    return { paper: rendition && takePaper(rendition, piece, shared), isRepaired: rendition !== null };
  } catch (error) {
    if (!isOfFile(error)) throw error;
    return { paper: null, isRepaired: false };
  }
}

/** A file that cannot be copied, or is not there; a disk that is full is another matter. */
const isOfFile = (error: unknown): boolean => error instanceof PackFault || error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Pages that say that a paper is not here, as many as it has and under its numbers. */
function notices(piece: PaperPiece, shared: Shared, faces: { regular: EmbeddedFont; bold: EmbeddedFont }): TakenPaper {
  const pages = piece.labels.map((label) => {
    const num = shared.out.allocate();
    ownPage(shared.out, num, shared.parent, faces, shared.mark, stamped(layNotice([piece.title, ...piece.notice], faces), label, faces.regular, shared.scale), [], shared.scale);
    return num;
  });
  return { pages, bookmarks: [], layers: [], hidden: [] };
}

function stamped(content: string, label: string, font: EmbeddedFont, scale: number): string {
  const box = OWN_PAGE.map((value) => value * scale) as unknown as Box;
  return `q\n${scale === 1 ? '' : `${scale} 0 0 ${scale} 0 0 cm\n`}${content}Q\n${stampOf(frameOf(box, 0), label, font, { font: 'R', mark: 'W' })}`;
}

/** What readers call each page: one entry for each run of numbers. */
function labelRanges(front: number, labels: readonly string[]): string[] {
  const ranges = front > 0 ? ['0 <</S /r>>'] : [];
  let expected = -1;
  labels.forEach((label, index) => {
    const number = /^\d+$/u.test(label) ? Number(label) : null;
    if (number === null) ranges.push(`${front + index} <</P ${textString(label)}>>`);
    else if (number !== expected) ranges.push(`${front + index} <</S /D /St ${number}>>`);
    expected = number === null ? -1 : number + 1;
  });
  return ranges;
}

function attach(out: Output, { name, description, ...from }: PackOrder['attachments'][number]): number | null {
  let source: FileBytes;
  try {
    source = new FileBytes(from.part ? { file: from.file, part: from.part } : { file: from.file });
  } catch {
    return null;
  }
  try {
    const stream = out.allocate();
    const dict: Dict = new Map<string, Value>([['Type', new Name('EmbeddedFile')], ['Subtype', new Name('application#2Fpdf')], ['Params', new Map([['Size', source.size]])]]);
    out.copied(stream, dict, source, { start: 0, length: source.size }, () => 0);
    return out.object(`<</Type /Filespec /F ${textString(name.replace(/[^\x20-\x7e]/gu, '_'))} /UF ${textString(name)} /Desc ${textString(description)} /AFRelationship /Source /EF <</F ${stream} 0 R /UF ${stream} 0 R>>>>`);
  } finally {
    source.close();
  }
}

/** The tree of pages: one node for each paper. */
class PageTree {
  private readonly root: number;
  private readonly nodes: { num: number; pages: readonly number[] }[] = [];

  constructor(private readonly out: Output) {
    this.root = out.allocate();
  }

  /** A node that pages may name as their parent. */
  begin(): number {
    return this.out.allocate();
  }

  add(num: number, pages: readonly number[]): void {
    this.nodes.push({ num, pages });
  }

  addFirst(num: number, pages: readonly number[]): void {
    this.nodes.unshift({ num, pages });
  }

  write(): number {
    const kids = (of: readonly number[]): string => of.map((num) => `${num} 0 R`).join(' ');
    for (const { num, pages } of this.nodes) this.out.object(`<</Type /Pages /Parent ${this.root} 0 R /Kids [${kids(pages)}] /Count ${pages.length}>>`, num);
    this.out.object(`<</Type /Pages /Kids [${kids(this.nodes.map(({ num }) => num))}] /Count ${this.nodes.reduce((sum, { pages }) => sum + pages.length, 0)}>>`, this.root);
    return this.root;
  }
}
