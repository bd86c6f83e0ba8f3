/**
 * Search in the open document, insensitive to diacritics and case: "uy ban" finds "Ủy ban". Each page is folded once;
 * the fold keeps for every letter where it stood, so that a hit can be shown in the text as it is.
 */
import { foldedText, type FoldedText } from '@shared/language/folded-text';
import { searchRanges, type SearchTerm } from '@shared/language/search-text';
import type { PageText } from './pdf-source';

export interface PageHit {
  /** 1 is the first page. */
  readonly page: number;
  /** Range in the page's text (`pageText`). */
  readonly start: number;
  readonly end: number;
}

/** The text of a page as search and quotations count it: items as they are, a line feed where a line ends. */
export function pageText(text: PageText): string {
  return text.items.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join('');
}

/** Hits of a query in one page, in order, not overlapping. */
export function findInPage(text: FoldedText, query: string, page: number): PageHit[] {
  const wanted = foldedText(query.trim()).folded;
  if (wanted === '') return [];
  const hits: PageHit[] = [];
  for (let at = text.folded.indexOf(wanted); at !== -1; at = text.folded.indexOf(wanted, at + wanted.length)) {
    const start = text.origin[at] ?? 0;
    const end = text.origin[at + wanted.length] ?? start;
    hits.push({ page, start, end });
  }
  return hits;
}

/** Hits of what was searched for in all sessions: whole words and phrases, with their marks where they were asked for with them. */
export const findTermsInPage = ({ text }: FoldedText, terms: readonly SearchTerm[], page: number): PageHit[] => searchRanges(text, terms).map(([start, end]) => ({ page, start, end }));

/**
 * Searches all pages, beginning with `from` and going round; calls `onPage` after each page so that the first hits show at once.
 * @param find the hits of one page.
 * @param onPage told the hits of a page, null where its text could not be read, and how many pages were looked at.
 */
export async function searchDocument(
  read: (page: number) => Promise<PageText>,
  total: number,
  find: (text: FoldedText, page: number) => PageHit[],
  from: number,
  onPage: (hits: readonly PageHit[] | null, done: number) => void,
  signal: AbortSignal,
  folded: Map<number, FoldedText>,
): Promise<void> {
  for (let step = 0; step < total && !signal.aborted; step += 1) {
    const page = ((from - 1 + step) % total) + 1;
    let text = folded.get(page);
    if (text === undefined) {
      try {
        text = foldedText(pageText(await read(page)));
        folded.set(page, text);
      } catch {
        // Told, not kept: the next search reads it again.
      }
    }
    if (!signal.aborted) onPage(text === undefined ? null : find(text, page), step + 1);
  }
}
