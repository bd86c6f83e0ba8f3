import type { QueryResult } from '../../../server/application';
import { DateLeaf, EmptyState, ListRow, Notice, PageHeading, RowList, Screen, Stack, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import { delegationTexts } from './texts';

type Sessions = QueryResult<'meetings.prepared-for'>;

/** The sessions of whom one prepares for. */
export function PreparedSessions({ leaderId, sessions }: { leaderId: string; sessions: Sessions }) {
  const t = useTexts(delegationTexts);
  const { fullName: name, coming, past } = sessions;
  return (
    <Screen top={<TopBar backHref="/" title={t('forName', { name })} titleIsHeading={false} end={<AccountMenu />} />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t('sessionsOf', { name })} />
        <Notice icon="personCheck">{t('forNote', { name })}</Notice>
        <PageHeading level={2} title={t('comingSessions')} count={coming.length} />
        {coming.length === 0 ? <EmptyState icon="calendar">{t('noSessions')}</EmptyState> : <Rows leaderId={leaderId} sessions={coming} label={t('comingSessions')} />}
        {past.length > 0 ? (
          <>
            <PageHeading level={2} title={t('pastSessions')} />
            <Rows leaderId={leaderId} sessions={past} label={t('pastSessions')} />
          </>
        ) : null}
      </Stack>
    </Screen>
  );
}

function Rows({ leaderId, sessions, label }: { leaderId: string; sessions: Sessions['coming']; label: string }) {
  const f = useFormats();
  return (
    <RowList label={label} look="cards">
      {sessions.map(({ id, title, startsAt, endsAt, place, state }) => (
        <ListRow
          key={id}
          href={`/meetings/${id}/for/${leaderId}`}
          lead={<DateLeaf weekday={f.weekday(startsAt)} day={f.dayMonth(startsAt).slice(0, 2)} month={f.month(startsAt)} />}
          title={title}
          note={`${f.time(startsAt)} – ${f.time(endsAt)}. ${place}`}
          isQuiet={state === 'cancelled'}
        />
      ))}
    </RowList>
  );
}
