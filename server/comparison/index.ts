/**
 * What differs between two versions of a paper, paragraph by paragraph and word by word (rules: SPEC.md). Which word became which is
 * `server/carryover`'s to say. Pure: pages come from outside.
 */
import { alignPapers, type Paper, type Word } from '../carryover';
import { inPlace, pairsOf, type Pair } from './pairs';
import { paragraphsOf, type Block, type PlaceStep } from './paragraphs';
import { isPicture, picturePairs, type Likeness, type PicturePair } from './pictured';
import { piecesOf, wordChanges, type Piece, type Run } from './word-changes';

export { PLACE_KINDS, type PlaceStep } from './paragraphs';
export type { Piece } from './word-changes';

/** `renumbered`: nothing but the numbers it begins with. `left`: where something stood that is elsewhere now; told with the `moved` one. */
export const ROW_KINDS = ['same', 'changed', 'renumbered', 'added', 'removed', 'moved', 'left', 'picture'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** A paragraph of one version or of both; first and last page, from 1. */
export interface Row {
  kind: RowKind;
  place: readonly PlaceStep[];
  old: readonly [number, number] | null;
  new: readonly [number, number] | null;
  pieces: readonly Piece[];
  /** Of pages that are pictures; null: it is in one version alone. */
  likeness?: Likeness | null;
}

export interface Comparison {
  rows: Row[];
  /** Pages on which something changed, from 1. */
  pages: { old: number[]; new: number[] };
}

/** A paragraph must have so many words to be told as moved; a signature line is not looked for elsewhere. */
const TELLING = 4;
/** Kinds that are changes: stepped through and counted. */
export const isChange = ({ kind, likeness }: Pick<Row, 'kind' | 'likeness'>): boolean => ['changed', 'added', 'removed', 'moved'].includes(kind) || (kind === 'picture' && likeness !== 'alike');

interface Draft {
  old: readonly number[];
  new: readonly number[];
  runs: Run[] | null;
  picture?: PicturePair;
}

export function compare(old: Paper, fresh: Paper): Comparison {
  const alignment = alignPapers(old, fresh);
  const pictures = picturePairs(old, fresh, alignment);
  const asPicture = { old: new Set(pictures.map((pair) => pair.old)), new: new Set(pictures.map((pair) => pair.new)) };
  const flowing = (words: readonly Word[], paper: Paper, side: 'old' | 'new'): Block[] => {
    const isShown = (page: number): boolean => isPicture(paper, page) || asPicture[side].has(page);
    return paragraphsOf(words, paper.pages.length, isShown).filter(({ words: own, pages }) => own.length === 0 || !isShown(pages[0]));
  };
  const blocks = { old: flowing(alignment.old, old, 'old'), new: flowing(alignment.new, fresh, 'new') };
  const settled = settle([...textDrafts(pairsOf(alignment, blocks.old, blocks.new), alignment, blocks), ...pictureDrafts(pictures, blocks)]);
  const rows = rowsFrom(settled, alignment, blocks);
  return { rows, pages: pagesOf(settled, rows, alignment, blocks) };
}

type Sides<T> = { readonly old: T; readonly new: T };
type Blocks = Sides<readonly Block[]>;
type Words = Sides<readonly Word[]>;

const textsOf = (words: readonly Word[], blocks: readonly Block[], indexes: readonly number[]): string[] => indexes.flatMap((index) => (blocks[index]?.words ?? []).map((word) => words[word]?.text ?? ''));

function textDrafts(pairs: readonly Pair[], words: Words, blocks: Blocks): Draft[] {
  return pairs.flatMap((pair): Draft[] => {
    const runs = wordChanges(textsOf(words.old, blocks.old, pair.old), textsOf(words.new, blocks.new, pair.new));
    return runs ? [{ ...pair, runs }] : [];
  });
}

/** A page that is a picture stands as a block of its own. */
function pictureDrafts(pictures: readonly PicturePair[], blocks: Blocks): Draft[] {
  const at = (side: readonly Block[], page: number): number[] => side.flatMap(({ words, pages }, index) => (words.length === 0 && pages[0] === page ? [index] : []));
  return pictures.map((picture) => ({ old: at(blocks.old, picture.old), new: at(blocks.new, picture.new), runs: null, picture }));
}

function span(blocks: readonly Block[], indexes: readonly number[]): [number, number] | null {
  const [first, last] = [blocks[indexes[0] ?? -1], blocks[indexes.at(-1) ?? -1]];
  return first && last ? [first.pages[0] + 1, last.pages[1] + 1] : null;
}

interface Settled {
  readonly draft: Draft;
  readonly isMoved: boolean;
}

/** Which stayed in their order and which went elsewhere, in the order of the new version. */
function settle(drafts: readonly Draft[]): Settled[] {
  const ordered = [...drafts].sort((a, b) => (a.new[0] ?? 0) - (b.new[0] ?? 0));
  const lengthOf = (draft: Draft): number => draft.runs?.reduce((sum, run) => sum + run.words.length, 0) ?? 1;
  const stays = inPlace(ordered.map((draft) => ({ old: draft.old[0] ?? 0, weight: lengthOf(draft) })));
  // Too short to be looked for elsewhere: one went, another came.
  return ordered.map((draft, index) => ({ draft, isMoved: !stays[index] })).filter(({ draft, isMoved }) => !isMoved || draft.picture !== undefined || lengthOf(draft) >= TELLING);
}

function rowsFrom(kept: readonly Settled[], words: Words, blocks: Blocks): Row[] {
  const byNew = new Map(kept.map((one) => [one.draft.new[0], one]));
  const inNew = new Set(kept.flatMap(({ draft }) => draft.new));
  const ofOld = new Map(kept.flatMap((one) => one.draft.old.map((index) => [index, one] as const)));
  const rows: Row[] = [];
  const alone = (side: 'old' | 'new', index: number): Row => {
    const block = blocks[side][index] as Block;
    const isPictured = block.words.length === 0;
    const told = { old: side === 'old' ? span(blocks.old, [index]) : null, new: side === 'new' ? span(blocks.new, [index]) : null, place: block.place };
    if (isPictured) return { kind: 'picture', ...told, pieces: [], likeness: null };
    return { kind: side === 'old' ? 'removed' : 'added', ...told, pieces: [[side === 'old' ? '-' : '+', textsOf(words[side], blocks[side], [index]).join(' ')]] };
  };
  let next = 0;
  const oldUpTo = (end: number): void => {
    for (; next < end; next += 1) {
      const one = ofOld.get(next);
      if (!one) rows.push(alone('old', next));
      else if (one.isMoved && one.draft.old[0] === next) rows.push(leftRow(one.draft, words, blocks));
    }
  };
  // What went stands before what came in its place.
  const anchors: number[] = [];
  for (let index = blocks.new.length - 1, anchor = blocks.old.length; index >= 0; index -= 1) {
    const one = byNew.get(index);
    if (one && !one.isMoved) anchor = one.draft.old[0] ?? anchor;
    anchors[index] = anchor;
  }
  blocks.new.forEach((_block, index) => {
    const one = byNew.get(index);
    if (one || !inNew.has(index)) oldUpTo(anchors[index] ?? next);
    if (one) rows.push(rowOf(one.draft, one.isMoved, blocks));
    else if (!inNew.has(index)) rows.push(alone('new', index));
    if (one && !one.isMoved) next = Math.max(next, (one.draft.old.at(-1) ?? next) + 1);
  });
  oldUpTo(blocks.old.length);
  return rows;
}

function leftRow(draft: Draft, words: Words, blocks: Blocks): Row {
  const place = blocks.old[draft.old[0] ?? 0]?.place ?? [];
  return { kind: 'left', place, old: span(blocks.old, draft.old), new: span(blocks.new, draft.new), pieces: [['=', textsOf(words.old, blocks.old, draft.old).join(' ')]] };
}

function rowOf({ old, new: fresh, runs, picture }: Draft, isMoved: boolean, blocks: Blocks): Row {
  const told = { old: span(blocks.old, old), new: span(blocks.new, fresh), place: blocks.new[fresh[0] ?? 0]?.place ?? [] };
  if (picture || !runs) return { kind: 'picture', ...told, pieces: [], likeness: picture?.likeness ?? 'unknown' };
  const kind = isMoved ? 'moved' : runs.every(({ op }) => op === '=') ? 'same' : isRenumbered(runs) ? 'renumbered' : 'changed';
  return { kind, ...told, pieces: piecesOf(runs) };
}

const NUMBER = /^\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-zđ]?|\p{L}|[IVXLC]{1,6})[.):/-]{0,2}$/u;

/** One number in the place of another before everything else: "Điều 4." that was "Điều 3.", and the number of a row. */
function isRenumbered(runs: readonly Run[]): boolean {
  const changed = runs.flatMap(({ op }, index) => (op === '=' ? [] : [index]));
  const words = changed.flatMap((index) => runs[index]?.words ?? []);
  const [first = 0] = changed;
  const before = runs[0]?.op === '=' ? runs[0].words : [];
  const isAtHead = first === 0 || (first === 1 && before.length === 1 && /^(?:điều|chương|mục|phần|bảng|hình)$/iu.test(before[0] ?? ''));
  return isAtHead && changed.length === 2 && changed[1] === first + 1 && words.length === 2 && words.every((word) => NUMBER.test(word));
}

/** Where words changed; what went is missed on the page where its place is now. */
function pagesOf(settled: readonly Settled[], rows: readonly Row[], words: Words, blocks: Blocks): Comparison['pages'] {
  const changed = { old: new Set<number>(), new: new Set<number>() };
  const note = (side: 'old' | 'new', span: Row['old']): void => {
    for (let page = span?.[0] ?? 1; page <= (span?.[1] ?? 0); page += 1) changed[side].add(page);
  };
  let last = 1;
  for (const row of rows) {
    if (row.new && row.kind !== 'left') last = row.new[1];
    if (row.kind === 'changed' || !isChange(row)) continue;
    note('old', row.old);
    note('new', row.new ?? [last, last]);
  }
  for (const { draft: { old, new: fresh, runs } } of settled) {
    if (!runs || isRenumbered(runs)) continue;
    const sides = { old: old.flatMap((index) => blocks.old[index]?.words ?? []), new: fresh.flatMap((index) => blocks.new[index]?.words ?? []) };
    const at = { old: 0, new: 0 };
    for (const { op, words: { length } } of runs) {
      const from = { ...at };
      if (op !== '+') at.old += length;
      if (op !== '-') at.new += length;
      if (op === '=') continue;
      for (const side of ['old', 'new'] as const) {
        for (let word = from[side]; word <= Math.max(from[side], at[side] - 1); word += 1) {
          const page = words[side][sides[side][Math.min(word, sides[side].length - 1)] ?? -1]?.page;
          if (page !== undefined) changed[side].add(page + 1);
        }
      }
    }
  }
  const list = (pages: ReadonlySet<number>): number[] => [...pages].sort((one, two) => one - two);
  return { old: list(changed.old), new: list(changed.new) };
}
