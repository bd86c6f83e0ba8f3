import type { QueryResult } from '../../../server/application';
import type { Language } from '~/ui/i18n';
import { translator } from '~/ui/i18n';
import { documentPage } from '../signing';
import { homeTexts } from './texts';
import type { WaitingTask } from './waiting-list';

type MinutesTask = QueryResult<'minutes.tasks'>['tasks'][number];

const FACE = {
  draft: { icon: 'minutes', tone: 'accent', title: 'minutesDraft', action: 'minutesAction' },
  continue: { icon: 'minutes', tone: 'accent', title: 'minutesContinue', action: 'minutesAction' },
  returned: { icon: 'undo', tone: 'warn', title: 'minutesReturned', action: 'minutesAction' },
  refused: { icon: 'caution', tone: 'warn', title: 'minutesRefused', action: 'minutesAction' },
  approve: { icon: 'fileCheck', tone: 'accent', title: 'minutesApprove', action: 'approveAction' },
  sign: { icon: 'signature', tone: 'accent', title: 'minutesSign', action: 'signAction' },
  seal: { icon: 'signature', tone: 'accent', title: 'minutesSeal', action: 'minutesAction' },
} as const satisfies Record<MinutesTask['kind'], unknown>;

/** The same acts on other kinds of document. */
const OTHERS: Partial<Record<MinutesTask['document'], Partial<Record<MinutesTask['kind'], 'countingRefused' | 'countingSign' | 'countingSeal' | 'noticeRefused' | 'noticeSign' | 'noticeSeal'>>>> = {
  counting: { refused: 'countingRefused', sign: 'countingSign', seal: 'countingSeal' },
  notice: { refused: 'noticeRefused', sign: 'noticeSign', seal: 'noticeSeal' },
};

/** So many signatures are one row: they are given together. */
const TOGETHER = 3;

/** What of minutes and signatures waits for this person, as rows of the waiting list. */
export function minutesTasks(tasks: readonly MinutesTask[], language: Language): WaitingTask[] {
  const t = translator(homeTexts, language);
  const signatures = tasks.filter(({ kind }) => kind === 'sign' || kind === 'seal');
  const [oldest] = signatures;
  const together: WaitingTask[] = oldest && signatures.length >= TOGETHER ? [{ id: 'to-sign', icon: 'signature', tone: 'accent', title: t('manySign', { count: signatures.length }), note: t('manySignNote', { title: oldest.title }), href: '/to-sign', action: t('manySignAction') }] : [];
  const alone = together.length > 0 ? tasks.filter((task) => !signatures.includes(task)) : tasks;
  return [...together, ...alone.map((task) => {
    const face = FACE[task.kind];
    const note = task.since ? t('minutesNote', { title: task.title, at: task.since }) : t('minutesNoteOpen', { title: task.title });
    return {
      id: `${task.document}-${task.kind}-${task.aboutId ?? task.meetingId}`,
      icon: face.icon,
      tone: face.tone,
      title: t(OTHERS[task.document]?.[task.kind] ?? face.title),
      note: task.remarks ? `${note} ${task.remarks}` : note,
      href: documentPage({ ...task, kind: task.document }),
      action: t(task.document === 'notice' ? 'noticeAction' : face.action),
    };
  })];
}

/** Sittings held on paper that wait for the word of whoever presided. */
export function notesTasks(tasks: QueryResult<'sitting.notes-tasks'>['tasks'], language: Language): WaitingTask[] {
  const t = translator(homeTexts, language);
  return tasks.map(({ meetingId, title, enteredAt }) => ({
    id: `notes-${meetingId}`, icon: 'fileCheck', tone: 'warn', title: t('notesConfirm'), note: t('minutesNote', { title, at: enteredAt }), href: `/meetings/${meetingId}/notes`, action: t('notesAction'),
  }));
}
