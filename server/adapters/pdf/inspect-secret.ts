/**
 * Looks for marks of state secrets on page 1. State secrets may not be on a networked system at all (Law on the
 * protection of state secrets, 117/2025/QH15, art. 5.2), so a mark stops the upload for a person to decide.
 */

/** A piece of text as the viewer places it, PDF points, y upwards. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  width: number;
  /** Font size. */
  height: number;
  /** Not horizontal: stamps are often set aslant. */
  slanted: boolean;
}

export type SecrecyMark = 'MẬT' | 'TỐI MẬT' | 'TUYỆT MẬT';

/** A run of text on one line with no wide gap inside. */
interface Segment {
  text: string;
  left: number;
  right: number;
  y: number;
  height: number;
}

/** Marks stripped of spaces, in Unicode and as TCVN3 and VNI fonts store them. */
const STAMPS: ReadonlyMap<string, SecrecyMark> = new Map([
  ...(['MẬT', 'mËt', 'MËT', 'MAÄT'] as const).map((word) => [word, 'MẬT'] as const),
  ...(['TỐIMẬT', 'tèimËt', 'TÈIMËT', 'TOÁIMAÄT'] as const).map((word) => [word, 'TỐI MẬT'] as const),
  ...(['TUYỆTMẬT', 'tuyÖtmËt', 'TUYÖTMËT', 'TUYEÄTMAÄT'] as const).map((word) => [word, 'TUYỆT MẬT'] as const),
]);

/** What "MẬT" alone on a line is the end of when a heading wraps: "… BẢO / MẬT", "… BÍ / MẬT NHÀ NƯỚC". */
const HEADING_BEFORE = /(?:BẢO|BÍ|CƠ|b¶o|bÝ|BAÛO|BÍ)\s*$/u;
const TOP_BEFORE = /(?:TUYỆT|tuyÖt|TUYEÄT)\s*$/u;
const HIGH_BEFORE = /(?:TỐI|tèi|TOÁI)\s*$/u;

/** Number and symbol of a secret document: "Số: 12/BC-UBND(M)", "(TM)", "(TuM)". */
const SECRET_NUMBER = /(?:^|\s)S(?:ố|Ố|è|oá|OÁ)\s*:?\s*[\d.…_ ]{0,20}[a-z]?\s*\/\s*[^\s()/]{1,40}(?:\/[^\s()/]{1,40})?\s*\(\s*(M|TM|TUM|TuM)\s*\)/u;
const NUMBER_MARK: Readonly<Record<string, SecrecyMark>> = { M: 'MẬT', TM: 'TỐI MẬT', TUM: 'TUYỆT MẬT', TuM: 'TUYỆT MẬT' };

const DECLARED = /độ\s+mật\s*:\s*(tuyệt\s+mật|tối\s+mật|mật)(?!\p{L})/iu;

/** The first mark found, or undefined. Words inside a sentence or heading ("bí mật nhà nước", "BẢO MẬT") are none. */
export function findSecrecyMark(items: readonly PlacedText[]): SecrecyMark | undefined {
  const lines = toLines(items);
  for (const [index, line] of lines.entries()) {
    for (const [at, segment] of line.entries()) {
      const mark = STAMPS.get(bare(segment.text));
      if (mark) {
        const found = inContext(mark, segment, line[at - 1], lines[index - 1] ?? []);
        if (found) return found;
      }
    }
    const whole = line.map((segment) => segment.text).join(' ');
    const number = SECRET_NUMBER.exec(whole)?.[1];
    if (number) return NUMBER_MARK[number];
    const declared = DECLARED.exec(whole)?.[1];
    if (declared) return declaredMark(declared);
  }
  for (const item of items) {
    const mark = item.slanted ? STAMPS.get(bare(item.text.normalize('NFC'))) : undefined;
    if (mark) return mark;
  }
  return undefined;
}

function declaredMark(words: string): SecrecyMark {
  if (/^tuyệt/iu.test(words)) return 'TUYỆT MẬT';
  return /^tối/iu.test(words) ? 'TỐI MẬT' : 'MẬT';
}

/** Spaces (stamps are letter-spaced) and frame characters removed. */
function bare(text: string): string {
  return text.replace(/[\s\u00a0]+/gu, '').replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function inContext(
  mark: SecrecyMark,
  segment: Segment,
  leftNeighbour: Segment | undefined,
  lineAbove: readonly Segment[],
): SecrecyMark | undefined {
  if (mark !== 'MẬT') return mark;
  const above = lineAbove.find(
    (other) =>
      other.left < segment.right &&
      other.right > segment.left &&
      other.y - segment.y < segment.height * 2.2 &&
      Math.abs(other.height - segment.height) < segment.height * 0.15,
  );
  const before = [leftNeighbour?.text, above?.text].filter((text) => text !== undefined);
  if (before.some((text) => HEADING_BEFORE.test(text))) return undefined;
  if (before.some((text) => TOP_BEFORE.test(text))) return 'TUYỆT MẬT';
  return before.some((text) => HIGH_BEFORE.test(text)) ? 'TỐI MẬT' : mark;
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
