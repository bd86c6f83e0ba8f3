import type { MeetingDocument, ReadingPlace } from './repository';

/** How far one person is in one paper, over all of that person's devices. */
export interface OwnReading {
  /** Where the person was last, 1-based. */
  page: number;
  /** Farthest page reached, at most the number of pages. */
  farthest: number;
  finished: boolean;
  at: Date;
}

/** Merges the places of several devices; pages a newer, shorter version no longer has are cut off (D11). Null: never opened. */
export function ownReading(document: Pick<MeetingDocument, 'id' | 'pages'>, places: readonly ReadingPlace[]): OwnReading | null {
  const own = places.filter((place) => place.documentId === document.id);
  const latest = own.reduce<ReadingPlace | null>((best, place) => (best && best.updatedAt >= place.updatedAt ? best : place), null);
  if (!latest) return null;
  const farthest = Math.min(document.pages, Math.max(...own.map((place) => place.farthest)));
  return { page: Math.min(latest.page, document.pages), farthest, finished: farthest >= document.pages, at: latest.updatedAt };
}
