import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { QueryResult } from '../../../server/application';
import { formatClock } from '@shared/rules/agenda-times';
import { AgendaList, AgendaRow, ListRow, Notice, PageHeading, RowList, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { documentTexts, type PaperRows } from '../documents';
import { AccountMenu } from '../identity';
import type { AgendaRows } from '../meetings';
import { PreparingOver } from './preparing-over';
import { delegationTexts } from './texts';
import { useStillPrepared } from './use-still-prepared';

export interface PreparedSessionProps {
  leader: { id: string; name: string };
  session: QueryResult<'meetings.prepared-for'>['coming'][number];
  agenda: AgendaRows;
  papers: PaperRows;
}

/** Agenda and papers of a session as the leader sees them, for preparing. */
export function PreparedSession({ leader, session, agenda, papers }: PreparedSessionProps) {
  const t = useTexts(delegationTexts);
  const base = `/meetings/${session.id}/for/${leader.id}`;
  const shown = papers.documents.map(({ id, number }) => `${id}.${number}`);
  const still = useStillPrepared(base, shown);
  const { revalidate } = useRevalidator();
  const known = useRef(still);
  useEffect(() => {
    if (still !== null && known.current?.join() !== still.join()) revalidate();
    known.current = still;
  }, [still, revalidate]);
  if (still === null) return <PreparingOver />;
  const general = papers.documents.filter(({ itemId }) => itemId === null);
  return (
    <Screen height="fit" width="single" top={<TopBar backHref={`/prepare-for/${leader.id}`} title={t('forName', { name: leader.name })} subtitle={session.title} end={<AccountMenu />} />}>
      <Stack gap={5}>
        <Notice icon="personCheck">{t('forNote', { name: leader.name })}</Notice>
        <PageHeading level={2} title={t('agenda')} note={t('papers', { count: papers.documents.length })} />
        <AgendaList label={t('agenda')}>
          {agenda.items.map((item) => {
            const own = papers.documents.filter(({ itemId }) => itemId === item.id);
            return (
              <AgendaRow key={item.id} time={formatClock(item.startMinute)} number={item.number ?? ''} title={item.title} note={item.presenterName ?? (item.presenterText || item.preparing)}>
                {own.length > 0 ? <Papers base={base} label={t('papers', { count: own.length })} papers={own} /> : item.kind === 'item' ? <p className="ph-sm ph-3">{t('noPapers')}</p> : null}
              </AgendaRow>
            );
          })}
        </AgendaList>
        {general.length > 0 ? (
          <Stack gap={3} as="section">
            <PageHeading level={2} look="lg" title={t('generalPapers')} />
            <Papers base={base} label={t('generalPapers')} papers={general} />
          </Stack>
        ) : null}
      </Stack>
    </Screen>
  );
}

function Papers({ base, label, papers }: { base: string; label: string; papers: PaperRows['documents'] }) {
  const d = useTexts(documentTexts);
  return (
    <RowList label={label}>
      {papers.map(({ id, title, pages }) => <ListRow key={id} icon="document" title={title} href={`${base}/read/${id}`} end={<span className="ph-num">{d('pages', { count: pages })}</span>} />)}
    </RowList>
  );
}
