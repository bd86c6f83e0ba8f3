import { csvText } from '@shared/rules/csv-cell';
import type { Language } from '~/ui/i18n';
import { translator } from '~/ui/i18n';
import type { Row } from './state-word';
import { assignmentTexts } from './texts';

const slashed = (day: string): string => day.split('-').reverse().join('/');

/** The whole list as a table file, for spreadsheets of either language. */
export function assignmentsCsv(rows: readonly Row[], language: Language): string {
  const t = translator(assignmentTexts, language);
  const line = (cells: readonly string[]): string => cells.join(language === 'vi' ? ';' : ',');
  const state = ({ state: is, progress, urgency }: Row): string => (urgency === 'overdue' ? t('view_overdue') : t(is === 'open' ? (progress ?? 'state_open') : `state_${is}`));
  const head = line((['colText', 'colUnit', 'colWith', 'colDue', 'colOutcome', 'colState', 'colLate'] as const).map((key) => csvText(t(key))));
  const body = rows.map((row) => line([csvText(row.text), csvText(row.unit), csvText(row.others.join(', ')), csvText(slashed(row.dueOn)), csvText(row.outcome), csvText(state(row)), String(row.daysLate)]));
  return `\uFEFF${[head, ...body].join('\r\n')}\r\n`;
}
