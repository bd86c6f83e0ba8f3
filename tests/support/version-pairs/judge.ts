import { PDFDocument } from 'pdf-lib';
import type { Block, Draft, Pair, Random, Token } from './model';
import type { Printed } from './print';

type Rect = readonly [number, number, number, number];
type Stroke = readonly (readonly [number, number])[];

export type FileMark =
  | { readonly id: string; readonly kind: 'highlight'; readonly page: number; readonly rects: readonly Rect[] }
  | { readonly id: string; readonly kind: 'ink'; readonly page: number; readonly group: string; readonly strokes: readonly Stroke[] }
  | { readonly id: string; readonly kind: 'note'; readonly page: number; readonly at: readonly [number, number] };

export interface FileAnswer {
  readonly id: string;
  readonly verdict: 'moved' | 'check' | 'tray';
  readonly page?: number;
  readonly rects?: readonly Rect[];
  readonly strokes?: readonly Stroke[];
  readonly at?: readonly [number, number];
  readonly rest?: readonly { page: number; rects?: readonly Rect[] }[];
}

/** A mark and the words it is about. */
export interface Known {
  readonly mark: FileMark;
  readonly words: readonly number[];
}

export type Truth = ReadonlyMap<number, readonly Printed[]>;

const wordsOf = (block: Block): readonly Token[] => (block.kind === 'table' ? block.rows.flat().flat() : block.words);
export const idsOf = ({ blocks }: Draft): number[] => blocks.flatMap(wordsOf).map(({ id }) => id);

const unite = (rects: readonly Rect[]): Rect => [Math.min(...rects.map((r) => r[0])), Math.min(...rects.map((r) => r[1])), Math.max(...rects.map((r) => r[2])), Math.max(...rects.map((r) => r[3]))];

/** One rectangle for each line of the words, all on one page; null where they are on two. */
function lines(ids: readonly number[], truth: Truth): { page: number; rects: Rect[] } | null {
  const printed = ids.flatMap((id) => truth.get(id) ?? []);
  const page = printed[0]?.page;
  if (page === undefined || printed.some((one) => one.page !== page)) return null;
  const rects: Rect[] = [];
  for (const { rect } of printed) {
    const last = rects.at(-1);
    if (last && Math.abs(last[1] - rect[1]) < 3 && rect[0] >= last[0]) rects[rects.length - 1] = unite([last, rect]);
    else rects.push(rect);
  }
  return { page, rects };
}

const between = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));

/** Marks that people make on the old version: highlights of 1 to 30 words, rings, underlines, bars beside paragraphs, notes. */
export function marksOn({ old }: Pair, truth: Truth, random: Random, count: number): Known[] {
  const known: Known[] = [];
  const runs = old.blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flatMap((cells) => cells.slice(1).map((cell) => cell.map(({ id }) => id))) : [block.words.map(({ id }) => id)]));
  for (let tries = 0; known.length < count && tries < 20 * count; tries += 1) {
    const run = runs[between(random, 0, runs.length - 1)] ?? [];
    const kind = (['highlight', 'highlight', 'highlight', 'ring', 'underline', 'bar', 'note'] as const)[between(random, 0, 6)];
    const length = kind === 'highlight' ? between(random, 1, 30) : kind === 'bar' ? run.length : between(random, 1, 6);
    const from = kind === 'bar' ? 0 : between(random, 0, Math.max(0, run.length - length));
    const words = run.slice(from, from + length);
    const place = words.length > 0 ? lines(words, truth) : null;
    if (!place) continue;
    const id = `${known.length}`;
    const [left, top, right, bottom] = unite(place.rects);
    if (kind === 'highlight') known.push({ words, mark: { id, kind, page: place.page, rects: place.rects } });
    else if (kind === 'note') known.push({ words: words.slice(0, 1), mark: { id, kind, page: place.page, at: [(place.rects[0]?.[0] ?? 0) + 3, (place.rects[0]?.[1] ?? 0) + 4] } });
    else if (kind === 'bar') {
      if (place.rects.length < 2) continue;
      known.push({ words, mark: { id, kind: 'ink', page: place.page, group: id, strokes: [wave([left - 14, top], [left - 14, bottom], random)] } });
    } else if (place.rects.length > 1) continue;
    else if (kind === 'underline') known.push({ words, mark: { id, kind: 'ink', page: place.page, group: id, strokes: [wave([left, bottom + 0.5], [right, bottom + 0.5], random)] } });
    else known.push({ words, mark: { id, kind: 'ink', page: place.page, group: id, strokes: [ring([left - 3, top - 2, right + 3, bottom + 2], random)] } });
  }
  return known;
}

export function wave([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number], random: Random): Stroke {
  return Array.from({ length: 24 }, (_, k) => [x0 + ((x1 - x0) * k) / 23 + (random() - 0.5) * 1.6, y0 + ((y1 - y0) * k) / 23 + (random() - 0.5) * 1.6] as const);
}

export function ring([left, top, right, bottom]: Rect, random: Random): Stroke {
  return Array.from({ length: 32 }, (_, k) => {
    const angle = (2 * Math.PI * k) / 31;
    return [(left + right) / 2 + ((right - left) / 2) * Math.cos(angle) + random(), (top + bottom) / 2 + ((bottom - top) / 2) * Math.sin(angle) + random()] as const;
  });
}

/** `right`: beyond doubt and there; `asked`: the owner is asked, or it lies in the tray; `wrong`: placed elsewhere without asking. */
export type Judged = 'right' | 'asked' | 'wrong';

/** @param answer of {@link carries}; @returns also whether everything it is about is still there. */
export function judge({ mark, words }: Known, answer: FileAnswer | undefined, truth: Truth): { judged: Judged | 'lost'; stayed: boolean; tellsRight: boolean } {
  const there = words.filter((id) => truth.has(id));
  const stayed = there.length === words.length;
  if (!answer) return { judged: 'lost', stayed, tellsRight: false };
  const isRight = answer.verdict !== 'tray' && there.length > 0 && (mark.kind === 'highlight' ? covers(answer, there, truth) : isAt(mark, answer, there, truth));
  const judged = answer.verdict === 'moved' ? (isRight ? 'right' : 'wrong') : 'asked';
  return { judged, stayed, tellsRight: isRight };
}

/** Whether the words under the rectangles are those, give or take one in ten. */
function covers(answer: FileAnswer, there: readonly number[], truth: Truth): boolean {
  const places = [{ page: answer.page ?? 0, rects: answer.rects }, ...(answer.rest ?? [])];
  const under = [...truth].filter(([, printed]) => printed.some(({ page, rect }) => places.some((place) => place.page === page && place.rects?.some((r) => {
    const [x, y] = [(rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2];
    return x > r[0] && x < r[2] && y > r[1] && y < r[3];
  })))).map(([id]) => id);
  const shared = under.filter((id) => there.includes(id)).length;
  return shared / (under.length + there.length - shared) >= 0.75;
}

function isAt(mark: FileMark, answer: FileAnswer, there: readonly number[], truth: Truth): boolean {
  const printed = there.flatMap((id) => truth.get(id) ?? []).filter(({ page }) => page === answer.page);
  if (printed.length === 0) return false;
  const target = unite(printed.map(({ rect }) => rect));
  const line = (printed[0]?.rect[3] ?? 0) - (printed[0]?.rect[1] ?? 0);
  const points = answer.strokes?.flat() ?? (answer.at ? [answer.at] : []);
  const [left, top, right, bottom] = unite(points.map(([x, y]) => [x, y, x, y]));
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const isBar = mark.kind === 'ink' && left < target[0] && right - left < 8;
  const insideX = isBar || (x > target[0] - line && x < target[2] + line);
  return insideX && y > target[1] - 0.6 * line && y < target[3] + 0.75 * line;
}

/** The naive way: same page, same place. */
export async function naive(known: readonly Known[], bytes: Uint8Array): Promise<FileAnswer[]> {
  const pages = (await PDFDocument.load(bytes)).getPageCount();
  return known.map(({ mark }) => (mark.page <= pages ? { ...mark, verdict: 'moved' } : { id: mark.id, verdict: 'tray' }));
}
