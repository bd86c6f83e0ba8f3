/** Where one is in what was found; stands in the address, so that back, reload and a link find the same. */
export interface SearchPlace {
  text: string;
  from: number;
}

/** As long as the query takes it. */
const LETTERS = 200;
const FROM = /^\d{1,4}$/u;

export function searchPlace(search: URLSearchParams): SearchPlace {
  const from = search.get('from') ?? '';
  return { text: (search.get('text') ?? '').slice(0, LETTERS), from: FROM.test(from) ? Number(from) : 0 };
}

export function searchHref({ text, from }: SearchPlace): string {
  return `/search?${new URLSearchParams({ text, ...(from > 0 ? { from: String(from) } : {}) }).toString()}`;
}

/** The reader at a page, with what was searched marked on it. */
export function readerHref(meetingId: string, documentId: string, page: number | null, text: string): string {
  return `/meetings/${meetingId}/read/${documentId}?${new URLSearchParams({ ...(page === null ? {} : { page: String(page) }), find: text }).toString()}`;
}
