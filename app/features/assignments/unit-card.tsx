import type { QueryResult } from '../../../server/application';
import { Card, Divider, PageHeading, Stack, TextLink } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { listHref } from './place';
import { ReportPanel } from './report-panel';
import { AssignmentState, noon } from './state-word';
import { assignmentTexts } from './texts';
import './assignments.css';

export type Mine = QueryResult<'assignments.mine'>;

/** On the home screen: what the own unit has to do, reported in one tap; what waits for an office (TK14). Nothing where nothing is open. */
export function UnitAssignments({ mine }: { mine: Mine }) {
  const t = useTexts(assignmentTexts);
  const waiting = mine.office.filter(({ reported, overdue }) => reported + overdue > 0);
  return (
    <>
      {waiting.map((office) => (
        <Stack gap={4} as="section" key={office.bodyId}>
          <PageHeading level={2} title={t('ofBody')} />
          <Card><TextLink href={listHref({ of: office.bodyId, view: office.reported > 0 ? 'reported' : 'open' })} iconEnd="next">{t('waiting', office)}</TextLink></Card>
        </Stack>
      ))}
      {mine.rows.length > 0 ? (
        <Stack gap={4} as="section">
          <PageHeading level={2} title={t('ofUnit')} count={mine.open} />
          <Card>
            <Stack gap={4}>
              {mine.rows.map((row, index) => (
                <Stack gap={3} key={row.id}>
                  {index > 0 ? <Divider /> : null}
                  <TextLink href={`/assignments/${row.id}`} look="plain">{row.text}</TextLink>
                  <AssignmentState row={{ ...row, state: 'open' }} />
                  <p className="ph-sm ph-3">{[t('dueOn', { on: noon(row.dueOn) }), row.askedDueOn ? t('askedFor', { on: noon(row.askedDueOn) }) : ''].filter(Boolean).join(' · ')}</p>
                  {row.askedDueOn ? null : <ReportPanel assignment={row} papers={[]} page={`/assignments/${row.id}`} />}
                </Stack>
              ))}
              <TextLink href={listHref({ of: 'units' })} iconEnd="next">{t('seeAll', { count: mine.open })}</TextLink>
            </Stack>
          </Card>
        </Stack>
      ) : null}
    </>
  );
}
