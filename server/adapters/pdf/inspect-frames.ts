import { decodePDFRawStream, PDFArray, PDFName, PDFRawStream, type PDFContext } from 'pdf-lib';
import type { PageFacts } from './inspect-structure';

/** A run of text on one line with no wide gap inside. */
export interface Segment {
  text: string;
  left: number;
  right: number;
  y: number;
  height: number;
}

/** Lines drawn on a page: `across` are level ones as [y, from, to], `down` upright ones as [x, from, to]; PDF points, y upwards. */
export interface Rules {
  across: Rule[];
  down: Rule[];
}

export type Rule = readonly [at: number, from: number, to: number];

type Matrix = readonly [number, number, number, number, number, number];

/** Lines kept of one page: more are a drawing, no frames. */
const MOST_RULES = 4_000;
/** A filled rectangle this thin is a line (office programs draw the edges of tables so), PDF points. */
const THIN = 3;

const TOKEN = /\((?:\\[\s\S]|[^\\()])*\)|<<|>>|<[0-9A-Fa-f\s]*>|\/[^\s()<>[\]{}/%]*|%[^\r\n]*|[[\]{}]|[^\s()<>[\]{}/%]+/gu;

/** Bytes of content looked through: page descriptions with frames and stamps are small, maps are not. */
const CONTENT_BYTES = 2 * 1024 * 1024;

/** Of one page of a file whose streams were found to be within their budgets before. */
export function rulesOfPage(context: PDFContext, page: PageFacts | undefined): Rules {
  const contents = page?.dict.get(PDFName.of('Contents'));
  const found = contents && context.lookup(contents);
  const streams = found instanceof PDFArray ? found.asArray().map((item) => context.lookup(item)) : [found];
  let text = '';
  try {
    for (const stream of streams) {
      if (stream instanceof PDFRawStream && text.length < CONTENT_BYTES) text += `${Buffer.from(decodePDFRawStream(stream).decode()).subarray(0, CONTENT_BYTES).toString('latin1')}\n`;
    }
  } catch {
    // Damaged content draws what the viewer makes of it; the words are judged without its lines.
    return { across: [], down: [] };
  }
  return rulesOf(text);
}

/** The same lines with the page's corner at the origin. */
export const moved = ({ across, down }: Rules, [x, y]: readonly [number, number]): Rules => ({
  across: across.map(([at, from, to]): Rule => [at - y, from - x, to - x]),
  down: down.map(([at, from, to]): Rule => [at - x, from - y, to - y]),
});

/**
 * The lines that the content stream of a page itself draws: rectangles and straight paths. What forms draw is not looked into,
 * so that a frame may be missed and none is made up.
 * @param content decoded, latin1.
 */
export function rulesOf(content: string): Rules {
  const rules: Rules = { across: [], down: [] };
  const saved: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  let numbers: number[] = [];
  let path: (readonly [number, number, number, number])[] = [];
  let point: readonly [number, number] = [0, 0];
  let start = point;
  const put = (x: number, y: number): readonly [number, number] => [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
  const to = (next: readonly [number, number]): void => {
    path.push([...point, ...next]);
    point = next;
  };
  const paint = (): void => {
    for (const line of path) keep(rules, line);
    path = [];
  };
  for (const [token] of content.matchAll(TOKEN)) {
    if (rules.across.length + rules.down.length > MOST_RULES) return { across: [], down: [] };
    const number = Number(token);
    if (token !== '' && Number.isFinite(number)) {
      numbers.push(number);
      continue;
    }
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
    switch (token) {
      case 'q':
        saved.push(matrix);
        break;
      case 'Q':
        matrix = saved.pop() ?? matrix;
        break;
      case 'cm':
        matrix = [a * matrix[0] + b * matrix[2], a * matrix[1] + b * matrix[3], c * matrix[0] + d * matrix[2], c * matrix[1] + d * matrix[3], e * matrix[0] + f * matrix[2] + matrix[4], e * matrix[1] + f * matrix[3] + matrix[5]];
        break;
      case 'm':
        start = point = put(a, b);
        break;
      case 'l':
        to(put(a, b));
        break;
      case 'h':
        to(start);
        break;
      case 're':
        start = point = put(a, b);
        to(put(a + c, b));
        to(put(a + c, b + d));
        to(put(a, b + d));
        to(start);
        break;
      case 's':
      case 'b':
      case 'b*':
        to(start);
        paint();
        break;
      case 'S':
      case 'B':
      case 'B*':
      case 'f':
      case 'F':
      case 'f*':
        paint();
        break;
      case 'n':
        path = [];
        break;
      default:
        break;
    }
    numbers = [];
  }
  return rules;
}

function keep(rules: Rules, [x1, y1, x2, y2]: readonly [number, number, number, number]): void {
  const [wide, high] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
  if (wide > THIN && high < 1) rules.across.push([(y1 + y2) / 2, Math.min(x1, x2), Math.max(x1, x2)]);
  else if (high > THIN && wide < 1) rules.down.push([(x1 + x2) / 2, Math.min(y1, y2), Math.max(y1, y2)]);
}

/** The nearest line to `at` in `[low, high]` that runs along `[from, to]`, grown by the pieces that go on from it. */
function sideOf(rules: readonly Rule[], low: number, high: number, from: number, to: number): Rule | undefined {
  const found = rules.find(([at, begin, end]) => at >= low && at <= high && begin <= from + 1 && end >= to - 1);
  if (!found) return undefined;
  let [, begin, end] = found;
  for (let grown = true; grown;) {
    grown = false;
    for (const [at, first, last] of rules) {
      if (Math.abs(at - found[0]) > 2 || first > end + 2 || last < begin - 2 || (first >= begin && last <= end)) continue;
      begin = Math.min(begin, first);
      end = Math.max(end, last);
      grown = true;
    }
  }
  return [found[0], begin, end];
}

/** Whether a frame of its own is drawn close around a run of text, with nothing else in it: no cell of a table. */
export function isFramed(segment: Segment, lines: readonly (readonly Segment[])[], { across, down }: Rules): boolean {
  const { left, right, y, height } = segment;
  const over = sideOf(across, y + height * 0.5, y + height * 2.5, left, right);
  const under = sideOf(across, y - height * 1.8, y - height * 0.05, left, right);
  const before = sideOf(down, left - height * 4, left, y, y + height * 0.6);
  const behind = sideOf(down, right, right + height * 4, y, y + height * 0.6);
  if (!over || !under || !before || !behind) return false;
  const goesOn = ([, from, to]: Rule, first: number, last: number): boolean => from < first - height * 0.6 || to > last + height * 0.6;
  if ([over, under].some((side) => goesOn(side, before[0], behind[0])) || [before, behind].some((side) => goesOn(side, under[0], over[0]))) return false;
  const inside = (other: Segment): boolean => other.y > under[0] && other.y < over[0] && other.right > before[0] && other.left < behind[0];
  return !lines.some((line) => line.some((other) => other !== segment && inside(other)));
}
