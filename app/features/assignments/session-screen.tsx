import { useState } from 'react';
import { assignmentIn } from '@shared/rules/conclusion-sentences';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, Card, ConfirmDialog, EmptyState, InlineError, LinkButton, ListRow, Notice, PageHeading, Row, RowList, Screen, Stack, TopBar, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AccountMenu } from '../identity';
import { AssignmentDialog, type Edited } from './assignment-dialog';
import { AssignmentState, noon } from './state-word';
import { assignmentTexts } from './texts';
import './assignments.css';

type Session = QueryResult<'assignments.of-session'>;
type Item = Session['items'][number];
type Given = Item['assignments'][number];

const fresh = (item: Item, text: string, unitId: string | null): Edited => ({ id: null, itemId: item.id, version: 0, text, unitId: unitId ?? item.preparingUnitId, withUnitIds: [], withText: '', dueOn: null, outcome: '', supervisorId: null, isIssued: false });
const ofGiven = (one: Given): Edited => ({ id: one.id, itemId: one.itemId, version: one.version, text: one.text, unitId: one.unitId, withUnitIds: one.withUnitIds, withText: one.withText, dueOn: one.dueOn, outcome: one.outcome, supervisorId: one.supervisorId, isIssued: one.issuedAt !== null });

/** What was given under one conclusion; drafts are changed and removed here, what was issued has its own page. */
function GivenList({ given, mayEdit, onEdit }: { given: readonly Given[]; mayEdit: boolean; onEdit: (one: Given) => void }) {
  const t = useTexts(assignmentTexts);
  const act = useCommand<'assignments.withdraw'>();
  return (
    <>
      {act.error ? <InlineError error={act.error} /> : null}
      <RowList look="cards" label={t('title')}>
        {given.map((one) => {
          const isDraft = one.state === 'draft';
          const note = [one.unit, t('dueOn', { on: noon(one.dueOn) }), t('outcome', { words: one.outcome }), one.others.length > 0 ? t('others', { names: one.others.join(', ') }) : ''].filter(Boolean).join(' · ');
          return isDraft && mayEdit ? (
            <ListRow
              key={one.id} title={one.text} note={note} end={<AssignmentState row={one} />}
              actions={<><Button size={48} look="quiet" icon="edit" aria-label={`${t('change')}: ${one.text}`} onPress={() => onEdit(one)}>{t('change')}</Button><Button size={48} look="quiet" icon="delete" aria-label={`${t('remove')}: ${one.text}`} busy={act.busy} onPress={() => act.run('assignments.withdraw', { assignmentId: one.id, version: one.version })}>{t('remove')}</Button></>}
            />
          ) : (
            <ListRow key={one.id} href={`/assignments/${one.id}`} title={one.text} note={note} end={<AssignmentState row={one} />} isQuiet={one.state === 'withdrawn'} />
          );
        })}
      </RowList>
    </>
  );
}

function ItemCard({ item, units, can, onEdit }: { item: Item; units: Session['units']; can: Session['can']; onEdit: (edited: Edited) => void }) {
  const t = useTexts(assignmentTexts);
  const given = new Set(item.assignments.map(({ text }) => text));
  return (
    <Card as="section">
      <Stack gap={4}>
        <PageHeading level={2} look="lg" id={`item-${item.id}`} title={item.number === null ? item.title : t('item', { number: item.number, title: item.title })} />
        {can.draft && item.sentences.length > 0 ? (
          <Stack gap={2} className="as-conclusion">
            <p className="ph-label">{t('conclusion')}</p>
            {item.sentences.map((sentence, index) => {
              const { text, unitId } = assignmentIn(sentence, units);
              return (
                <div className="as-sentence" key={index}>
                  <p>{sentence}</p>
                  {given.has(text) ? null : <Button size={48} icon="add" aria-label={`${t('giveThis')}: ${sentence}`} onPress={() => onEdit(fresh(item, text, unitId))}>{t('giveThis')}</Button>}
                </div>
              );
            })}
          </Stack>
        ) : item.conclusion ? <p className="as-conclusion">{item.conclusion}</p> : null}
        {item.assignments.length > 0 ? <GivenList given={item.assignments} mayEdit={can.draft} onEdit={(one) => onEdit(ofGiven(one))} /> : null}
        {can.draft ? <ButtonRow><Button look="quiet" size={48} icon="add" onPress={() => onEdit(fresh(item, '', null))}>{t('add')}</Button></ButtonRow> : null}
      </Stack>
    </Card>
  );
}

/** Conclusions of a session and what they ask of units (TK1, TK4). */
export function SessionAssignmentsScreen({ data }: { data: Session }) {
  const t = useTexts(assignmentTexts);
  const toast = useToast();
  const [edited, setEdited] = useState<Edited | null>(null);
  const [asks, setAsks] = useState(false);
  const act = useCommand<'assignments.issue'>({ onDone: () => { setAsks(false); toast({ text: t('issuedDone'), icon: 'check' }); } });
  const { session, items, can, drafts } = data;
  const base = `/meetings/${session.id}`;
  return (
    <Screen top={<TopBar backHref={base} backLabel={t('backSession')} title={t('ofSession')} subtitle={session.title} end={<AccountMenu />} />} width="single">
      <Stack gap={5}>
        {can.draft ? <Notice>{t(data.isApproved ? 'issuedNote' : 'ofSessionNote')}</Notice> : null}
        <Row gap={3} wrap>
          {can.issue ? <Button look="pri" icon="send" onPress={() => setAsks(true)}>{t('issue', { count: drafts })}</Button> : null}
          <LinkButton href={`${base}/results`} icon="agenda">{t('toResults')}</LinkButton>
        </Row>
        {items.length === 0 ? <EmptyState icon="opinion">{t(can.draft ? 'noConclusions' : 'noneGiven')}</EmptyState> : null}
        {items.map((item) => <ItemCard key={item.id} item={item} units={data.units} can={can} onEdit={setEdited} />)}
      </Stack>
      {edited ? <AssignmentDialog key={edited.id ?? `${edited.itemId} ${edited.text}`} edited={edited} units={data.units} supervisors={data.supervisors} onClose={() => setEdited(null)} /> : null}
      <ConfirmDialog isOpen={asks} about={can.issue ? `${session.id}:${drafts}` : null} onClose={() => setAsks(false)} onConfirm={() => act.run('assignments.issue', {})} title={`${t('issue', { count: drafts })}?`} confirmLabel={t('issue', { count: drafts })} cancelLabel={t('cancel')} busy={act.busy} error={act.error} />
    </Screen>
  );
}
