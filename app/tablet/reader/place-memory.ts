/**
 * The last place in a document, per person, document and device. This device answers first, at once and without a
 * network; the server's answer for other devices comes through the caller.
 */
import { placeKey } from '../forget-device';
import type { ReaderPlace } from './reader-view';

export function rememberedPlace(personId: string, documentId: string): ReaderPlace | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(placeKey(personId, documentId)) ?? 'null');
    if (typeof value !== 'object' || value === null) return undefined;
    const { page, offset, zoom } = value as { page?: unknown; offset?: unknown; zoom?: unknown };
    if (typeof page !== 'number' || typeof offset !== 'number') return undefined;
    if (zoom !== 'width' && zoom !== 'page' && typeof zoom !== 'number') return undefined;
    return { page, offset, zoom };
  } catch {
    return undefined;
  }
}

/** Best effort: a full or forbidden storage must not disturb reading. */
export function rememberPlace(personId: string, documentId: string, place: ReaderPlace): void {
  try {
    localStorage.setItem(placeKey(personId, documentId), JSON.stringify(place));
  } catch {
    return;
  }
}
