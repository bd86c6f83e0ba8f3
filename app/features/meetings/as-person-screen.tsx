import type { CommandResult } from '../../../server/application';
import { formatClock } from '@shared/rules/agenda-times';
import { AgendaList, AgendaRow, ButtonRow, ListRow, LinkButton, Notice, PageHeading, RowList, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AudienceMark, audienceTexts } from '../audience';
import { documentTexts, type PaperRows } from '../documents';
import { AccountMenu } from '../identity';
import type { AgendaRows, MeetingDetail } from './data';
import { stateOf } from './session-item';
import { seeAsTexts } from './see-as-texts';
import { meetingTexts } from './texts';
import './meetings.css';

export interface AsPersonScreenProps {
  meeting: MeetingDetail['meeting'];
  person: CommandResult<'meetings.note-seen-as'>;
  agenda: AgendaRows;
  papers: PaperRows;
  /** Papers of the session in all. */
  allPapers: number;
}

/** A session's agenda and papers as one of its people sees them, for looking only. */
export function AsPersonScreen({ meeting, person, agenda, papers, allPapers }: AsPersonScreenProps) {
  const t = useTexts(meetingTexts);
  const s = useTexts(seeAsTexts);
  const a = useTexts(audienceTexts);
  const base = `/meetings/${meeting.id}`;
  const only = agenda.items.find(({ id }) => id === person.onlyItemId);
  const general = papers.documents.filter(({ itemId }) => itemId === null);
  const noteOf = (item: AgendaRows['items'][number]): string =>
    [item.presenterName ?? (item.presenterText || item.preparing), t('minutesLong', { count: item.durationMin }), item.isLimited ? a('limited').toLocaleLowerCase('vi') : ''].filter(Boolean).join(', ');
  return (
    <Screen height="fit" width="single" top={<TopBar backHref={`${base}/as`} title={s('seeingAs', { name: person.fullName })} subtitle={meeting.title} end={<AccountMenu />} />}>
      <Stack gap={5}>
        <Notice
          tone="warn"
          icon="view"
          title={s('seeingAs', { name: [person.fullName, person.position].filter(Boolean).join(', ') })}
        >
          {meeting.state === 'draft' ? <p>{s('seeingAsDraft')}</p> : null}
          {only ? <p>{s('seeingAsGuest', { item: only.number === null ? s('partOnly', { title: only.title }) : s('itemOnly', { number: only.number }) })}</p> : null}
          <p>{s('seeingAsNote')}</p>
        </Notice>
        <ButtonRow>
          <LinkButton href={`${base}/as`} icon="people">{s('seeingAsOther')}</LinkButton>
          <LinkButton href={base} look="quiet" icon="close">{s('seeingAsStop')}</LinkButton>
        </ButtonRow>
        <PageHeading level={2} title={t('agendaTitle')} note={s('seeingAsCount', { seen: papers.documents.length, all: allPapers })} />
        <AgendaList label={t('agendaTitle')}>
          {agenda.items.map((item) => {
            const own = papers.documents.filter(({ itemId }) => itemId === item.id);
            return (
              <AgendaRow key={item.id} time={formatClock(item.startMinute)} number={item.number ?? ''} title={item.title} state={stateOf(item)} note={noteOf(item)}>
                {own.length > 0 ? <SeenPapers label={t('papers', { count: own.length })} papers={own} /> : item.kind === 'item' ? <p className="ph-sm ph-3">{s('noPapersForThem')}</p> : null}
              </AgendaRow>
            );
          })}
        </AgendaList>
        {general.length > 0 ? (
          <Stack gap={3} as="section">
            <PageHeading level={2} look="lg" title={t('generalPapers')} />
            <SeenPapers label={t('generalPapers')} papers={general} />
          </Stack>
        ) : null}
      </Stack>
    </Screen>
  );
}

function SeenPapers({ label, papers }: { label: string; papers: PaperRows['documents'] }) {
  const d = useTexts(documentTexts);
  return (
    <RowList label={label}>
      {papers.map(({ id, title, pages, isLimited }) => (
        <ListRow key={id} icon="document" title={title} note={isLimited ? <AudienceMark objectId={id} isLimited /> : undefined} end={<span className="ph-num">{d('pages', { count: pages })}</span>} />
      ))}
    </RowList>
  );
}
