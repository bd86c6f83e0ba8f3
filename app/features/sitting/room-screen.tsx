import { pageNumber } from '@shared/rules/pack-numbers';
import { useEffect } from 'react';
import { Clock, type CodePicture } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { useLiveMeeting } from '~/tablet/live/use-live-meeting';
import { RoomSpeaker } from '../floor';
import { ballotTexts, type LiveQuestion, useHow, useNeed, Verdict, VoteProgress } from '../voting';
import { useChairWords } from './chair-now';
import { HereCode } from './here-code';
import { hereTexts } from './here-texts';
import { RoomPage } from './lazy-room-page';
import { currentItem, itemName, lastKnown, remainingOf, type LiveItem, type SittingView, type Snapshot } from './sitting-view';
import { lineTexts } from './line-texts';
import { adjournTexts } from './adjourn-texts';
import { hallTexts } from './hall-texts';
import { sittingTexts } from './texts';
import { useBlackKey } from './use-black-key';
import { useClock } from '../../ui/use-clock';
import '../voting/voting.css';
import { WallSeats, WallSites } from './wall-lights';
import './room-screen.css';

/** How long a result stays in place of the page that is being presented, in milliseconds. */
const RESULT_MS = 60_000;

/** The seats of the hall with who speaks and the sites, in place of the course (L76). */
function Seats({ view, lights }: { view: SittingView; lights: NonNullable<SittingView['lights']> }) {
  return (
    <div className="rs-block">
      <WallSeats lights={lights} />
      {view.sites ? <WallSites sites={view.sites} /> : null}
    </div>
  );
}

/** The question the room looks at: the open one, else the last result of the item, which gives way to a page presented after a while. */
function questionShown(view: SittingView, now: Date): LiveQuestion | null {
  const open = view.questions.find(({ state }) => state === 'open');
  if (open) return open;
  const closed = view.questions.filter(({ state, closedAt }) => state === 'closed' && closedAt);
  const last = closed.sort((a, b) => (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0))[0];
  if (!last?.closedAt) return null;
  return view.presentation && now.getTime() - last.closedAt.getTime() > RESULT_MS ? null : last;
}

function Middle({ view, item, now, page, viewerId, here }: { view: SittingView; item: LiveItem | null; now: Date; page: number | null; viewerId: string; here: CodePicture | null }) {
  const t = useTexts(sittingTexts);
  const ta = useTexts(adjournTexts);
  const tw = useTexts(hereTexts);
  const th = useTexts(hallTexts);
  const need = useNeed();
  const tb = useTexts(ballotTexts);
  const { meeting, presentation } = view;
  if (meeting.state === 'closed') return <p className="rs-word">{t('screenClosed')}</p>;
  if (meeting.state !== 'in_session') {
    return here ? (
      <div className="rs-here">
        <HereCode here={here} label={tw('hereTitle')} />
        <div className="rs-block">
          <p className="rs-here-word">{tw('hereWall')}</p>
          <p className="rs-line">{t('screenWaiting', { at: meeting.startsAt })}</p>
        </div>
      </div>
    ) : <p className="rs-word">{t('screenWaiting', { at: meeting.startsAt })}</p>;
  }
  const { adjournedUntil } = view.floor;
  if (adjournedUntil && here) {
    return (
      <div className="rs-here">
        <HereCode here={here} label={tw('hereTitle')} />
        <div className="rs-block">
          <p className="rs-here-word">{tw('hereWall')}</p>
          <p className="rs-line">{ta('wallUntil', { at: adjournedUntil, on: adjournedUntil })}</p>
        </div>
      </div>
    );
  }
  if (adjournedUntil) {
    return (
      <div className="rs-block">
        <p className="rs-word">{ta('wall')}</p>
        <p className="rs-line">{ta('wallUntil', { at: adjournedUntil, on: adjournedUntil })}</p>
      </div>
    );
  }
  if (view.floor.pausedSince) return <p className="rs-word">{th('pausedTitle', { at: view.floor.pausedSince })}</p>;
  if (!item) return view.lights ? <Seats view={view} lights={view.lights} /> : <p className="rs-word">{t('paused')}</p>;
  if (item.kind === 'paper_only') return <p className="rs-word">{t('paperOnly')}</p>;
  if (item.kind === 'break') return <p className="rs-word">{item.expectedEnd ? t('breakUntil', { at: item.expectedEnd }) : t('breakNow')}</p>;
  const question = questionShown(view, now);
  if (question?.state === 'open') {
    return (
      <div className="rs-block">
        {question.called ? <><p className="rs-line">{tb('calledNow')}</p><p className="rs-word">{question.called.name}</p><p className="rs-line">{question.called.position}</p></> : <p className="rs-word">{t('voteNow')}</p>}
        {question.next ? <p className="rs-line">{tb('calledNext', { name: question.next.name })}</p> : null}
        {question.called ? null : <p className="rs-line">{need(question)}</p>}
        <div className="rs-vote"><VoteProgress question={question} now={now} names={question.called === null} /></div>
        {question.options.length > 0 ? <ol className="rs-options">{question.options.map(({ id, label }) => <li key={id}>{label}</li>)}</ol> : null}
      </div>
    );
  }
  if (question) return <Verdict question={question} size="room" />;
  if (view.lights) return <Seats view={view} lights={view.lights} />;
  if (view.floor.turn && !presentation) return <RoomSpeaker floor={view.floor} now={now} />;
  if (presentation) {
    const shown = page ?? presentation.page;
    return (
      <RoomPage
        inkId={presentation.inkId}
        url={`/files/documents/${presentation.documentId}/${presentation.version}`}
        page={shown}
        label={`${presentation.documentTitle}, ${t('screenPage', { page: shown, pages: presentation.pages })}`}
        failed={t('pageFailed', { page: shown })}
        viewerId={viewerId}
      />
    );
  }
  return (
    <div className="rs-block">
      {item.presenter ? <p className="rs-line">{t('presents', { name: item.presenter })}</p> : null}
      <div className="rs-clock"><Clock remaining={remainingOf(item, now, view.floor.pausedSince)} size="l" label={t('clock')} /></div>
    </div>
  );
}

/** The screen on the wall (1920×1080): read-only, one thing at a time, nothing under 44 px, no names in a vote. */
export function RoomScreen({ meetingId, snapshot, now: loadedAt, viewerId, here = null }: { meetingId: string; snapshot: Snapshot; now: Date; viewerId: string; /** The code of the room for checking in. */ here?: CodePicture | null }) {
  const t = useTexts(sittingTexts);
  const tl = useTexts(lineTexts);
  const how = useHow();
  const chairWords = useChairWords();
  const f = useFormats();
  const { view: pushed, page, status, end } = useLiveMeeting<SittingView>(meetingId, snapshot.view, { as: 'screen' });
  // The sign-in it was opened with is over, or the screen was taken off: the code, never a sign-in (R22).
  useEffect(() => {
    if (end === 'signed_out') location.replace('/screen');
  }, [end]);
  const view = lastKnown(pushed, end !== null);
  const now = useClock(loadedAt);
  const isBlackHere = useBlackKey();
  const item = currentItem(view);
  const question = questionShown(view, now);
  const { present, members } = view.attendance.quorum;
  const lost = status === 'reconnecting' || status === 'offline';
  const shown = page && page.documentId === view.presentation?.documentId ? page.page : null;
  const showsPage = view.meeting.state === 'in_session' && question === null && view.lights === null && item !== null && item.kind !== 'paper_only' && item.kind !== 'break';
  const speaker = (showsPage && view.presentation) || view.lights ? view.floor.turn : null;
  if (isBlackHere || (view.hall.isBlack && view.meeting.state === 'in_session')) return <main className="rs rs-black" id="main" aria-hidden="true" />;
  return (
    <main className="rs" id="main">
      <header className="rs-head">
        {item && item.number !== null ? <span className="rs-number">{itemName(item, t)}</span> : null}
        <h1 className="rs-title">{question?.text ?? item?.title ?? view.meeting.title}</h1>
      </header>
      <div className="rs-middle"><Middle view={view} item={item} now={now} page={shown} viewerId={viewerId} here={here} /></div>
      <footer className="rs-foot">
        {showsPage && view.presentation ? (
          <span className="ph-num">
            <strong>{view.presentation.documentTitle}</strong>
            {`. ${t('screenPage', { page: shown ?? view.presentation.page, pages: view.presentation.pages })}${view.presentation.numbers ? tl('pageNumber', { number: pageNumber(view.presentation.numbers, (shown ?? view.presentation.page) - 1) }) : ''} `}
            <span className="rs-name">{view.presentation.name}</span>
          </span>
        ) : null}
        <span className="ph-num">{`${question ? `${how(question)}. ` : ''}${t('screenAttendance', { present, members })}`}</span>
        {speaker ? <span className="rs-speaker">{speaker.name} <Clock remaining={speaker.endsAt.getTime() - now.getTime()} size="s" label={t('clock')} /></span> : null}
        {view.meeting.state === 'in_session' ? <span>{chairWords(view)}</span> : null}
        {lost ? <span>{t('screenReconnecting')}</span> : null}
        <span className="ph-num">{f.time(now)}</span>
      </footer>
    </main>
  );
}
