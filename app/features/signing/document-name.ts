import { useTexts } from '~/ui/i18n';
import type { ToSign } from './data';
import { signingTexts } from './texts';

/** "biên bản", "biên bản kiểm phiếu": as it stands in the middle of a sentence. */
export function useDocumentName(kind: ToSign['kind']): string {
  const t = useTexts(signingTexts);
  return t(kind === 'counting' ? 'aCounting' : 'aMinutes');
}
