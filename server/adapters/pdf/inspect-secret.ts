import { isFramed, type Rules, type Segment } from './inspect-frames';
import { beginsWord, endsWord, HIGH_BEFORE, isHeadLine, mayStandAbove, mayStandBelow, SMALL_STAMPS, STAMPS, TOP_BEFORE, type SecrecyMark } from './secrecy-words';

/**
 * Looks for marks of state secrets on page 1. State secrets may not be on a networked system at all (Law on the
 * protection of state secrets, 117/2025/QH15, art. 5.2). A mark is refused; the word in other company is none; where
 * the company leaves a doubt, a person is asked.
 */

/** A piece of text as the viewer places it, PDF points, y upwards, as the page is shown. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  width: number;
  /** Font size. */
  height: number;
  /** Not horizontal: stamps are often set aslant. */
  slanted: boolean;
  /** Degrees it is turned by, counter-clockwise; absent: 0, or not known. */
  turn?: number;
}

export interface PageLook {
  items: readonly PlacedText[];
  /** Lines drawn on the page; absent: none known. */
  rules?: Rules;
  /** PDF points; default A4. */
  pageHeight?: number;
}

export type Secrecy = { kind: 'mark'; mark: SecrecyMark } | { kind: 'doubt'; mark: SecrecyMark; words: string };

interface Place {
  lines: readonly (readonly Segment[])[];
  line: number;
  at: number;
  segment: Segment;
  /** Text set aslant or upright has no head of a page. */
  isLevel: boolean;
  page: Required<Omit<PageLook, 'items'>>;
}

/** Number and symbol of a secret document: "Số: 12/BC-UBND(M)", "(TM)", "(TuM)". */
const SECRET_NUMBER = /(?:^|\s)S(?:ố|Ố|è|oá|OÁ)\s*:?\s*[\d.…_ ]{0,20}[a-z]?\s*\/\s*[^\s()/]{1,40}(?:\/[^\s()/]{1,40})?\s*\(\s*(M|TM|TUM|TuM)\s*\)/u;
const NUMBER_MARK: Readonly<Record<string, SecrecyMark>> = { M: 'MẬT', TM: 'TỐI MẬT', TUM: 'TUYỆT MẬT', TuM: 'TUYỆT MẬT' };

const DECLARED = /độ\s+mật\s*:\s*(tuyệt\s+mật|tối\s+mật|mật)(?!\p{L})/iu;
/** A declaration ends behind its word; a form that offers several, or a sentence, goes on. */
const DECLARED_ALONE = /^\W{0,4}độ\s+mật\s*:\s*(?:tuyệt\s+mật|tối\s+mật|mật)\s*[.;)\]]?\s*(?:$|\s{2,})/iu;

/** Share of the page, from its upper edge, in which papers bear their marks. */
const HEAD = 0.4;
const A4_HEIGHT = 842;
const NO_RULES: Rules = { across: [], down: [] };
/** Words shown to the person who is asked. */
const WORDS_SHOWN = 120;

/** A mark if there is one, else the first doubt. Words inside a sentence or heading ("bí mật nhà nước", "BẢO MẬT") are none. */
export function findSecrecy({ items, rules = NO_RULES, pageHeight = A4_HEIGHT }: PageLook): Secrecy | undefined {
  let doubt: Secrecy | undefined;
  for (const [turn, group] of byTurn(items)) {
    const found = inText(group, { rules, pageHeight }, turn === 0);
    if (found?.kind === 'mark') return found;
    doubt ??= found;
  }
  return doubt;
}

/** @param isLevel what is aslant, or the head of a column set upright, is judged by the words around it alone. */
function inText(items: readonly PlacedText[], page: Place['page'], isLevel: boolean): Secrecy | undefined {
  const lines = toLines(items);
  let doubt: Secrecy | undefined;
  for (const [index, line] of lines.entries()) {
    const found = line.map((segment, at) => judge({ lines, line: index, at, segment, isLevel, page }));
    if (isLevel) found.push(inWholeLine(line.map(({ text }) => text).join('  ')));
    const mark = found.find((one) => one?.kind === 'mark');
    if (mark) return mark;
    doubt ??= found.find((one) => one !== undefined);
  }
  return doubt;
}

function inWholeLine(whole: string): Secrecy | undefined {
  const number = SECRET_NUMBER.exec(whole);
  const numberMark = NUMBER_MARK[number?.[1] ?? ''];
  if (number && numberMark) return number.index === 0 || /\s{2,}$/u.test(whole.slice(0, number.index + 1)) ? { kind: 'mark', mark: numberMark } : doubtOf(numberMark, whole);
  const declared = DECLARED.exec(whole)?.[1];
  if (!declared) return undefined;
  return DECLARED_ALONE.test(whole) ? { kind: 'mark', mark: declaredMark(declared) } : doubtOf(declaredMark(declared), whole);
}

function declaredMark(words: string): SecrecyMark {
  if (/^tuyệt/iu.test(words)) return 'TUYỆT MẬT';
  return /^tối/iu.test(words) ? 'TỐI MẬT' : 'MẬT';
}

const doubtOf = (mark: SecrecyMark, words: string): Secrecy => ({ kind: 'doubt', mark, words: words.replace(/\s+/gu, ' ').trim().slice(0, WORDS_SHOWN) });

/** Spaces (stamps are letter-spaced) and frame characters removed. */
function bare(text: string): string {
  return text.replace(/[\s\u00a0]+/gu, '').replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

/** One run of text that may be a mark, by what stands around it. */
function judge(place: Place): Secrecy | undefined {
  const { segment, isLevel } = place;
  const small = SMALL_STAMPS.get(bare(segment.text));
  const mark = STAMPS.get(bare(segment.text)) ?? small;
  if (!mark) return undefined;
  const around = companyOf(place);
  const { before, after } = around;
  const words = [...before, segment.text, ...after].join(' ');
  if (isLevel && isFramed(segment, place.lines, place.page.rules)) return small ? doubtOf(mark, words) : { kind: 'mark', mark };
  if (mark === 'MẬT') {
    if (before.some(endsWord)) return undefined;
    if (before.some((text) => TOP_BEFORE.test(text))) return { kind: 'mark', mark: 'TUYỆT MẬT' };
    if (before.some((text) => HIGH_BEFORE.test(text))) return { kind: 'mark', mark: 'TỐI MẬT' };
    if (after.some(beginsWord)) return undefined;
  }
  if (small) return isLevel && isInHead(place) && words === segment.text && around.row === 0 ? doubtOf(mark, words) : undefined;
  if (!isLevel) return before.length + after.length === 0 ? { kind: 'mark', mark } : doubtOf(mark, words);
  const isAlone = before.every(mayStandAbove) && after.every(mayStandBelow) && around.row === 0;
  return isAlone && isInHead(place) ? { kind: 'mark', mark } : doubtOf(mark, words);
}

interface Company {
  /** What the same column or line goes on from, and goes on with, in the same size. */
  before: string[];
  after: string[];
  /** Others on its line that are not of the head of a paper: cells of a table. */
  row: number;
}

function companyOf({ lines, line, at, segment }: Place): Company {
  const row = lines[line] ?? [];
  const left = row[at - 1];
  const right = row[at + 1];
  const above = columnMate(lines, line, segment, -1);
  const below = columnMate(lines, line, segment, 1);
  const others = row.filter((other) => other !== segment);
  const isHead = others.length <= 2 && others.some(({ text }) => isHeadLine(text));
  const besides = [left, right].filter((text) => text !== undefined).filter(({ text }) => endsWord(text) || TOP_BEFORE.test(text) || HIGH_BEFORE.test(text) || beginsWord(text));
  return {
    before: [...(left && besides.includes(left) ? [left.text] : []), ...(above ? [above.text] : [])],
    after: [...(right && besides.includes(right) ? [right.text] : []), ...(below ? [below.text] : [])],
    row: isHead ? 0 : others.length,
  };
}

/** The run above or below in the same column, as near as the lines of one heading are, and of the same size. */
function columnMate(lines: Place['lines'], line: number, segment: Segment, step: -1 | 1): Segment | undefined {
  for (let index = line + step; index >= 0 && index < lines.length; index += step) {
    const mates = (lines[index] ?? []).filter((other) => Math.abs(other.y - segment.y) < segment.height * 2.2);
    if (mates.length === 0) return undefined;
    const mate = mates.find((other) => other.left < segment.right && other.right > segment.left && Math.abs(other.height - segment.height) < segment.height * 0.15);
    if (mate) return mate;
  }
  return undefined;
}

function isInHead({ segment, page }: Place): boolean {
  return segment.y > page.pageHeight * (1 - HEAD);
}

/** Text by how it is turned, level text first; a turned group is placed as if it were level. */
function byTurn(items: readonly PlacedText[]): Map<number, PlacedText[]> {
  const groups = new Map<number, PlacedText[]>([[0, items.filter(({ slanted }) => !slanted)]]);
  for (const item of items) {
    if (!item.slanted) continue;
    // Of a turn that is not known only the item itself is read.
    const turn = item.turn === undefined ? -1 - groups.size : Math.round(item.turn);
    const angle = (-(item.turn ?? 0) * Math.PI) / 180;
    const placed = { ...item, slanted: false, x: item.x * Math.cos(angle) - item.y * Math.sin(angle), y: item.x * Math.sin(angle) + item.y * Math.cos(angle) };
    groups.set(turn, [...(groups.get(turn) ?? []), placed]);
  }
  return groups;
}

/** Lines from top to bottom, each cut into segments where a gap is wider than one and a half letters' height. */
function toLines(items: readonly PlacedText[]): Segment[][] {
  const level = items.filter((item) => !item.slanted && item.text.trim() !== '');
  const sorted = [...level].sort((a, b) => b.y - a.y || a.x - b.x);
  const lines: PlacedText[][] = [];
  for (const item of sorted) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && first.y - item.y < Math.max(2, Math.min(first.height, item.height) * 0.5)) line.push(item);
    else lines.push([item]);
  }
  return lines.map((line) => toSegments(line.sort((a, b) => a.x - b.x)));
}

function toSegments(line: readonly PlacedText[]): Segment[] {
  const segments: Segment[] = [];
  for (const item of line) {
    const last = segments.at(-1);
    const gap = last ? item.x - last.right : 0;
    const text = item.text.normalize('NFC');
    if (last && gap <= Math.max(item.height, last.height) * 1.5) {
      last.text += gap > item.height * 0.12 ? ` ${text}` : text;
      last.right = Math.max(last.right, item.x + item.width);
      last.height = Math.max(last.height, item.height);
    } else {
      segments.push({ text, left: item.x, right: item.x + item.width, y: item.y, height: item.height });
    }
  }
  return segments;
}

/** Page text in reading order for people and search: one line per line, NFC. */
export function linesOfText(items: readonly PlacedText[]): string {
  return toLines(items)
    .map((line) => line.map((segment) => segment.text.trim()).join('  '))
    .join('\n');
}
