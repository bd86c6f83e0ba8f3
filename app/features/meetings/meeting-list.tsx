import type { QueryResult } from '../../../server/application';
import { ButtonRow, Chip, DateLeaf, EmptyState, LinkButton, ListRow, PageHeading, RowList, Screen, Stack, TopBar, type Tone } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import { listHref, yearsSince } from './list-place';
import { importedTexts } from './imported-texts';
import { meetingTexts } from './texts';

type MeetingList = QueryResult<'meetings.list'>;
type MeetingRow = MeetingList['coming'][number];
type Part = 'drafts' | 'coming' | 'past';

const TONES: Record<MeetingRow['state'], Tone> = { draft: 'neutral', published: 'accent', in_session: 'son', closed: 'neutral', cancelled: 'bad' };

function Rows({ meetings, label }: { meetings: readonly MeetingRow[]; label: string }) {
  const t = useTexts(meetingTexts);
  const old = useTexts(importedTexts);
  const f = useFormats();
  return (
    <RowList label={label} look="cards">
      {meetings.map((meeting) => (
        <ListRow
          key={meeting.id}
          href={`/meetings/${meeting.id}`}
          lead={<DateLeaf weekday={f.weekday(meeting.startsAt)} day={f.dayMonth(meeting.startsAt).slice(0, 2)} month={f.month(meeting.startsAt)} />}
          title={meeting.title}
          note={meeting.importedAt ? [f.date(meeting.startsAt), meeting.place].filter(Boolean).join('. ') : `${f.time(meeting.startsAt)} – ${f.time(meeting.endsAt)}. ${meeting.place}`}
          end={
            <Chip tone={TONES[meeting.state]} size="s" dot={meeting.state === 'in_session'}>
              {meeting.importedAt ? old('imported') : t(meeting.state)}
            </Chip>
          }
          isQuiet={meeting.state === 'cancelled'}
        />
      ))}
    </RowList>
  );
}

/** The way to the rest of a part, and back to its beginning. */
function Pages({ list, part }: { list: MeetingList; part: Part }) {
  const t = useTexts(meetingTexts);
  const after = list.next[part];
  const year = list.year ?? undefined;
  if (after === null && list.isFirst) return null;
  return (
    <ButtonRow>
      {list.isFirst ? null : (
        <LinkButton href={listHref({ part, year })} icon="undo">
          {t('listFirst')}
        </LinkButton>
      )}
      {after === null ? null : (
        <LinkButton href={listHref({ part, year, after })} iconEnd="next">
          {t('listMore')}
        </LinkButton>
      )}
    </ButtonRow>
  );
}

const chosen = (isChosen: boolean) => (isChosen ? ({ look: 'pri', 'aria-current': 'page' } as const) : {});

/** Years to choose from, once there are several. */
function Years({ list, now }: { list: MeetingList; now: Date }) {
  const t = useTexts(meetingTexts);
  const years = yearsSince(list.since, now);
  if (years.length < 2) return null;
  return (
    <nav aria-label={t('listYears')}>
      <ButtonRow>
        <LinkButton href={listHref({ part: 'past' })} size={48} {...chosen(list.year === null && list.part === 'past')}>
          {t('listAllYears')}
        </LinkButton>
        {years.map((year) => (
          <LinkButton key={year} href={listHref({ part: 'past', year })} size={48} {...chosen(list.year === year)}>
            {String(year)}
          </LinkButton>
        ))}
      </ButtonRow>
    </nav>
  );
}

/** Sessions of the person: in preparation, coming, past; a page of each, or of the one part that is leafed through. */
export function MeetingListScreen({ list, now }: { list: MeetingList; now: Date }) {
  const t = useTexts(meetingTexts);
  const shows = (part: Part): boolean => list.part === null || list.part === part;
  const whole = list.part === null;
  return (
    <Screen top={<TopBar backHref={whole ? '/' : '/meetings'} backLabel={t(whole ? 'home' : 'listTitle')} title={t('listTitle')} end={<AccountMenu />} />} width="single">
      <Stack gap={7}>
        {shows('drafts') && (list.drafts.length > 0 || !whole) ? (
          <Stack gap={4} as="section">
            <PageHeading level={2} title={t('drafts')} />
            <Rows meetings={list.drafts} label={t('drafts')} />
            <Pages list={list} part="drafts" />
          </Stack>
        ) : null}
        {shows('coming') ? (
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
            <Pages list={list} part="coming" />
          </Stack>
        ) : null}
        {shows('past') ? (
          <Stack gap={4} as="section">
            <PageHeading level={2} title={list.year === null ? t('past') : t('pastOfYear', { year: String(list.year) })} />
            <Years list={list} now={now} />
            {list.past.length === 0 ? <EmptyState>{t('noPast')}</EmptyState> : <Rows meetings={list.past} label={t('past')} />}
            <Pages list={list} part="past" />
          </Stack>
        ) : null}
      </Stack>
    </Screen>
  );
}
