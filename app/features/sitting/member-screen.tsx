import { Chip, EmptyState, LinkButton, ListRow, Notice, PageHeading, RowList, Screen, Stack, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { useLiveMeeting } from '~/tablet/live/use-live-meeting';
import { AccountMenu } from '../account/account-menu';
import { ItemVotes } from '../voting/item-votes';
import { AgendaColumn } from './agenda-column';
import { CheckIn } from './check-in';
import { ConnectionNote } from './connection-note';
import { CurrentItem } from './current-item';
import { currentItem, lastKnown, quorumWords, readerHref, type SittingView, type Snapshot } from './sitting-view';
import { sittingTexts } from './texts';
import { useClock } from './use-clock';
import './sitting.css';

/** What is happening now, for everybody at the table: current item, its papers, the page presented, results. */
export function MemberScreen({ meetingId, snapshot, now: loadedAt }: { meetingId: string; snapshot: Snapshot; now: Date }) {
  const t = useTexts(sittingTexts);
  const f = useFormats();
  const { view: pushed, status, end } = useLiveMeeting<SittingView>(meetingId, snapshot.view);
  const view = lastKnown(pushed, end !== null);
  const now = useClock(loadedAt);
  const { meeting, presentation, attendance } = view;
  const item = currentItem(view);
  return (
    <Screen
      height="fit"
      sideWidth="s"
      top={
        <TopBar
          backHref={`/meetings/${meetingId}`}
          title={meeting.title}
          end={
            <>
              <Chip tone={attendance.quorum.reached ? 'ok' : 'warn'} icon="people">{quorumWords(view, t)}</Chip>
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
          <CheckIn snapshot={snapshot} />
          {item ? <ItemVotes questions={view.questions.filter(({ state }) => state !== 'draft')} /> : null}
        </>
      }
      sideLabel={t('attendance')}
    >
      {meeting.state === 'published' ? (
        <Notice tone="accent" icon="clock" title={t('waiting', { at: meeting.startsAt, on: meeting.startsAt })}>{t('waitingNote')}</Notice>
      ) : null}
      {meeting.state === 'closed' && meeting.closedAt && meeting.openedAt ? (
        <PageHeading level={2} look="h2" title={t('closedTitle')} note={t('closedAt', { at: meeting.closedAt, opened: meeting.openedAt })} />
      ) : null}
      {meeting.state === 'in_session' ? (
        <div className="st-console">
          {item ? <CurrentItem view={view} item={item} now={now} /> : <PageHeading level={2} look="h2" title={t('noCurrent')} note={meeting.openedAt ? t('openedAt', { at: meeting.openedAt }) : undefined} />}
          {item ? (
            <Stack gap={3} as="section">
              <PageHeading level={2} title={t('papers')} />
              {item.kind === 'paper_only' ? <EmptyState icon="document">{t('paperOnly')}</EmptyState> : null}
              {item.kind !== 'paper_only' && view.papers.length === 0 ? <EmptyState>{t('noPapers')}</EmptyState> : null}
              <RowList label={t('papers')}>
                {view.papers.map((paper) => (
                  <ListRow
                    key={paper.id}
                    icon={presentation?.documentId === paper.id ? 'presenting' : 'document'}
                    title={paper.title}
                    end={t('pages', { count: paper.pages })}
                    href={readerHref(meetingId, paper.id)}
                  />
                ))}
              </RowList>
            </Stack>
          ) : null}
          <div className="st-bottom">
            {presentation ? (
              <LinkButton href={readerHref(meetingId, presentation.documentId, '?follow=1')} look="pri" size={72} icon="presenting" wide>
                {t('goToPage')}
              </LinkButton>
            ) : (
              <p className="ph-3">{t('nobodyPresents')}</p>
            )}
            {snapshot.can.run ? <LinkButton href={`/meetings/${meetingId}/sitting/console`} icon="settings">{t('run')}</LinkButton> : null}
          </div>
        </div>
      ) : null}
    </Screen>
  );
}
