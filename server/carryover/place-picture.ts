import { moved, tray, type Carried, type Mark } from './marks';
import type { Box } from './page';
import { extentOf } from './place-ink';
import type { Likeness, PictureMatcher } from './pictures';

/** How far around a mark the page must be the same, points. */
const NEAR = 70;

/** Carries marks of one gesture by the picture of their page. */
export function placeByPicture(matcher: PictureMatcher, page: number, likely: readonly number[], marks: readonly Mark[]): Carried[] {
  const likeness = matcher.find(page, likely);
  if (!likeness) return marks.map(({ id }) => tray(id, 'likeness'));
  const box = extentOf(marks);
  const near = shareNear(likeness, box);
  const certain = near ?? likeness.share;
  const place = (mark: Mark, shift: readonly [number, number] = [0, 0]) => moved(mark, likeness.page, { ...likeness.motion, left: likeness.motion.left + shift[0], top: likeness.motion.top + shift[1] });
  if (certain >= 0.6 && likeness.share >= 0.3) return marks.map((mark) => ({ id: mark.id, verdict: 'moved', place: place(mark) }));
  const found = matcher.search(likeness, page, box);
  if (found && found.score > 0.55) {
    const isClear = found.score - found.next > 0.12;
    return marks.map((mark) => ({ id: mark.id, verdict: isClear ? 'moved' : 'check', place: place(mark, found.shift), ...(!isClear && { doubt: 'alike' as const }) }));
  }
  if (likeness.share < 0.3 || (near !== null && near < 0.15)) return marks.map(({ id }) => tray(id, 'likeness'));
  return marks.map((mark) => ({ id: mark.id, verdict: 'check', place: place(mark), doubt: 'likeness' }));
}

/** Share of the printed places around the box that are where the page says; null: too few are printed there. */
function shareNear({ spots }: Likeness, [left, top, right, bottom]: Box): number | null {
  const near = spots.filter(({ at: [x, y] }) => x > left - NEAR && x < right + NEAR && y > top - NEAR && y < bottom + NEAR);
  return near.length < 3 ? null : near.filter(({ isThere }) => isThere).length / near.length;
}
