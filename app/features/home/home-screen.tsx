import type { QueryResult } from '../../../server/application';
import { Row, Screen, Stack, TextLink, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { AccountMenu, Notices } from '../identity';
import { useMe } from '../../me';
import { UnsentNotice } from '../../commands';
import { UnitAssignments, type Mine } from '../assignments';
import { ChangedSession, CheckInButtons, SessionWatch } from '../meetings';
import { MemberScreen } from '../sitting';
import { NextSessionCard, type ReadingProgress } from './next-session';
import { homeTexts } from './texts';
import { WaitingList, type WaitingTask } from './waiting-list';
import './home.css';

export interface HomeScreenProps {
  home: QueryResult<'meetings.home'>;
  /** The running session as it stands: home is the sitting then. */
  sitting: QueryResult<'sitting.live-snapshot'> | null;
  progress: ReadingProgress | null;
  /** What other capabilities contribute: drafts to approve, signatures due. They come before what this screen adds itself. */
  tasks: readonly WaitingTask[];
  /** What the own unit has to do, and what waits for an office. */
  assignments: Mine;
  /** What the person is told of the own account. */
  notices: QueryResult<'identity.notices'>['notices'];
  now: Date;
}

/** The next session and what is open for me, nothing else; while a session runs, the sitting. */
export function HomeScreen({ home, sitting, progress, tasks, assignments, notices, now }: HomeScreenProps) {
  const t = useTexts(homeTexts);
  const f = useFormats();
  const { roles } = useMe();
  const { next } = home;
  const own: WaitingTask[] = [];
  if (next?.can.checkIn) {
    own.push({ id: 'check-in', icon: 'personCheck', tone: 'son', title: t('checkInTask'), note: t(next.state === 'in_session' ? 'checkInNote' : 'checkInSoon'), href: `/meetings/${next.id}`, action: t('checkInAction'), control: <CheckInButtons meetingId={next.id} form={next.form} /> });
  }
  const drafts = home.drafts.map(
    ({ id, title, startsAt }): WaitingTask => ({
      id,
      icon: 'agenda',
      tone: 'accent',
      title: t('prepareTask'),
      note: t('prepareNote', { title, at: startsAt }),
      href: `/meetings/${id}/agenda`,
      action: t('prepareAction'),
    }),
  );
  const places = (
    <Row gap={5} justify="between" wrap grow>
      <span className="ph-sm ph-3">{`${f.weekday(now)}, ${f.date(now)}`}</span>
      <Row gap={5} wrap>
        {next && home.can.create ? <TextLink href="/meetings/new" look="plain">{t('create')}</TextLink> : null}
        {roles.includes('admin') ? <TextLink href="/admin" look="plain">{t('administration')}</TextLink> : null}
        <TextLink href="/search" look="plain" icon="search">{t('search')}</TextLink>
        <TextLink href="/library" look="plain">{t('library')}</TextLink>
        <TextLink href="/meetings" look="plain">{t('sessions')}</TextLink>
        <TextLink href="/assignments" look="plain">{t('assignments')}</TextLink>
        <TextLink href="/to-sign" look="plain">{t('toSign')}</TextLink>
        <TextLink href="/verify" look="plain">{t('verify')}</TextLink>
      </Row>
    </Row>
  );
  const told = (
    <>
      <Notices notices={notices} />
      <UnsentNotice />
      {home.changed.map((session) => <ChangedSession key={session.id} session={session} />)}
    </>
  );
  if (next && sitting) {
    const waiting = [...tasks, ...drafts];
    return <MemberScreen key={next.id} meetingId={next.id} snapshot={sitting} now={now} home={{ beside: <>{told}{waiting.length > 0 ? <WaitingList tasks={waiting} /> : null}<UnitAssignments mine={assignments} /></>, foot: places }} />;
  }
  return (
    <Screen top={<TopBar plain brand title={home.authority ?? undefined} titleIsHeading={false} end={<AccountMenu />} />} foot={places}>
      {next ? <SessionWatch meetingId={next.id} mayCheckIn={next.can.checkIn} /> : null}
      {told}
      <div className="hm-columns">
        <NextSessionCard next={next} progress={progress} now={now} canCreate={home.can.create} />
        <Stack gap={6}>
          <WaitingList tasks={[...own, ...tasks, ...drafts]} />
          <UnitAssignments mine={assignments} />
        </Stack>
      </div>
    </Screen>
  );
}
