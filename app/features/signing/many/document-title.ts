import { useTexts } from '~/ui/i18n';
import type { ToSign } from '../data';
import { manyTexts } from './texts';

/** "Biên bản số 05/BB-UBND". */
export function useDocumentTitle(): (document: { kind: ToSign['kind']; number: string | null }) => string {
  const t = useTexts(manyTexts);
  return ({ kind, number }) => t(kind, { number: number ?? '' });
}
