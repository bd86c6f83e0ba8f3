import { areNamed } from '@shared/rules/readiness';
import { Avatar, Button, EmptyState, LinkButton, Notice, PageHeading, RowList, Screen, Stack, StateWord, TopBar, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useLiveMeeting } from '~/tablet/live/use-live-meeting';
import { useClock } from '../../ui/use-clock';
import { AccountMenu } from '../identity';
import { ConnectionNote } from './connection-note';
import { readinessTexts } from './readiness-texts';
import type { ConsoleSnapshot, OfficerView, SittingView } from './sitting-view';
import { useNudge, useReadiness, type ReadyRow } from './use-readiness';
import './readiness.css';

const BOARD_MS = 3_000;
const NOTICE_MS = 10_000;
/** Names that a notice has room for. */
const NAMED = 6;

function Row({ row, onNudge }: { row: ReadyRow; onNudge: () => void }) {
  const t = useTexts(readinessTexts);
  const { seat, tablet, problems } = row;
  const off = Math.round(Math.abs(tablet?.offsetMs ?? 0) / 1_000);
  const facts = tablet && [
    tablet.battery === null ? t('notTold') : t(tablet.battery.charging ? 'charging' : 'charge', { n: tablet.battery.percent }),
    tablet.tripMs === null ? null : t('trip', { n: tablet.tripMs }),
    off > 120 ? t('offsetMinutes', { n: Math.round(off / 60) }) : off > 2 ? t('offset', { n: off }) : null,
    t(tablet.isReading ? 'reading' : 'notReading'),
  ];
  return (
    <li className="ph-rows-item rdy-row" data-person={seat.personId}>
      <Avatar name={seat.fullName} />
      <span className="rdy-person">
        <span className="ph-strong">{seat.fullName}</span>
        <span className="ph-sm ph-3">{seat.position}</span>
      </span>
      <span className="rdy-state">
        {problems.length === 0 ? <StateWord tone="ok" icon="check">{t('ready')}</StateWord> : problems.map((problem) => <StateWord key={problem} tone={problem === 'away' || problem === 'program' ? 'bad' : 'warn'} icon="info">{t(problem)}</StateWord>)}
        {facts ? <span className="ph-sm ph-3">{facts.filter(Boolean).join(' · ')}</span> : null}
      </span>
      {problems.length > 0 ? <Button look="quiet" icon="bell" aria-label={t('nudgeOf', { name: seat.fullName })} onPress={onNudge}>{t('nudge')}</Button> : <span />}
    </li>
  );
}

/** The board of tablets for whoever runs the session (L59, L61). */
export function ReadinessScreen({ meetingId, snapshot }: { meetingId: string; snapshot: ConsoleSnapshot }) {
  const t = useTexts(readinessTexts);
  const toast = useToast();
  const live = useLiveMeeting<SittingView>(meetingId, snapshot.view);
  const officers = live.view.officers ?? snapshot.view.officers;
  const rows = useReadiness(meetingId, officers.seats, BOARD_MS);
  const nudge = useNudge(meetingId);
  const ask = ({ seat: { personId, fullName: name } }: ReadyRow): void => {
    nudge(personId).then((reached) => toast({ text: t(reached > 0 ? 'nudgedOne' : 'nudgedNone', { name }), icon: 'info' }), () => toast({ text: t('nudgedNone', { name }), icon: 'info' }));
  };
  const ready = rows?.filter(({ problems }) => problems.length === 0).length ?? 0;
  return (
    <Screen width="single" top={<TopBar backHref={`/meetings/${meetingId}/sitting/console`} backLabel={t('back')} title={live.view.meeting.title} end={<AccountMenu />} />} line={<ConnectionNote status={live.status} end={live.end} />}>
      <Stack gap={4}>
        <PageHeading title={t('title')} note={t('note')} end={rows ? <span className="ph-lg ph-num" role="status">{t('count', { ready, all: rows.length })}</span> : null} />
        {rows === null ? <EmptyState icon="hourglass">{t('waiting')}</EmptyState> : <RowList label={t('title')}>{rows.map((row) => <Row key={row.seat.personId} row={row} onNudge={() => ask(row)} />)}</RowList>}
      </Stack>
    </Screen>
  );
}

/** Before the start, for whoever runs the session: how many are not ready, and ten minutes before who they are (L60). */
export function ReadinessNotice({ meetingId, officers, startsAt, loadedAt }: { meetingId: string; officers: OfficerView; startsAt: Date; loadedAt: Date }) {
  const t = useTexts(readinessTexts);
  const near = areNamed(startsAt, useClock(loadedAt));
  const rows = useReadiness(meetingId, officers.seats, NOTICE_MS);
  if (!rows) return null;
  const names = rows.filter(({ problems }) => problems.length > 0).map(({ seat }) => seat.fullName);
  const named = names.slice(0, NAMED).join(', ');
  return (
    <Notice tone={names.length === 0 ? 'ok' : near ? 'warn' : 'neutral'} icon={names.length === 0 ? 'check' : 'info'} title={names.length === 0 ? t('allReady') : t('notReady', { n: names.length })} end={<LinkButton href={`/meetings/${meetingId}/sitting/readiness`} look="quiet">{t('link')}</LinkButton>}>
      {near && names.length > 0 ? (names.length > NAMED ? t('more', { names: named, n: names.length - NAMED }) : t('namedNote', { names: named })) : null}
    </Notice>
  );
}
