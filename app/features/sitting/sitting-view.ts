import type { LiveResult, QueryResult } from '../../../server/application';
import type { Translate } from '~/ui/i18n';
import type { sittingTexts } from './texts';

export type SittingView = LiveResult<'sitting.live'>;
export type LiveItem = SittingView['items'][number];
export type LiveQuestion = SittingView['questions'][number];
export type Snapshot = QueryResult<'sitting.live-snapshot'>;
export type ConsoleSnapshot = QueryResult<'sitting.console'>;
export type OfficerView = NonNullable<SittingView['officers']>;
export type Ability = OfficerView['can']['open'];
export type SittingTranslate = Translate<(typeof sittingTexts)['vi']>;

export const currentItem = (view: SittingView): LiveItem | null => view.items.find(({ id }) => id === view.currentItemId) ?? null;

/** What may still be said of a sitting that this screen follows no longer (`ended`): not that somebody presents in it now. */
export const lastKnown = (view: SittingView, ended: boolean): SittingView => (ended ? { ...view, presentation: null } : view);

/** "Nội dung 4", or what the row is when it has no number. */
export function itemName(item: LiveItem, t: SittingTranslate): string {
  if (item.number !== null) return t('item', { number: item.number });
  return item.kind === 'break' ? t('itemBreak') : item.kind === 'closing' ? t('itemClosing') : t('itemOpening');
}

/** Milliseconds by which the current item has run over since the picture was taken; everything that follows moves by it. */
export function slipOf(view: SittingView, now: Date): number {
  const current = currentItem(view);
  const end = current?.expectedEnd?.getTime() ?? (view.meeting.state === 'in_session' ? view.takenAt.getTime() : null);
  return end === null ? 0 : Math.max(0, now.getTime() - Math.max(end, view.takenAt.getTime()));
}

export const shifted = (moment: Date, slip: number): Date => new Date(moment.getTime() + slip);

/** Milliseconds left of the current item; negative when it is over. */
export const remainingOf = (item: LiveItem, now: Date): number =>
  (item.startedAt ?? now).getTime() + item.plannedMinutes * 60_000 - now.getTime();

/** The quorum in words. */
export function quorumWords(view: SittingView, t: SittingTranslate): string {
  const { reached, present, members, needed, missing } = view.attendance.quorum;
  return reached ? t('quorumReached', { present, members, needed }) : t('quorumMissing', { present, members, needed, missing });
}

export const readerHref = (meetingId: string, documentId: string, query = ''): string => `/meetings/${meetingId}/read/${documentId}${query}`;
