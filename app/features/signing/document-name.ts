import { useTexts } from '~/ui/i18n';
import type { ToSign } from './data';
import { signingTexts } from './texts';

const NAMES = { minutes: 'aMinutes', counting: 'aCounting', notice: 'aNotice' } as const;

/** "biên bản", "biên bản kiểm phiếu": as it stands in the middle of a sentence. */
export function useDocumentName(kind: ToSign['kind']): string {
  const t = useTexts(signingTexts);
  return t(NAMES[kind]);
}
