import { numberSpan, pageNumber, type PageRun } from '../../shared/rules/pack-numbers';
import type { AgendaItem } from '../agenda';
import type { DocumentRun } from './repository';

export interface NumberedPaper {
  id: string;
  itemId: string | null;
  order: number;
  pages: number;
}

/** Papers as they stand in a pack: of the session as a whole first, then item by item (PK1). */
export function inOrder<Paper extends NumberedPaper>(papers: readonly Paper[], items: readonly Pick<AgendaItem, 'id'>[]): Paper[] {
  const rank = new Map(items.map(({ id }, index) => [id, index + 1]));
  const placeOf = ({ itemId }: Paper): number => (itemId === null ? 0 : (rank.get(itemId) ?? items.length + 1));
  return [...papers].sort((a, b) => placeOf(a) - placeOf(b) || a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** Numbers for papers that have none: behind all that were given (PK2). */
export function nextRuns(papers: readonly NumberedPaper[], given: readonly DocumentRun[]): DocumentRun[] {
  const known = new Set(given.map(({ documentId }) => documentId));
  let next = given.reduce((most, { first, count }) => Math.max(most, first + count), 1);
  return papers.filter(({ id }) => !known.has(id)).map(({ id, pages }) => {
    const run = { documentId: id, first: next, count: Math.max(1, pages) };
    next += run.count;
    return run;
  });
}

/** Numbers of a run that pages of the paper do not carry: all of them where it is not there (PK3, PK5). */
export function unused(run: PageRun, pages: number): string | null {
  if (pages >= run.count) return null;
  const rest = { first: run.first + pages, count: run.count - pages };
  return numberSpan(rest, rest.count);
}

export const labelsOf = (run: PageRun, from: number, count: number): string[] => Array.from({ length: count }, (_none, index) => pageNumber(run, from + index));
