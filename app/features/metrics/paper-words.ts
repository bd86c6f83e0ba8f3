import type { Translate } from '~/ui/i18n';
import type { PaperData } from './data';
import type { paperTexts } from './texts';

/** That a session, or the rest of it, was held on paper and entered from notes; empty where it was not. */
export function paperWords({ onPaper }: Pick<PaperData, 'onPaper'>, t: Translate<(typeof paperTexts)['vi']>): string {
  return onPaper ? t('onPaper', { at: onPaper.from, reason: onPaper.reason, entered: onPaper.enteredAt, by: onPaper.by }) : '';
}
