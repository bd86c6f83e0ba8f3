import { FEW_LETTERS, PictureMatcher, type Alignment, type Paper } from '../carryover';

/** Pages that are pictures are laid beside so many at most, nearest first. */
const NEAR = 5;
/** Beyond so many pages nobody is kept waiting: the rest is told as not compared. */
const LOOKED_AT = 150;

/** How like two pages are as pictures; `unknown`: not looked at. */
export type Likeness = 'alike' | 'differs' | 'unknown';

export interface PicturePair {
  readonly old: number;
  readonly new: number;
  readonly likeness: Likeness;
}

/** Share of the printed places that must be found again. */
const [SAME_PAGE, ALIKE] = [0.4, 0.97];

export const isPicture = (paper: Paper, page: number): boolean => (paper.pages[page]?.glyphs.length ?? 0) < FEW_LETTERS;

/** Pages compared as pictures: those without text, and those whose text became a picture or the other way round. */
export function picturePairs(old: Paper, fresh: Paper, { old: words, fate }: Pick<Alignment, 'old' | 'fate'>): PicturePair[] {
  const pictured = fresh.pages.map((_page, index) => isPicture(fresh, index));
  const hasPictures = pictured.some(Boolean);
  const lost = lostPages(words, fate, old.pages.length);
  const candidates = old.pages.flatMap((_page, index) => (isPicture(old, index) || (hasPictures && lost[index]) ? [index] : []));
  const matcher = new PictureMatcher(old, fresh);
  const taken = new Set<number>();
  const pairs: PicturePair[] = [];
  candidates.forEach((page, rank) => {
    if (rank >= LOOKED_AT) {
      if (pictured[page] && isPicture(old, page) && !taken.has(page)) pairs.push({ old: page, new: page, likeness: 'unknown' });
      return;
    }
    const last = pairs.at(-1);
    const found = matcher.find(page, last ? [last.new + 1] : [page], NEAR);
    if (!found || found.share < SAME_PAGE || taken.has(found.page)) return;
    if (!isPicture(old, page) && !pictured[found.page]) return;
    taken.add(found.page);
    pairs.push({ old: page, new: found.page, likeness: found.share >= ALIKE ? 'alike' : 'differs' });
  });
  return pairs;
}

/** Pages with text of which hardly a word went anywhere. */
function lostPages(words: Alignment['old'], fate: Alignment['fate'], pages: number): boolean[] {
  const [all, kept] = [Array<number>(pages).fill(0), Array<number>(pages).fill(0)];
  words.forEach(({ page }, index) => {
    all[page] = (all[page] ?? 0) + 1;
    if (fate[index] !== -1) kept[page] = (kept[page] ?? 0) + 1;
  });
  return all.map((count, page) => count > 0 && (kept[page] ?? 0) < 0.2 * count);
}
