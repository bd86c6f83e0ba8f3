import type { Language } from '~/ui/i18n';
import { translator } from '~/ui/i18n';
import type { WaitingTask } from '../home';
import type { Preparing } from './data';
import { dueWords } from './standing-words';
import { preparingTexts } from './texts';

/** Items named one by one on the first page; the rest is counted. */
const NAMED = 3;

/** What of papers waits for this person, of the own unit and of the sessions they prepare, as rows of the waiting list. */
export function preparingTasks({ unit, late, waiting }: Preparing, language: Language): WaitingTask[] {
  const t = translator(preparingTexts, language);
  const open = unit.filter(({ missing, part, isLocked }) => missing === 'returned' || (missing === 'nothing' && !isLocked) || (missing === 'leader' && part === 'leader'));
  const tasks = open.slice(0, NAMED).map((row): WaitingTask => ({
    id: `papers-${row.itemId}`,
    icon: row.missing === 'leader' ? 'fileCheck' : 'upload',
    tone: row.due.state === 'late' || row.missing === 'returned' ? 'warn' : 'accent',
    title: t(row.missing === 'leader' ? 'taskApprove' : row.missing === 'returned' ? 'taskReturned' : 'taskPrepare'),
    note: t('taskNote', { title: row.title, due: dueWords(row.due, language) }),
    href: `/preparing/${row.itemId}`,
    action: t('taskOpen'),
  }));
  if (open.length > NAMED) tasks.push({ id: 'papers-more', icon: 'list', tone: 'accent', title: t('taskMore', { count: open.length - NAMED }), note: t('mineNote'), href: '/preparing', action: t('taskMoreAction') });
  for (const { meeting, count } of waiting) {
    tasks.push({ id: `papers-of-${meeting.id}`, icon: 'fileCheck', tone: 'accent', title: t('taskOffice', { count }), note: t('sessionNote', { title: meeting.title, at: meeting.startsAt }), href: `/meetings/${meeting.id}/preparing`, action: t('openSession') });
  }
  const [longest] = late;
  if (longest) tasks.push({ id: 'papers-late', icon: 'caution', tone: 'warn', title: t('taskLate', { count: late.length }), note: t('taskLateNote', { unit: longest.unit, days: longest.due.days }), href: '/preparing', action: t('taskLateAction') });
  return tasks;
}
