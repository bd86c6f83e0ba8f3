import type { Translate } from '~/ui/i18n';
import type { floorTexts } from '../floor';
import { verdictWords, type ballotTexts, type votingTexts } from '../voting';
import type { adjournTexts } from './adjourn-texts';
import type { chairTexts } from './chair-texts';
import type { hallTexts } from './hall-texts';
import type { lineTexts } from './line-texts';
import { currentItem, isMyTurn, itemName, type SittingTranslate, type SittingView } from './sitting-view';

export interface TellingTexts {
  t: SittingTranslate;
  ta: Translate<(typeof adjournTexts)['vi']>;
  tl: Translate<(typeof lineTexts)['vi']>;
  tv: Translate<(typeof votingTexts)['vi']>;
  tb: Translate<(typeof ballotTexts)['vi']>;
  language: 'vi' | 'en';
  tf: Translate<(typeof floorTexts)['vi']>;
  th: Translate<(typeof hallTexts)['vi']>;
  tc: Translate<(typeof chairTexts)['vi']>;
}

export interface Announcement {
  text: string;
  /** Interrupts what a screen reader is saying: a vote, a result, one's own turn. */
  urgent: boolean;
}

const openOf = (view: SittingView) => view.questions.find(({ state }) => state === 'open') ?? null;

/** What happened between two pictures that everybody is told wherever they are (L25), in sentences; nothing when nothing did. */
export function announcementsBetween(before: SittingView, after: SittingView, me: string, { t, ta, tl, tv, tb, tf, th, tc, language }: TellingTexts): Announcement[] {
  const told: Announcement[] = [];
  const say = (text: string, urgent = false): void => void told.push({ text, urgent });
  if (before.meeting.state === 'published' && after.meeting.state === 'in_session') say(tl('saidOpened'));
  const [was, is] = [openOf(before), openOf(after)];
  const { decided } = after;
  if (decided && decided.id !== before.decided?.id) {
    const words = verdictWords(decided, tv, tb, language);
    if (words) say(tl('saidResult', { ...words, text: decided.text }), true);
  } else if (was && !is) say(tl('saidWithdrawn'));
  if (is && is.id !== was?.id) say(tl('saidVote', { text: is.text }), true);
  // Of those who run the sitting only: nobody else may do anything about it (L54).
  const [had, has] = [before.officers?.quorum, after.officers?.quorum];
  const isNight = before.floor.adjournedUntil !== null || after.floor.adjournedUntil !== null;
  if (had && has && !isNight && before.meeting.state === 'in_session' && after.meeting.state === 'in_session' && had.reached !== has.reached) {
    const { present, needed, members } = has;
    say(tl(has.reached ? 'saidQuorumBack' : 'saidQuorumLost', { present, needed, members }), !has.reached);
  }
  const { turn } = after.floor;
  if (turn && turn.id !== before.floor.turn?.id) say(turn.personId !== me ? tf('saidSpeaks', { name: turn.name }) : tf(turn.part === 'answer' ? 'saidAnswer' : 'saidMine'));
  const [stood, stands] = [before.floor.pausedSince, after.floor.pausedSince];
  const until = after.floor.adjournedUntil;
  if (until && until.getTime() !== before.floor.adjournedUntil?.getTime()) say(ta('said', { at: until, on: until }));
  else if (stands && !stood) say(th('saidPaused'));
  if (stood && !stands && after.meeting.state === 'in_session') say(th('saidResumed'));
  const [presided, presides] = [before.presiding, after.presiding];
  if (after.meeting.state === 'in_session' && presides.personId !== presided.personId) say(presides.personId === me ? tc('saidMine') : tc(presides.forItem ? 'saidChairItem' : 'saidChair', { name: presides.name }), presides.personId === me);
  if (after.meeting.state === 'in_session' && presided.isThere && !presides.isThere) say(tc('saidNobody'));
  for (const { id, personId, kind, name, refused } of presides.claims) {
    if (refused !== null || presided.claims.some((one) => one.id === id)) continue;
    if (kind === 'proposal' && personId === me) say(`${tc('proposedToMe')}.`, true);
    if (kind === 'claim' && after.officers !== null) say(`${tc('claimLine', { name })}.`, true);
  }
  const { attention, notice } = after.hall;
  if (attention && attention.id !== before.hall.attention?.id) say(`${th('attentionTitle')}.`);
  if (notice && notice.id !== before.hall.notice?.id) say(th('saidNotice', { text: notice.text }));
  if (is?.counting && is.id === was?.id && !was.counting) say(tl('saidCounting'));
  const item = currentItem(after);
  if (item && item.id !== before.currentItemId) say(tl('saidItem', { name: itemName(item, t), title: item.title }));
  if (isMyTurn(after, me) && !isMyTurn(before, me)) say(`${tl('lineMine')}.`, true);
  if (before.meeting.state === 'in_session' && after.meeting.state === 'closed') say(`${t('screenClosed')}.`);
  return told;
}
