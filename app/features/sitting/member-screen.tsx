import type { ReactNode } from 'react';
import { Chip, EmptyState, LinkButton, ListRow, Notice, PageHeading, RowList, Screen, Stack, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { useLiveMeeting } from '~/tablet/live/use-live-meeting';
import { AccountMenu } from '../identity';
import { MemberFloor, MyFloor } from '../floor';
import { recusalTexts } from '../recusal';
import { ItemVotes } from '../voting';
import { AgendaColumn } from './agenda-column';
import { ChairNow, useChairWords } from './chair-now';
import { BlockCard } from './block-card';
import { CheckIn } from './check-in';
import { ConnectionNote } from './connection-note';
import { CurrentItem } from './current-item';
import { HallNotices } from './hall-notices';
import { NowVote } from './now-vote';
import { PageShown } from './page-shown';
import { MySite } from './site-card';
import { TableCall } from './table-call';
import { lineTexts } from './line-texts';
import { currentItem, hasFloor, isMyTurn, itemToSpeakOn, lastKnown, quorumWords, readerHref, voteToTell, type LiveItem, type SittingView, type Snapshot } from './sitting-view';
import { sittingTexts } from './texts';
import { usePresenceAnew } from './use-presence-anew';
import { useClock } from '../../ui/use-clock';
import './sitting.css';

interface MemberScreenProps {
  meetingId: string;
  snapshot: Snapshot;
  now: Date;
  /** As the home screen of somebody whose session runs: what stands beside and below what happens (L25). */
  home?: { beside: ReactNode; foot: ReactNode };
}

/** What is happening now, for everybody at the table: current item, vote or result, my turn, the page presented, papers. */
export function MemberScreen({ meetingId, snapshot, now: loadedAt, home }: MemberScreenProps) {
  const t = useTexts(sittingTexts);
  const tr = useTexts(recusalTexts);
  const f = useFormats();
  const { view: pushed, page, status, end } = useLiveMeeting<SittingView>(meetingId, snapshot.view);
  const view = lastKnown(pushed, end !== null);
  const now = useClock(loadedAt);
  usePresenceAnew(meetingId, view, now);
  const { meeting, presentation, attendance } = view;
  const item = currentItem(view);
  const vote = voteToTell(view, now);
  const others = view.questions.filter(({ id, state }) => state !== 'draft' && id !== vote?.id);
  const session = `/meetings/${meetingId}`;
  const { me } = snapshot;
  const chairWords = useChairWords();
  const mayRun = snapshot.can.run || (me !== null && view.presiding.personId === me.personId);
  return (
    <Screen
      height="fit"
      sideWidth="s"
      ownLine
      top={
        <TopBar
          {...(home ? { brand: true } : { backHref: session })}
          title={meeting.title}
          end={
            <>
              <Chip>{f.time(now)}</Chip>
              <AccountMenu />
            </>
          }
        />
      }
      line={<ConnectionNote status={status} end={end} />}
      rail={<AgendaColumn view={view} now={now} />}
      railWidth="l"
      railLabel={t('agenda')}
      side={
        <>
          <BlockCard view={view} runs={false} mayPull={me?.voting === true} />
          {itemToSpeakOn(view) ? <MemberFloor meetingId={meetingId} floor={view.floor} itemId={itemToSpeakOn(view)} me={me && { personId: me.personId, isThere: me.there && (me.onlyItemId === null || me.onlyItemId === view.currentItemId) }} presenter={item?.presenterId ? { personId: item.presenterId, name: item.presenter, position: '' } : null} now={now} /> : null}
          {me?.looksAfter && meeting.state !== 'closed' ? <MySite site={me.looksAfter} /> : null}
          {snapshot.can.checkIn ? null : <CheckIn snapshot={snapshot} />}
          {item && others.length > 0 ? <ItemVotes meetingId={meetingId} questions={others} /> : null}
          {me?.there && meeting.state === 'in_session' ? <TableCall view={view} me={me} /> : null}
          <Stack gap={3}>
            {mayRun ? <LinkButton href={`${session}/sitting/console`} icon="settings" look={presentation ? 'sec' : 'pri'} size={72} wide>{t('run')}</LinkButton> : null}
            <LinkButton href={session} icon="agenda" look="quiet" wide>{t('allPapers')}</LinkButton>
          </Stack>
          {home?.beside}
        </>
      }
      sideLabel={t('attendance')}
      foot={home?.foot}
    >
      {meeting.state === 'closed' ? null : <div className="st-chips"><Chip tone={attendance.quorum.reached ? 'ok' : 'warn'} icon="people">{quorumWords(view, t)}</Chip>{meeting.state === 'in_session' ? <Chip icon="person">{chairWords(view)}</Chip> : null}</div>}
      {snapshot.can.checkIn && meeting.state !== 'closed' ? <CheckIn snapshot={snapshot} /> : null}
      {meeting.state === 'published' ? (
        <Notice tone="accent" icon="clock" title={t('waiting', { at: meeting.startsAt, on: meeting.startsAt })}>{t('waitingNote')}</Notice>
      ) : null}
      {meeting.state === 'closed' && meeting.closedAt && meeting.openedAt ? (
        <PageHeading level={2} look="h2" title={t('closedTitle')} note={t('closedAt', { at: meeting.closedAt, opened: meeting.openedAt })} />
      ) : null}
      {meeting.state === 'in_session' ? (
        <div className="st-console">
          <HallNotices view={view} />
          {me ? <ChairNow view={view} me={me.personId} /> : null}
          {view.floor.turn && me && hasFloor(view, me.personId) ? <MyFloor meetingId={meetingId} turn={view.floor.turn} now={now} /> : null}
          {item?.recused.includes(me?.personId ?? '') ? <Notice tone="warn" icon="personRemove" title={tr('mineNow')}>{tr('mineHidden')}</Notice> : null}
          {vote ? <NowVote key={vote.id} meetingId={meetingId} question={vote} now={now} me={me} /> : null}
          <MyTurn view={view} personId={snapshot.me?.personId ?? ''} />
          {item ? <><CurrentItem view={view} item={item} now={now} /><OpenPapers view={view} /></> : <PageHeading level={2} look="h2" title={t('noCurrent')} note={meeting.openedAt ? t('openedAt', { at: meeting.openedAt }) : undefined} />}
          {presentation ? <PageShown meetingId={meetingId} shown={presentation} page={page} /> : null}
          {item ? <ItemPapers view={view} item={item} /> : null}
        </div>
      ) : null}
    </Screen>
  );
}

/** That I present now, or next. */
function MyTurn({ view, personId }: { view: SittingView; personId: string }) {
  const tl = useTexts(lineTexts);
  if (isMyTurn(view, personId)) return <Notice tone="son" icon="presenting" title={tl('mineTitle')}>{view.papers.length > 0 ? tl('mineNote') : null}</Notice>;
  const at = view.items.findIndex(({ id }) => id === view.currentItemId);
  const next = view.items.slice(at + 1).find(({ state }) => state === 'coming');
  return next && next.presenterId === personId ? <Notice tone="accent" icon="presenting" title={tl('mineNext', { title: next.title })} /> : null;
}

/** One tap to what is being dealt with (L77): its first paper, unless somebody leads through one, which stands below with its page. */
function OpenPapers({ view }: { view: SittingView }) {
  const t = useTexts(lineTexts);
  const [first] = view.papers;
  if (!first || view.presentation) return null;
  return <LinkButton href={readerHref(view.meeting.id, first.id)} look="pri" icon="read" size={72} wide>{t('openPapers', { count: view.papers.length })}</LinkButton>;
}

function ItemPapers({ view, item }: { view: SittingView; item: LiveItem }) {
  const t = useTexts(sittingTexts);
  if (item.kind === 'break') return null;
  return (
    <Stack gap={3} as="section">
      <PageHeading level={2} title={t('papers')} />
      {item.kind === 'paper_only' ? <EmptyState icon="document">{t('paperOnly')}</EmptyState> : null}
      {item.kind !== 'paper_only' && view.papers.length === 0 ? <EmptyState>{t('noPapers')}</EmptyState> : null}
      <RowList label={t('papers')}>
        {view.papers.map((paper) => (
          <ListRow
            key={paper.id}
            icon={view.presentation?.documentId === paper.id ? 'presenting' : 'document'}
            title={paper.title}
            end={t('pages', { count: paper.pages })}
            href={readerHref(view.meeting.id, paper.id)}
          />
        ))}
      </RowList>
    </Stack>
  );
}
