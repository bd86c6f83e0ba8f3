import type { LiveResult, QueryResult } from '../../../server/application';
import type { Translate } from '~/ui/i18n';
import type { LiveQuestion } from '../voting';
import type { sittingTexts } from './texts';

export type SittingView = LiveResult<'sitting.live'>;
export type LiveItem = SittingView['items'][number];
export type Snapshot = QueryResult<'sitting.live-snapshot'>;
export type ConsoleSnapshot = QueryResult<'sitting.console'>;
export type OfficerView = NonNullable<SittingView['officers']>;
export type Ability = OfficerView['can']['open'];
export type SittingTranslate = Translate<(typeof sittingTexts)['vi']>;

export const currentItem = (view: SittingView): LiveItem | null => view.items.find(({ id }) => id === view.currentItemId) ?? null;

/** What may still be said of a sitting that this screen follows no longer (`ended`): not that somebody presents in it now. */
export const lastKnown = (view: SittingView, ended: boolean): SittingView => (ended ? { ...view, presentation: null } : view);

/** How long a result is told beside other things once its item is over, ms. */
const RESULT_MS = 120_000;

/** What a vote has to tell now: the open question, else the last result while its item runs and for a while after (L23). */
export function voteToTell(view: SittingView, now: Date): LiveQuestion | null {
  if (view.meeting.state !== 'in_session') return null;
  const open = view.questions.find(({ state }) => state === 'open');
  if (open) return open;
  const { decided } = view;
  if (!decided?.closedAt) return null;
  return decided.itemId === view.currentItemId || now.getTime() - decided.closedAt.getTime() < RESULT_MS ? decided : null;
}

/** Whether the floor is theirs. */
export const hasFloor = (view: SittingView, personId: string): boolean => view.floor.turn?.personId === personId;

/** The current item, where it takes requests to speak. */
export function itemToSpeakOn(view: SittingView): string | null {
  const item = view.meeting.state === 'in_session' ? currentItem(view) : null;
  return item && item.kind !== 'break' && item.kind !== 'paper_only' ? item.id : null;
}

/** Whether this person presents the current item and nobody shows anything yet. */
export const isMyTurn = (view: SittingView, personId: string): boolean =>
  view.meeting.state === 'in_session' && view.presentation === null && currentItem(view)?.presenterId === personId;

/** Whether the attendance list has them in the session now. */
export const isThere = ({ attendance, leftAt }: Pick<OfficerView['seats'][number], 'attendance' | 'leftAt'>): boolean => leftAt === null && (attendance === 'room' || attendance === 'online');

/** "Nội dung 4", or what the row is when it has no number. */
export function itemName(item: LiveItem, t: SittingTranslate): string {
  if (item.number !== null) return t('item', { number: item.number });
  return item.kind === 'break' ? t('itemBreak') : item.kind === 'closing' ? t('itemClosing') : t('itemOpening');
}

/** Milliseconds by which what follows has moved on since the picture was taken: the current item runs over, or the session is not opened at its time. */
export function slipOf(view: SittingView, now: Date): number {
  if (view.meeting.state !== 'in_session' && view.meeting.state !== 'published') return 0;
  if (view.floor.adjournedUntil) return Math.max(0, now.getTime() - Math.max(view.floor.adjournedUntil.getTime(), view.takenAt.getTime()));
  // What follows a pause is expected later by as much, while it goes on (L27).
  const end = view.floor.pausedSince ? view.takenAt : currentItem(view)?.expectedEnd ?? (view.meeting.state === 'published' ? view.meeting.startsAt : view.takenAt);
  return Math.max(0, now.getTime() - Math.max(end.getTime(), view.takenAt.getTime()));
}

export const shifted = (moment: Date, slip: number): Date => new Date(moment.getTime() + slip);

/** Milliseconds left of the current item; negative when it is over. It begins full, also on a tablet whose idea of the time is a moment behind (L24). */
export const remainingOf = (item: LiveItem, now: Date, pausedSince: Date | null = null): number =>
  Math.min(0, (item.startedAt ?? now).getTime() - (pausedSince ?? now).getTime() + item.stoodStill) + item.plannedMinutes * 60_000;

const minuteOf = (moment: Date): number => Math.floor(moment.getTime() / 60_000);

/** When the session ends as things stand, and by how many of the minutes shown that is later than planned (negative: earlier); null before it is open (L24). */
export function endOf(view: SittingView, now: Date): { end: Date; late: number | null } {
  const end = view.meeting.closedAt ?? shifted(view.expectedEnd, slipOf(view, now));
  return { end, late: view.meeting.openedAt ? minuteOf(end) - minuteOf(view.meeting.endsAt) : null };
}

/** The quorum in words. */
export function quorumWords(view: SittingView, t: SittingTranslate): string {
  const { reached, present, members, needed, missing } = view.attendance.quorum;
  return reached ? t('quorumReached', { present, members, needed }) : t('quorumMissing', { present, members, needed, missing });
}

/** The quorum of the item that is missing, for those who run the sitting (L54); null: it is there, or nobody has to be, overnight. */
export const missingQuorum = ({ officers, floor }: SittingView): OfficerView['quorum'] | null => (officers && !officers.quorum.reached && floor.adjournedUntil === null ? officers.quorum : null);

export const readerHref = (meetingId: string, documentId: string, query = ''): string => `/meetings/${meetingId}/read/${documentId}${query}`;
