import type { Carried, Mark, Place } from './marks';
import type { Box, PageText, Point } from './page';

/** Quarter turns clockwise that bring the text of a page upright. */
export type Turns = 0 | 1 | 2 | 3;

/** How the text of a page runs: by the way from each letter to the next. */
export function turnsOf({ glyphs }: PageText): Turns {
  const ways = [0, 0, 0, 0];
  glyphs.forEach(({ char, box }, index) => {
    const next = glyphs[index + 1];
    if (!next || /\s/u.test(char) || /\s/u.test(next.char)) return;
    const [dx, dy] = [(next.box[0] + next.box[2] - box[0] - box[2]) / 2, (next.box[1] + next.box[3] - box[1] - box[3]) / 2];
    const way = Math.abs(dx) >= Math.abs(dy) ? (dx >= 0 ? 0 : 2) : dy >= 0 ? 3 : 1;
    ways[way] = (ways[way] ?? 0) + 1;
  });
  return ways.indexOf(Math.max(...ways)) as Turns;
}

interface Sheet {
  readonly width: number;
  readonly height: number;
}

/** Where a point of a page lies when the page is turned clockwise. */
export function turnPoint([x, y]: Point, { width, height }: Sheet, turns: Turns): Point {
  if (turns === 1) return [height - y, x];
  if (turns === 2) return [width - x, height - y];
  return turns === 3 ? [y, width - x] : [x, y];
}

function turnBox([left, top, right, bottom]: Box, sheet: Sheet, turns: Turns): Box {
  const [one, two] = [turnPoint([left, top], sheet, turns), turnPoint([right, bottom], sheet, turns)];
  return [Math.min(one[0], two[0]), Math.min(one[1], two[1]), Math.max(one[0], two[0]), Math.max(one[1], two[1])];
}

const turned = ({ width, height }: Sheet, turns: Turns): Sheet => (turns % 2 === 1 ? { width: height, height: width } : { width, height });

/** The page as somebody reads it. */
export function upright(page: PageText, turns: Turns): PageText {
  return turns === 0 ? page : { ...turned(page, turns), glyphs: page.glyphs.map(({ char, box }) => ({ char, box: turnBox(box, page, turns) })) };
}

export function markUpright(mark: Mark, page: Sheet, turns: Turns): Mark {
  if (turns === 0) return mark;
  if (mark.kind === 'highlight') return { ...mark, rects: mark.rects.map((rect) => turnBox(rect, page, turns)) };
  if (mark.kind === 'note') return { ...mark, at: turnPoint(mark.at, page, turns) };
  return { ...mark, strokes: mark.strokes.map((stroke) => stroke.map((point) => turnPoint(point, page, turns))) };
}

/** What was placed on upright pages, on the pages as they are shown. */
export function asShown(carried: Carried, pages: readonly PageText[], turns: readonly Turns[]): Carried {
  const back = (place: Place): Place => {
    const sheet = pages[place.page];
    const ahead = turns[place.page] ?? 0;
    if (!sheet || ahead === 0) return place;
    const [from, by] = [turned(sheet, ahead), (4 - ahead) as Turns];
    return {
      page: place.page,
      ...(place.rects && { rects: place.rects.map((rect) => turnBox(rect, from, by)) }),
      ...(place.strokes && { strokes: place.strokes.map((stroke) => stroke.map((point) => turnPoint(point, from, by))) }),
      ...(place.at && { at: turnPoint(place.at, from, by) }),
    };
  };
  return { ...carried, ...(carried.place && { place: back(carried.place) }), ...(carried.rest && { rest: carried.rest.map(back) }) };
}
