import type { Alignment } from '../carryover';
import type { Block } from './paragraphs';

/** What a row of the comparison is made of: blocks of the old version, of the new one, or of both. */
export interface Pair {
  readonly old: readonly number[];
  readonly new: readonly number[];
}

/** Share of the words of the shorter one that two paragraphs must have in common to be one. */
const COMMON = 0.4;
/** Paragraphs that one may have been parted into. */
const PARTS = 6;

/** Paragraphs of both versions that are one, by the words they share; parted and joined ones together. */
export function pairsOf({ fate }: Pick<Alignment, 'fate'>, old: readonly Block[], fresh: readonly Block[]): Pair[] {
  const blockOf = new Map<number, number>();
  fresh.forEach(({ words }, index) => words.forEach((word) => blockOf.set(word, index)));
  const shared = old.map(({ words }) => {
    const counts = new Map<number, number>();
    for (const word of words) {
      const target = blockOf.get(fate[word] ?? -1);
      if (target !== undefined) counts.set(target, (counts.get(target) ?? 0) + 1);
    }
    return counts;
  });
  const [toNew, toOld] = [old.map((): number[] => []), fresh.map((): number[] => [])];
  shared.forEach((counts, index) => counts.forEach((count, target) => {
    const least = Math.min(old[index]?.words.length ?? 0, fresh[target]?.words.length ?? 0);
    if (count < COMMON * least) return;
    toNew[index]?.push(target);
    toOld[target]?.push(index);
  }));
  const pairs: Pair[] = [];
  const [seenOld, seenNew] = [new Set<number>(), new Set<number>()];
  old.forEach((_block, start) => {
    if (seenOld.has(start) || toNew[start]?.length === 0) return;
    const group = { old: new Set([start]), new: new Set<number>() };
    for (let isGrowing = true; isGrowing;) {
      const before = group.old.size + group.new.size;
      for (const index of group.old) for (const target of toNew[index] ?? []) if (!seenNew.has(target)) group.new.add(target);
      for (const target of group.new) for (const index of toOld[target] ?? []) if (!seenOld.has(index)) group.old.add(index);
      isGrowing = group.old.size + group.new.size > before;
    }
    for (const pair of isOnePiece(group.old) && isOnePiece(group.new) ? [{ old: sorted(group.old), new: sorted(group.new) }] : bestOf(group, shared)) {
      if (pair.new.length === 0) continue;
      pairs.push(pair);
      pair.new.forEach((index) => seenNew.add(index));
    }
    group.old.forEach((index) => seenOld.add(index));
  });
  return pairs;
}

const sorted = (indexes: ReadonlySet<number>): number[] => [...indexes].sort((a, b) => a - b);

function isOnePiece(indexes: ReadonlySet<number>): boolean {
  const list = sorted(indexes);
  return list.length <= PARTS && (list.at(-1) ?? 0) - (list[0] ?? 0) === list.length - 1;
}

/** Of paragraphs that share words crosswise: each with the one it shares most with. */
function bestOf(group: { old: ReadonlySet<number>; new: ReadonlySet<number> }, shared: readonly ReadonlyMap<number, number>[]): Pair[] {
  const all = [...group.old].flatMap((index) => [...(shared[index] ?? [])].filter(([target]) => group.new.has(target)).map(([target, count]) => ({ index, target, count })));
  all.sort((a, b) => b.count - a.count || a.index - b.index);
  const [usedOld, usedNew] = [new Set<number>(), new Set<number>()];
  return all.flatMap(({ index, target }): Pair[] => {
    if (usedOld.has(index) || usedNew.has(target)) return [];
    usedOld.add(index);
    usedNew.add(target);
    return [{ old: [index], new: [target] }];
  });
}

/** Pairs in the order of the new version that kept their order in the old one: those with most words in all. @returns for each whether it stayed. */
export function inPlace(pairs: readonly { readonly old: number; readonly weight: number }[]): boolean[] {
  const size = pairs.reduce((most, { old }) => Math.max(most, old), 0) + 1;
  // The heaviest run that ends at or before a place (a tree of prefixes), and the pair it ends with.
  const best = Array.from({ length: size + 1 }, () => ({ weight: 0, last: -1 }));
  const before: number[] = [];
  let top = { weight: 0, last: -1 };
  pairs.forEach(({ old, weight }, index) => {
    let found = { weight: 0, last: -1 };
    for (let at = old; at > 0; at -= at & -at) if ((best[at]?.weight ?? 0) > found.weight) found = best[at] ?? found;
    before[index] = found.last;
    const run = { weight: found.weight + weight, last: index };
    if (run.weight > top.weight) top = run;
    for (let at = old + 1; at <= size; at += at & -at) if (run.weight > (best[at]?.weight ?? 0)) best[at] = run;
  });
  const stays = pairs.map(() => false);
  for (let index = top.last; index >= 0; index = before[index] ?? -1) stays[index] = true;
  return stays;
}
