import type { Language } from '~/ui/i18n';
import { translator } from '~/ui/i18n';
import type { Due } from './data';
import { preparingTexts } from './texts';

/** A calendar day as the formats take it. */
export const dayOf = (date: string): string => `${date}T00:00:00+07:00`;

/** "còn 2 ngày làm việc", "hôm nay là hạn", "trễ 3 ngày làm việc". */
export function remainingWords({ state, days }: Pick<Due, 'state' | 'days'>, language: Language): string {
  const t = translator(preparingTexts, language);
  return state === 'today' ? t('dueToday') : t(state === 'late' ? 'dueLate' : 'dueIn', { days });
}

/** The day and what is left of it. */
export const dueWords = (due: Due, language: Language): string => translator(preparingTexts, language)('dueOn', { at: dayOf(due.on), left: remainingWords(due, language) });

/** What stands of an item, as the agenda notes it. */
export function standingWords(missing: 'nothing' | 'returned' | 'leader' | 'office' | 'ready', language: Language): string {
  return translator(preparingTexts, language)(`m_${missing}`);
}
