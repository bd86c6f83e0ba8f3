import type { QueryResult } from '../../../server/application';
import { Chip, DateLeaf, EmptyState, LinkButton, ListRow, PageHeading, RowList, Screen, Stack, TopBar, type Tone } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { AccountMenu } from '../account/account-menu';
import { meetingTexts } from './texts';

type MeetingList = QueryResult<'meetings.list'>;
type MeetingRow = MeetingList['coming'][number];

const TONES: Record<MeetingRow['state'], Tone> = { draft: 'neutral', published: 'accent', in_session: 'son', closed: 'neutral', cancelled: 'bad' };

function Rows({ meetings, label }: { meetings: readonly MeetingRow[]; label: string }) {
  const t = useTexts(meetingTexts);
  const f = useFormats();
  return (
    <RowList label={label} look="cards">
      {meetings.map((meeting) => (
        <ListRow
          key={meeting.id}
          href={`/meetings/${meeting.id}`}
          lead={<DateLeaf weekday={f.weekday(meeting.startsAt)} day={f.dayMonth(meeting.startsAt).slice(0, 2)} month={f.month(meeting.startsAt)} />}
          title={meeting.title}
          note={`${f.time(meeting.startsAt)} – ${f.time(meeting.endsAt)}. ${meeting.place}`}
          end={
            <Chip tone={TONES[meeting.state]} size="s" dot={meeting.state === 'in_session'}>
              {t(meeting.state)}
            </Chip>
          }
          isQuiet={meeting.state === 'cancelled'}
        />
      ))}
    </RowList>
  );
}

/** All sessions of the person: in preparation, coming, past. */
export function MeetingListScreen({ list }: { list: MeetingList }) {
  const t = useTexts(meetingTexts);
  return (
    <Screen top={<TopBar backHref="/" backLabel={t('home')} title={t('listTitle')} end={<AccountMenu />} />} width="single">
      <Stack gap={7}>
        {list.drafts.length > 0 ? (
          <Stack gap={4} as="section">
            <PageHeading level={2} title={t('drafts')} />
            <Rows meetings={list.drafts} label={t('drafts')} />
          </Stack>
        ) : null}
        <Stack gap={4} as="section">
          <PageHeading
            level={2}
            title={t('coming')}
            end={
              list.can.create ? (
                <LinkButton href="/meetings/new" look="pri" icon="add">
                  {t('create')}
                </LinkButton>
              ) : undefined
            }
          />
          {list.coming.length === 0 ? <EmptyState icon="calendar">{t('noComing')}</EmptyState> : <Rows meetings={list.coming} label={t('coming')} />}
        </Stack>
        <Stack gap={4} as="section">
          <PageHeading level={2} title={t('past')} />
          {list.past.length === 0 ? <EmptyState>{t('noPast')}</EmptyState> : <Rows meetings={list.past} label={t('past')} />}
        </Stack>
      </Stack>
    </Screen>
  );
}
