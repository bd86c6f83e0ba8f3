import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { QueryResult } from '../../../server/application';
import { useLiveMeeting } from '~/tablet/live/use-live-meeting';
import { Icon, LinkButton, Notice, StandingLineProvider, useAnnounce } from '~/ui';
import { useLanguage, useTexts } from '~/ui/i18n';
import { useMe } from '../../me';
import { floorTexts } from '../floor';
import { ballotTexts, useNeed, useVerdictWords, votingTexts } from '../voting';
import { chairTexts } from './chair-texts';
import { HallNotices } from './hall-notices';
import { hallTexts } from './hall-texts';
import { lineTexts } from './line-texts';
import { currentItem, hasFloor, isMyTurn, missingQuorum, voteToTell, type SittingView } from './sitting-view';
import { sittingTexts } from './texts';
import { adjournTexts } from './adjourn-texts';
import { useTellReadiness } from './use-readiness';
import { announcementsBetween } from './announcements';
import './sitting-line.css';

type Meeting = NonNullable<QueryResult<'meetings.now'>['meeting']>;

/** Follows the session of this person on whatever page they are: one line under the top bar, and what is decided said to screen readers (L25). */
export function SittingFollower({ meeting, children }: { meeting: Meeting | null; children: ReactNode }) {
  return meeting ? <Following key={meeting.id} meeting={meeting}>{children}</Following> : <StandingLineProvider value={null}>{children}</StandingLineProvider>;
}

function Following({ meeting, children }: { meeting: Meeting; children: ReactNode }) {
  const { view, end } = useLiveMeeting<SittingView | null>(meeting.id, null);
  useTold(view);
  useTellReadiness(meeting.id);
  const runs = end === null && (view?.meeting.state ?? meeting.state) === 'in_session';
  return <StandingLineProvider value={runs ? <><SittingLine meetingId={meeting.id} view={view} />{view ? <HallNotices view={view} /> : null}{view ? <ChairAsked view={view} /> : null}</> : null}>{children}</StandingLineProvider>;
}

/** The secretary asks this person to preside: told on every page, answered in the sitting. */
function ChairAsked({ view }: { view: SittingView }) {
  const tc = useTexts(chairTexts);
  const tl = useTexts(lineTexts);
  const { personId } = useMe();
  const isAsked = view.presiding.claims.some((claim) => claim.kind === 'proposal' && claim.personId === personId && claim.refused === null);
  return isAsked ? <Notice tone="warn" icon="person" title={tc('proposedToMe')} end={<LinkButton href={`/meetings/${view.meeting.id}/sitting`} look="pri">{tl('lineGo')}</LinkButton>} /> : null;
}

/** Says what happened since the picture before, once; the first picture says nothing, it is what the page shows. */
function useTold(view: SittingView | null): void {
  const t = useTexts(sittingTexts);
  const tl = useTexts(lineTexts);
  const tv = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const language = useLanguage();
  const tf = useTexts(floorTexts);
  const ta = useTexts(adjournTexts);
  const th = useTexts(hallTexts);
  const tc = useTexts(chairTexts);
  const { personId } = useMe();
  const announce = useAnnounce();
  const before = useRef<SittingView | null>(null);
  useEffect(() => {
    const seen = before.current;
    before.current = view;
    if (!seen || !view || seen === view) return;
    const told = announcementsBetween(seen, view, personId, { t, ta, tl, tv, tb, tf, th, tc, language });
    const urgent = told.filter((one) => one.urgent);
    const polite = told.filter((one) => !one.urgent);
    if (polite.length > 0) announce(polite.map(({ text }) => text).join(' '));
    if (urgent.length > 0) announce(urgent.map(({ text }) => text).join(' '), true);
  }, [view, personId, announce, t, ta, tl, tv, tb, tf, th, tc, language]);
}

/** The minute of the picture, moved on: a result goes from the line by itself. */
function useNow(view: SittingView | null): Date {
  const [late, setLate] = useState(0);
  useEffect(() => {
    setLate(0);
    const began = performance.now();
    const timer = setInterval(() => setLate(performance.now() - began), 10_000);
    return () => clearInterval(timer);
  }, [view]);
  return new Date((view?.takenAt.getTime() ?? 0) + late);
}

function SittingLine({ meetingId, view }: { meetingId: string; view: SittingView | null }) {
  const t = useTexts(sittingTexts);
  const tl = useTexts(lineTexts);
  const verdict = useVerdictWords();
  const need = useNeed();
  const { personId } = useMe();
  const now = useNow(view);
  const item = view && currentItem(view);
  const where = !item ? tl('lineOpen') : item.number === null ? tl('lineOther', { title: item.title }) : tl('lineNow', { number: item.number });
  const vote = view && voteToTell(view, now);
  const words = vote && verdict(vote);
  const tf = useTexts(floorTexts);
  const speaks = view !== null && hasFloor(view, personId);
  const isMine = speaks || (view !== null && isMyTurn(view, personId));
  // Told to those who run the sitting, until it is there again (L54).
  const lost = view && missingQuorum(view);
  const news = vote?.state === 'open' ? tl('lineVote', { text: vote.text }) : lost ? tl('lineQuorum', { present: lost.present, members: lost.members, needed: lost.needed }) : vote && words ? tl('lineResult', { word: words.word, text: vote.text }) : speaks ? tf('mineNow') : isMine ? tl('lineMine') : (item?.number && item.title) || null;
  const rule = vote?.state === 'open' ? need(vote) : (words?.rule ?? null);
  return (
    <section className="sl-line" aria-label={t('sitting')} data-news={lost && vote?.state !== 'open' ? 'turn' : vote || isMine ? (vote?.state ?? 'turn') : undefined} data-passed={vote?.passed ?? undefined}>
      <span className="sl-dot" aria-hidden="true" />
      <p className="sl-words">
        <span className="sl-where">{where}</span>
        {news ? <span className="sl-news">{vote ? <Icon name={vote.state === 'open' ? 'vote' : vote.passed ? 'check' : 'cross'} size="s" /> : null}<span className="sl-text">{news}</span></span> : null}
        {rule ? <span className="sl-rule ph-num">{rule}</span> : null}
      </p>
      <LinkButton href={`/meetings/${meetingId}/sitting`} size={48} look={vote || isMine ? 'pri' : 'sec'} iconEnd="next">{tl('lineGo')}</LinkButton>
    </section>
  );
}
