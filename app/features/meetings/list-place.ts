import type { QueryInput } from '../../../server/application';

/** Where one is in the list of sessions; stands in the address, so that back, reload and a link find the same rows. */
export type ListPlace = QueryInput<'meetings.list'>;

const PARTS = ['drafts', 'coming', 'past'] as const;
const YEAR = /^(19|20|21)\d\d$/u;
const AFTER = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z_[0-9a-f-]{36}$/u;

/** Reads the address; what is no place of the list is left out. */
export function listPlace(search: URLSearchParams): ListPlace {
  const part = PARTS.find((known) => known === search.get('part'));
  const year = YEAR.test(search.get('year') ?? '') ? Number(search.get('year')) : undefined;
  const after = search.get('after') ?? '';
  return { ...(part ? { part } : {}), ...(year ? { year } : {}), ...(part && AFTER.test(after) ? { after } : {}) };
}

export function listHref({ part, year, after }: ListPlace): string {
  const search = new URLSearchParams();
  if (part) search.set('part', part);
  if (year) search.set('year', String(year));
  if (after) search.set('after', after);
  const query = search.toString();
  return query ? `/meetings?${query}` : '/meetings';
}

/** Years of sessions that are over, the newest first. */
export function yearsSince(since: Date, now: Date): number[] {
  const [first, last] = [since.getFullYear(), now.getFullYear()];
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, index) => last - index);
}
