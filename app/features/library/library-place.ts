import { CITED_KINDS, type CitedKind } from '@shared/rules/citations';
import { SEARCH_LIMITS } from '@shared/language/search-text';

/** What the list shows, as its address says. */
export interface LibraryPlace {
  text: string;
  kind?: CitedKind | undefined;
  from: number;
}

export function libraryPlace(params: URLSearchParams): LibraryPlace {
  const from = Number(params.get('from'));
  return {
    text: (params.get('text') ?? '').slice(0, SEARCH_LIMITS.letters).trim(),
    kind: CITED_KINDS.find((kind) => kind === params.get('kind')),
    from: Number.isInteger(from) && from > 0 ? Math.min(from, 10_000) : 0,
  };
}

export function libraryHref({ text = '', kind, from = 0 }: Partial<LibraryPlace>): string {
  const query = new URLSearchParams({ ...(text ? { text } : {}), ...(kind ? { kind } : {}), ...(from > 0 ? { from: String(from) } : {}) }).toString();
  return `/library${query ? `?${query}` : ''}`;
}

export function entryHref(entryId: string, { page, find }: { page?: number | null | undefined; find?: string } = {}): string {
  const query = new URLSearchParams({ ...(page ? { page: String(page) } : {}), ...(find?.trim() ? { find: find.trim() } : {}) }).toString();
  return `/library/${entryId}${query ? `?${query}` : ''}`;
}
