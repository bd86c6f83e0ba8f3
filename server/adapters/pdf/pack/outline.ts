import type { Destinations } from './destinations';
import type { Output } from './output';
import type { SourcePdf } from './source';
import { isDict, Raw, textString, type Dict, type Value } from './syntax';

/** One bookmark. */
export interface Bookmark {
  /** In the syntax of a file, with its brackets. */
  title: string;
  /** Destination in that syntax; null for a heading that leads nowhere itself. */
  destination: string | null;
  children: Bookmark[];
}

const MOST_BOOKMARKS = 20_000;
const MOST_DEPTH = 16;
/** Levels that stand open at first. */
const OPEN_LEVELS = 2;

export const bookmark = (title: string, destination: string | null): Bookmark => ({ title: textString(title), destination, children: [] });

/** The bookmarks a paper has itself, where they lead into it. */
export function ownBookmarks(source: SourcePdf, destinations: Destinations): Bookmark[] {
  const seen = new Set<Dict>();
  const siblings = (first: Value | undefined, depth: number): Bookmark[] => {
    const found: Bookmark[] = [];
    for (let item = source.dict(first); item && depth <= MOST_DEPTH && !seen.has(item) && seen.size < MOST_BOOKMARKS; item = source.dict(item.get('Next'))) {
      seen.add(item);
      const title = source.resolve(item.get('Title'));
      const destination = destinations.text(item.get('Dest')) ?? destinations.ofAction(item.get('A'));
      const children = siblings(item.get('First'), depth + 1);
      if (title instanceof Raw && (destination !== null || children.length > 0)) found.push({ title: title.text, destination, children });
    }
    return found;
  };
  const outlines = source.dict(source.dict(source.trailer.get('Root'))?.get('Outlines'));
  return isDict(outlines) ? siblings(outlines.get('First'), 0) : [];
}

const shown = (of: readonly Bookmark[], depth: number): number => of.reduce((sum, one) => sum + 1 + (depth < OPEN_LEVELS ? shown(one.children, depth + 1) : 0), 0);

/** Writes the tree. @returns number of its root, null where there is none. */
export function writeOutline(out: Output, bookmarks: readonly Bookmark[]): number | null {
  if (bookmarks.length === 0) return null;
  const root = out.allocate();
  const level = (of: readonly Bookmark[], parent: number, depth: number): number[] => {
    const numbers = of.map(() => out.allocate());
    of.forEach((one, index) => {
      const num = numbers[index] ?? 0;
      const kids = level(one.children, num, depth + 1);
      const count = depth < OPEN_LEVELS ? shown(one.children, depth + 1) : -one.children.length;
      const links = [
        index > 0 && `/Prev ${numbers[index - 1]} 0 R`,
        index + 1 < of.length && `/Next ${numbers[index + 1]} 0 R`,
        kids.length > 0 && `/First ${kids[0]} 0 R /Last ${kids.at(-1)} 0 R /Count ${count}`,
        one.destination !== null && `/Dest ${one.destination}`,
      ];
      out.object(`<</Title ${one.title} /Parent ${parent} 0 R ${links.filter(Boolean).join(' ')}>>`, num);
    });
    return numbers;
  };
  const top = level(bookmarks, root, 0);
  out.object(`<</Type /Outlines /First ${top[0]} 0 R /Last ${top.at(-1)} 0 R /Count ${shown(bookmarks, 0)}>>`, root);
  return root;
}
