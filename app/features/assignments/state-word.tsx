import type { QueryResult } from '../../../server/application';
import { StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { assignmentTexts } from './texts';

export type Row = QueryResult<'assignments.list'>['rows'][number];

type Standing = Pick<Row, 'state' | 'progress' | 'daysLate' | 'urgency'>;

/** How an assignment stands, in a word that does not live by its colour. */
export function AssignmentState({ row }: { row: Standing }) {
  const t = useTexts(assignmentTexts);
  const { state, progress, daysLate, urgency } = row;
  if (urgency === 'overdue') return <StateWord tone="bad" icon="warning">{t('late', { days: daysLate })}</StateWord>;
  if (state === 'reported') return <StateWord tone="accent" icon="hourglass">{daysLate > 0 ? `${t('state_reported')}. ${t('lateDone', { days: daysLate })}` : t('state_reported')}</StateWord>;
  if (state === 'done') return <StateWord tone="ok" icon="check">{daysLate > 0 ? `${t('state_done')}. ${t('lateDone', { days: daysLate })}` : t('state_done')}</StateWord>;
  if (state === 'open' && urgency === 'soon') return <StateWord tone="warn" icon="clock">{t('view_soon')}</StateWord>;
  if (state === 'open') return <StateWord>{t(progress ?? 'state_open')}</StateWord>;
  return <StateWord>{t(`state_${state}`)}</StateWord>;
}

/** A calendar date as a moment of that day, for texts that write dates. */
export const noon = (day: string): string => `${day}T12:00:00+07:00`;
