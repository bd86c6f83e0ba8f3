import { useNavigate } from '@remix-run/react';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, EmptyState, LinkButton, ListRow, PageHeading, Row as Line, RowList, Screen, Select, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import { listHref, VIEWS, type ListPlace } from './place';
import { AssignmentState, noon, type Row } from './state-word';
import { assignmentTexts } from './texts';
import './assignments.css';

type List = QueryResult<'assignments.list'>;

function Rows({ rows, label }: { rows: readonly Row[]; label: string }) {
  const t = useTexts(assignmentTexts);
  return (
    <RowList label={label} look="cards">
      {rows.map((row) => (
        <ListRow
          key={row.id}
          href={`/assignments/${row.id}`}
          title={row.text}
          note={[
            row.unit,
            t('dueOn', { on: noon(row.dueOn) }),
            row.askedDueOn ? t('askedFor', { on: noon(row.askedDueOn) }) : '',
            t('outcome', { words: row.outcome }),
            row.others.length > 0 ? t('others', { names: row.others.join(', ') }) : '',
            t('sessionOn', { on: row.session.startsAt }),
          ].filter(Boolean).join(' · ')}
          end={<AssignmentState row={row} />}
          isQuiet={row.state === 'withdrawn'}
        />
      ))}
    </RowList>
  );
}

/** Open ones under their headings, the most overdue first; others as one list. */
function Sections({ list }: { list: List }) {
  const t = useTexts(assignmentTexts);
  if (list.rows.length === 0) return <EmptyState icon="check">{t('empty')}</EmptyState>;
  if (list.view !== 'open') return <Rows rows={list.rows} label={t(`view_${list.view}`)} />;
  const parts = ([['overdue', 'headOverdue'], ['soon', 'headSoon'], ['later', 'headLater']] as const).map(([urgency, head]) => ({ urgency, head, rows: list.rows.filter((row) => row.urgency === urgency) }));
  return (
    <Stack gap={6}>
      {parts.filter(({ rows }) => rows.length > 0).map(({ urgency, head, rows }) => (
        <Stack gap={3} as="section" key={urgency} className={urgency === 'overdue' ? 'as-red' : undefined}>
          <PageHeading level={2} look="lg" title={t(head)} count={list.counts[urgency]} />
          <Rows rows={rows} label={t(head)} />
        </Stack>
      ))}
    </Stack>
  );
}

/** The one list (TK11): of a body or of the own units, by state, narrowed by unit and session. */
export function ListScreen({ list }: { list: List }) {
  const t = useTexts(assignmentTexts);
  const navigate = useNavigate();
  const isUnits = list.of === 'units';
  const place: ListPlace = { of: list.of, view: list.view, unitId: list.unitId ?? undefined, meetingId: list.meetingId ?? undefined };
  const title = isUnits ? t('ofUnit') : t('ofBody');
  const scopes = [...list.bodies.map(({ id, name }) => ({ value: id, label: name })), ...(list.hasUnits ? [{ value: 'units', label: t('ofUnit') }] : [])];
  // Due soon and later stand under their headings among the open ones.
  const views = VIEWS.filter((view) => view === list.view || (view !== 'soon' && view !== 'later' && (view !== 'with' || isUnits)));
  return (
    <Screen top={<TopBar backHref="/" backLabel={t('home')} title={title} end={<AccountMenu />} />} width="single">
      <Stack gap={5}>
        {scopes.length > 1 ? <Select label={t('scope')} value={list.of} onChange={(of) => navigate(listHref({ of }))} options={scopes} /> : null}
        <nav aria-label={t('views')} className="as-noprint">
          <ButtonRow>
            {views.map((view) => (
              <LinkButton key={view} href={listHref({ ...place, view })} size={48} {...(view === list.view ? { look: 'pri' as const, 'aria-current': 'page' as const } : {})}>
                {t('counted', { label: t(`view_${view}`), count: list.counts[view] })}
              </LinkButton>
            ))}
          </ButtonRow>
        </nav>
        {isUnits ? null : (
          <div className="as-filters as-noprint">
            <Select label={t('unit')} value={list.unitId ?? ''} onChange={(unitId) => navigate(listHref({ ...place, unitId: unitId || undefined }))} options={[{ value: '', label: t('everyUnit') }, ...list.byUnit.map(({ id, name, open, overdue }) => ({ value: id, label: t('unitCount', { name, open, overdue }) }))]} />
            <Select label={t('session')} value={list.meetingId ?? ''} onChange={(meetingId) => navigate(listHref({ ...place, meetingId: meetingId || undefined }))} options={[{ value: '', label: t('everySession') }, ...list.sessions.map(({ id, title: name, startsAt }) => ({ value: id, label: t('sessionTitled', { title: name, on: startsAt }) }))]} />
          </div>
        )}
        <Sections list={list} />
        <div className="as-noprint">
          <Line gap={3} wrap>
            {list.isFirst ? null : <LinkButton href={listHref(place)} icon="undo">{t('first')}</LinkButton>}
            {list.next ? <LinkButton href={listHref({ ...place, after: list.next })} iconEnd="next">{t('more')}</LinkButton> : null}
            <LinkButton href={listHref(place, true)} icon="download" look="quiet" download>{t('file')}</LinkButton>
            <Button icon="print" look="quiet" onPress={() => window.print()}>{t('print')}</Button>
          </Line>
        </div>
      </Stack>
    </Screen>
  );
}
