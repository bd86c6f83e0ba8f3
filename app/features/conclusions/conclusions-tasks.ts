import type { QueryResult } from '../../../server/application';
import type { Language } from '~/ui/i18n';
import { translator } from '~/ui/i18n';
import type { WaitingTask } from '../home';
import { conclusionsTexts } from './texts';

/** Sessions whose conclusions are not told yet, as rows of the waiting list, with the day they are due. */
export function conclusionsTasks(tasks: QueryResult<'conclusions.tasks'>['tasks'], language: Language): WaitingTask[] {
  const t = translator(conclusionsTexts, language);
  return tasks.map(({ meetingId, title, dueOn, late, left }) => ({
    id: `conclusions-${meetingId}`,
    icon: 'minutes',
    tone: late > 0 || left === 0 ? 'warn' : 'accent',
    title: t('taskDraft'),
    note: late > 0 ? t('taskLate', { title, days: late }) : left === 0 ? t('taskToday', { title }) : t('taskNote', { title, on: dueOn, days: left }),
    href: `/meetings/${meetingId}/conclusions`,
    action: t('taskAction'),
  }));
}
