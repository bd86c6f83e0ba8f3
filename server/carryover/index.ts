/**
 * Carries marks from one version of a paper to the next (rules: SPEC.md). By text where there is any: words are aligned once for the
 * pair, every mark holds on to the words it is about. By pictures of the pages where there is none. Pure: pages come from outside.
 */
import { align, type Alignment } from './align';
import { tray, type Carried, type Ink, type Mark, type Note } from './marks';
import type { PageText, Paper } from './page';
import { placeHighlight } from './place-highlight';
import { placeGesture } from './place-ink';
import { placeByPicture } from './place-picture';
import { PictureMatcher } from './pictures';
import { asShown, markUpright, turnsOf, upright, type Turns } from './upright';
import { wordsOf, type Word } from './words';

export type { Carried, Doubt, Highlight, Ink, Mark, Note, Place, Verdict } from './marks';
export type { Box, Glyph, PagePicture, PageText, Paper, Point } from './page';

export { PictureMatcher } from './pictures';
export type { Alignment } from './align';
export { keyOf, type Word } from './words';

/** Which word of the new version each flowing word of the old one has become; pages that lie on their side are read upright. */
export function alignPapers(old: Paper, fresh: Paper): Alignment & { turns: { old: Turns[]; new: Turns[] } } {
  const turns = { old: old.pages.map(turnsOf), new: fresh.pages.map(turnsOf) };
  const flowing = (pages: readonly PageText[], by: readonly Turns[]): Word[] => wordsOf(pages.map((page, index) => upright(page, by[index] ?? 0))).filter(({ isFurniture }) => !isFurniture);
  return { ...align(flowing(old.pages, turns.old), flowing(fresh.pages, turns.new)), turns };
}

/** Every mark once, in the order given. */
export function carryOver(old: Paper, fresh: Paper, marks: readonly Mark[]): Carried[] {
  const { turns, ...alignment } = alignPapers(old, fresh);
  const matcher = new PictureMatcher(old, fresh);
  const byText = (gesture: readonly Mark[]): Carried[] | null =>
    placeByText(alignment, gesture.map((mark) => markUpright(mark, old.pages[mark.page] ?? NO_SHEET, turns.old[mark.page] ?? 0)))?.map((one) => asShown(one, fresh.pages, turns.new)) ?? null;
  const placed = new Map<string, Carried>();
  for (const gesture of gesturesOf(marks)) {
    const found = byText(gesture);
    // Text that went nowhere may have become a picture: a signed copy that was scanned.
    const isPictured = found?.every(({ verdict }) => verdict === 'tray') && fresh.pages.some(({ glyphs }) => glyphs.length < FEW_LETTERS);
    const page = gesture[0]?.page ?? 0;
    const all = found && !isPictured ? found : placeByPicture(matcher, page, likelyPages(alignment, page), gesture);
    for (const one of all) placed.set(one.id, one);
  }
  return marks.map(({ id }) => placed.get(id) ?? tray(id, 'no_anchor'));
}

const NO_SHEET = { width: 0, height: 0 };
/** A page with fewer is a picture, whatever a stamp or a page number says on it. */
export const FEW_LETTERS = 40;

/** Marks that move together: ink of one group on one page; everything else by itself. */
function gesturesOf(marks: readonly Mark[]): Mark[][] {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = mark.kind === 'ink' && mark.group !== undefined ? `group ${mark.page} ${mark.group}` : `mark ${mark.id}`;
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  return [...groups.values()];
}

function placeByText(alignment: Alignment, gesture: readonly Mark[]): Carried[] | null {
  const [first] = gesture;
  if (first?.kind === 'highlight') {
    const one = placeHighlight(alignment, first);
    return one && [one];
  }
  return placeGesture(alignment, gesture as readonly (Ink | Note)[]);
}

/** Pages most words of a page went to, most first. */
function likelyPages({ old, new: fresh, fate }: Alignment, page: number): number[] {
  const counts = new Map<number, number>();
  old.forEach((word, index) => {
    const target = word.page === page ? fresh[fate[index] ?? -1]?.page : undefined;
    if (target !== undefined) counts.set(target, (counts.get(target) ?? 0) + 1);
  });
  return [...counts].sort((a, b) => b[1] - a[1]).map(([target]) => target);
}
