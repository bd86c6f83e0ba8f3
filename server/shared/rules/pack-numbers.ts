/**
 * Numbers of pages through all papers of a session. A paper has a run of numbers that it keeps; pages a later version has beyond them
 * carry the last number with letters (215a, 215b, … 215z, 215aa), as folios left out are numbered in archives, so that nothing behind them moves.
 */
export interface PageRun {
  /** Number of its first page, from 1. */
  first: number;
  /** Numbers it was given, at least 1. */
  count: number;
}

const LETTERS = 26;

function letters(rank: number): string {
  const rest = Math.floor(rank / LETTERS);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(97 + (rank % LETTERS));
}

/** What stands on a page of a paper. @param page from 0. */
export function pageNumber({ first, count }: PageRun, page: number): string {
  return page < count ? String(first + page) : `${first + count - 1}${letters(page - count)}`;
}

/** The first and the last number of pages of a paper, as people write it: `212–220`, or `212` for one page. */
export function numberSpan(run: PageRun, pages: number): string {
  return pages <= 1 ? pageNumber(run, 0) : `${pageNumber(run, 0)}–${pageNumber(run, pages - 1)}`;
}

/** What somebody typed as a number of a page; null where it is none. */
export function readPageNumber(typed: string): { number: number; letters: string } | null {
  const found = /^\s*(?:(?:trang|tr|page|p)\b\.?\s*)?(\d{1,6})\s*([a-z]{0,3})\s*$/iu.exec(typed.normalize('NFC'));
  return found ? { number: Number(found[1]), letters: (found[2] ?? '').toLowerCase() } : null;
}

/** The page of a paper that carries a number, from 0; null where its pages do not. */
export function pageOf({ first, count }: PageRun, pages: number, wanted: { number: number; letters: string }): number | null {
  const within = wanted.number - first;
  if (within < 0 || within >= count) return null;
  if (wanted.letters === '') return within < pages ? within : null;
  if (within !== count - 1) return null;
  const rank = [...wanted.letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 96, 0) - 1;
  return count + rank < pages ? count + rank : null;
}
