import { useState, type ReactNode } from 'react';
import { AgendaList, Chip, EmptyState, Notice, PageHeading, RowList, Screen, Stack, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import { PaperRow, type PaperRows } from '../documents';
import type { AgendaRows, MeetingDetail } from './data';
import { PaperMarkNotice, type PaperState, PaperWay, ReadinessNotice, shifted, type SittingView, slipOf } from '../sitting';
import { useClock } from '../../ui/use-clock';
import { type Answers, AnswersPanel } from './answers-panel';
import { InvitationAnswer, type MyAnswer } from './invitation-answer';
import { ImportedNotice, type ImportedFrom } from './imported-notice';
import { importedTexts } from './imported-texts';
import { SessionChanges } from './session-changes';
import { SessionItem } from './session-item';
import type { CountingDocuments } from '../counting';
import type { CountedVotes } from '../voting';
import { SessionActions, SessionSide } from './session-side';
import { runningPicture } from './session-news';
import { SessionWatch } from './session-watch';
import { meetingTexts } from './texts';
import './meetings.css';

export interface SessionScreenProps {
  detail: MeetingDetail;
  agenda: AgendaRows;
  papers: PaperRows;
  /** The sitting as it stands while it runs. */
  sitting: SittingView | null;
  /** What I answered to the invitation; null: nobody asks me. */
  mine: MyAnswer | null;
  /** What everybody did, for those who run the session. */
  answers: Answers | null;
  /** Secret votes that are counted. */
  counted: Parameters<typeof CountedVotes>[0]['questions'];
  counts: CountingDocuments;
  /** The way to its notice of conclusions. */
  conclusions: ReactNode;
  /** Whether it was held on paper, and the way to enter that. */
  paper: PaperState | null;
  /** Where it came from, if it was not held here. */
  imported?: ImportedFrom;
  /** Begins, enters and ends its rehearsal. */
  rehearsal?: ReactNode;
  /** What is left to be declared before it. */
  positions?: ReactNode;
  /** What I think of an item. */
  positionOf?: (itemId: string) => ReactNode;
  now: Date;
}

/** Item opened at first: the current one, else the first with unread papers, else the first with papers. */
function itemToOpen({ detail, agenda, papers }: Pick<SessionScreenProps, 'detail' | 'agenda' | 'papers'>): string | null {
  const current = agenda.items.find((item) => item.isCurrent);
  if (current) return current.id;
  if (detail.meeting.state === 'closed') return null;
  const withPapers = agenda.items.filter((item) => item.kind === 'item' && item.use.documents > 0);
  const unread = withPapers.find((item) => papers.documents.some((paper) => paper.itemId === item.id && !paper.mine?.finished));
  return (unread ?? withPapers[0])?.id ?? null;
}

/** A session as its people see it: the agenda with one item open to its papers, facts and actions beside it. */
export function SessionScreen(props: SessionScreenProps) {
  const { papers, now } = props;
  const [pushed, setPushed] = useState<SittingView | null>(null);
  const sitting = runningPicture(props.detail.meeting.state, props.sitting, pushed);
  const detail = sitting ? { ...props.detail, presented: sitting.presentation } : props.detail;
  const agenda = sitting ? { ...props.agenda, items: props.agenda.items.map((item) => asItStands(item, sitting)) } : props.agenda;
  const t = useTexts(meetingTexts);
  const old = useTexts(importedTexts);
  const f = useFormats();
  const [open, setOpen] = useState(() => itemToOpen(props));
  const { meeting } = detail;
  const timeOf = useTimes(sitting, now);
  const papersTitle = meeting.importedAt ? old('importedPapers') : t('generalPapers');
  const general = papers.documents.filter((paper) => paper.itemId === null);
  return (
    <Screen
      height="fit"
      sideWidth="s"
      sideLabel={t('factsLabel')}
      top={
        <TopBar
          backHref={meeting.state === 'draft' || meeting.state === 'published' || meeting.state === 'in_session' ? '/' : '/meetings'}
          backLabel={t('home')}
          title={meeting.title}
          printNote={meeting.importedAt ? f.date(meeting.startsAt) : `${f.weekday(meeting.startsAt)}, ${f.date(meeting.startsAt)}, ${f.time(meeting.startsAt)} – ${f.time(meeting.endsAt)}. ${meeting.place}`}
          end={
            <>
              {meeting.importedAt ? <Chip tone="neutral">{old('imported')}</Chip> : <StateChip state={meeting.state} />}
              <AccountMenu />
            </>
          }
        />
      }
      side={<SessionSide detail={detail} counted={props.counted} counts={props.counts}>{props.conclusions}{props.rehearsal}<PaperWay meetingId={meeting.id} paper={props.paper} /></SessionSide>}
      className={meeting.state === 'in_session' || detail.can.checkIn ? 'mt-acting' : undefined}
    >
      {meeting.state === 'published' || meeting.state === 'in_session' ? <SessionWatch meetingId={meeting.id} mayCheckIn={detail.can.checkIn} onPicture={setPushed} /> : null}
      <Stack gap={4}>
        <SessionChanges detail={detail} />
        <PaperMarkNotice mark={props.paper?.mark ?? null} href={props.paper?.can.see ? `/meetings/${meeting.id}/notes` : null} />
        {props.imported ? <ImportedNotice imported={props.imported} /> : null}
        {meeting.state === 'draft' ? <Notice tone="warn" icon="lock" title={t('draftNotice')} /> : null}
        {meeting.state === 'cancelled' ? <Notice tone="bad" title={t('cancelledNotice')}>{detail.cancelled?.reason}</Notice> : null}
        {meeting.state === 'published' && pushed?.officers ? <ReadinessNotice meetingId={meeting.id} officers={pushed.officers} startsAt={meeting.startsAt} loadedAt={now} /> : null}
        {props.mine ? <InvitationAnswer meetingId={meeting.id} mine={props.mine} /> : null}
        {props.positions}
        {props.answers ? <AnswersPanel answers={props.answers} detail={detail} isFolded /> : null}
        {meeting.importedAt ? null : <PageHeading level={2} title={t('agendaTitle')} end={<span className="ph-sm ph-3">{t('agendaNote', { items: detail.counts.items, minutes: agenda.minutes })}</span>} />}
        {agenda.items.length === 0 && !meeting.importedAt ? <EmptyState icon="agenda">{t('noAgenda')}</EmptyState> : null}
        <AgendaList label={t('agendaTitle')}>
          {agenda.items.map((item) => (
            <SessionItem
              key={item.id}
              item={item}
              time={timeOf(item.id)}
              papers={papers.documents.filter((paper) => paper.itemId === item.id)}
              meetingId={meeting.id}
              position={props.positionOf?.(item.id)}
              isOpen={open === item.id}
              onPress={() => setOpen(open === item.id ? null : item.id)}
            />
          ))}
        </AgendaList>
        {general.length > 0 ? (
          <Stack gap={3} as="section">
            <PageHeading level={2} look="lg" title={papersTitle} />
            <RowList label={papersTitle}>
              {general.map((paper) => (
                <PaperRow key={paper.id} paper={paper} meetingId={meeting.id} />
              ))}
            </RowList>
          </Stack>
        ) : null}
      </Stack>
      {meeting.state === 'in_session' || detail.can.checkIn ? (
        <div className="mt-narrow">
          <SessionActions detail={detail} />
        </div>
      ) : null}
    </Screen>
  );
}

/** An item of the agenda as the sitting has it now. */
function asItStands(item: AgendaRows['items'][number], { items, currentItemId }: SittingView): AgendaRows['items'][number] {
  const live = items.find(({ id }) => id === item.id);
  return live ? { ...item, state: live.state, isCurrent: item.id === currentItemId } : item;
}

/** When a row of the agenda begins as things stand: real times of what began, expected ones of what follows; null where the plan holds. */
function useTimes(sitting: SittingView | null, loadedAt: Date): (itemId: string) => string | null {
  const f = useFormats();
  const now = useClock(loadedAt);
  if (!sitting) return () => null;
  const slip = slipOf(sitting, now);
  return (itemId) => {
    const row = sitting.items.find(({ id }) => id === itemId);
    if (!row?.expectedStart) return null;
    return f.time(row.state === 'coming' ? shifted(row.expectedStart, slip) : row.expectedStart);
  };
}

function StateChip({ state }: { state: MeetingDetail['meeting']['state'] }) {
  const t = useTexts(meetingTexts);
  if (state === 'published') return null;
  return (
    <Chip tone={state === 'in_session' ? 'son' : state === 'cancelled' ? 'bad' : 'neutral'} dot={state === 'in_session'}>
      {t(state)}
    </Chip>
  );
}
