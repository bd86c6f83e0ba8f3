import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, Card, EmptyState, InlineError, Notice, PageHeading, Row, Screen, Stack, Table, TextArea, TextLink, TopBar, useToast } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AccountMenu } from '../identity';
import { AssignmentState, noon } from './state-word';
import { assignmentTexts } from './texts';
import './assignments.css';

type Results = QueryResult<'assignments.results'>;
const OUTCOMES = ['done', 'done_late', 'reported', 'open', 'overdue', 'withdrawn'] as const;

/** Put on the agenda by one tap; what is there already says so. */
function Carry({ row }: { row: Results['rows'][number] }) {
  const t = useTexts(assignmentTexts);
  const act = useCommand<'assignments.add-to-agenda'>();
  if (row.isOnAgenda) return <span className="ph-sm ph-3">{t('onAgenda')}</span>;
  if (!row.canCarry) return null;
  return (
    <>
      {act.error ? <InlineError error={act.error} /> : null}
      <Button size={48} icon="agenda" busy={act.busy} aria-label={`${t('put')}: ${row.text}`} onPress={() => act.run('assignments.add-to-agenda', { assignmentId: row.id })}>{t('put')}</Button>
    </>
  );
}

/** Kết quả thực hiện kết luận phiên trước, for a session: a table to be read and printed, and the text for its minutes (TK12). */
export function ResultsScreen({ results }: { results: Results }) {
  const t = useTexts(assignmentTexts);
  const f = useFormats();
  const toast = useToast();
  const [isRefused, setRefused] = useState(false);
  const { session, previous, rows, summary, text } = results;
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(() => toast({ text: t('copied'), icon: 'check' }), () => setRefused(true));
  };
  return (
    <Screen top={<TopBar backHref={`/meetings/${session.id}`} backLabel={t('backSession')} title={t('results')} subtitle={session.title} end={<AccountMenu />} />}>
      {previous === null || rows.length === 0 ? <EmptyState icon="agenda">{t(previous === null ? 'noPrevious' : 'noResults')}</EmptyState> : (
        <Stack gap={5}>
          <PageHeading level={2} title={t('results')} note={`${t('asOf', { on: noon(results.today) })}. ${t('resultsOf', { title: previous.title, on: previous.startsAt })}`} end={<Button className="as-noprint" icon="print" onPress={() => window.print()}>{t('print')}</Button>} />
          <ul className="as-summary">
            <li className="ph-strong">{t('counted', { label: t('all'), count: summary.all })}</li>
            {OUTCOMES.filter((one) => summary[one] > 0).map((one) => <li key={one}>{t('counted', { label: t(`r_${one}`), count: summary[one] })}</li>)}
          </ul>
          {results.isCut ? <Notice tone="warn">{t('cut')}</Notice> : null}
          <Card className="as-results">
            <Table
              caption={t('results')}
              captionHidden
              rows={rows}
              rowKey={({ id }) => id}
              empty={t('noResults')}
              columns={[
                { key: 'text', header: t('colText'), isRowHeader: true, cell: (row) => <><TextLink href={`/assignments/${row.id}`} look="plain">{row.text}</TextLink><p className="ph-sm ph-3">{[row.unit, row.others.length > 0 ? t('others', { names: row.others.join(', ') }) : '', t('sessionOn', { on: row.sessionOn })].filter(Boolean).join(' · ')}</p></> },
                { key: 'due', header: t('colDue'), cell: (row) => <><span className="ph-num">{f.date(noon(row.dueOn))}</span><p className="ph-sm ph-3">{row.outcome}</p></> },
                { key: 'state', header: t('colState'), cell: (row) => <><AssignmentState row={row} />{row.note ? <p className="ph-sm as-text">{row.note}</p> : null}</> },
                { key: 'carry', header: <span className="ph-hidden">{t('put')}</span>, cell: (row) => <div className="as-noprint"><Carry row={row} /></div> },
              ]}
            />
          </Card>
          <div className="as-noprint">
            <Stack gap={3}>
              <PageHeading level={2} look="lg" title={t('asText')} />
              {isRefused ? <Notice tone="warn">{t('copyFailed')}</Notice> : null}
              <TextArea label={t('asText')} labelHidden rows={8} prose isReadOnly value={text} />
              <Row gap={3}><Button icon="copy" onPress={copy}>{t('copy')}</Button></Row>
            </Stack>
          </div>
        </Stack>
      )}
    </Screen>
  );
}
