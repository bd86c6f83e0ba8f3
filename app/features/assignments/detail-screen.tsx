import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, Card, ConfirmDialog, FactList, InlineError, LinkButton, Notice, PageHeading, Row, Screen, Select, Stack, TextArea, TextLink, TopBar, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AccountMenu } from '../identity';
import { AssignmentDialog } from './assignment-dialog';
import { ReportPanel } from './report-panel';
import { AssignmentState, noon } from './state-word';
import { assignmentTexts } from './texts';
import './assignments.css';

export type Detail = QueryResult<'assignments.detail'>;

/** A question whose answer has to say why. */
function WithReason({ isOpen, about, title, note, confirmLabel, onConfirm, onClose, act }: { isOpen: boolean; about: string; title: string; note: string; confirmLabel: string; onConfirm: (reason: string) => void; onClose: () => void; act: { busy: boolean; error: Parameters<typeof InlineError>[0]['error'] | null } }) {
  const t = useTexts(assignmentTexts);
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog isOpen={isOpen} about={about} onClose={onClose} onConfirm={() => onConfirm(reason)} title={title} confirmLabel={confirmLabel} cancelLabel={t('cancel')} busy={act.busy} error={act.error ?? undefined} disabledReason={reason.trim().length < 3 ? t('reasonNeeded') : null}>
      <Stack gap={3}>
        <p>{note}</p>
        <TextArea label={t('reason')} value={reason} onChange={setReason} rows={3} />
      </Stack>
    </ConfirmDialog>
  );
}

/** What the office, or the chair, answers (TK8); what the office changes (TK5). */
function OfficePanel({ detail, onEdit }: { detail: Detail; onEdit: () => void }) {
  const t = useTexts(assignmentTexts);
  const toast = useToast();
  const [asks, setAsks] = useState<'return' | 'refuse' | 'withdraw' | null>(null);
  const act = useCommand<'assignments.settle-completion' | 'assignments.settle-extension' | 'assignments.withdraw'>({ onDone: () => { setAsks(null); toast({ text: t('answered'), icon: 'check' }); } });
  const { can, assignment: { id, version, askedDueOn } } = detail;
  const key = { assignmentId: id, version };
  const open = (which: typeof asks): void => {
    act.clear();
    setAsks(which);
  };
  const close = (): void => setAsks(null);
  if (!can.settleCompletion && !can.settleExtension && !can.edit) return null;
  const about = `${key.assignmentId}:${key.version}`;
  return (
    <Stack gap={4} as="section">
      {can.settleCompletion || can.settleExtension ? <PageHeading level={2} look="lg" title={t('answerTitle')} /> : null}
      {act.error && asks === null ? <InlineError error={act.error} /> : null}
      {can.settleCompletion ? (
        <ButtonRow>
          <Button look="pri" icon="check" busy={act.busy} onPress={() => act.run('assignments.settle-completion', { ...key, isConfirmed: true })}>{t('confirm')}</Button>
          <Button look="sec" icon="undo" onPress={() => open('return')}>{t('returnIt')}</Button>
        </ButtonRow>
      ) : null}
      {can.settleExtension && askedDueOn ? (
        <Stack gap={3}>
          <Notice tone="warn">{t('askedFor', { on: noon(askedDueOn) })}</Notice>
          <ButtonRow>
            <Button look="pri" icon="check" busy={act.busy} onPress={() => act.run('assignments.settle-extension', { ...key, isAgreed: true })}>{t('agree')}</Button>
            <Button look="sec" icon="minus" onPress={() => open('refuse')}>{t('refuse')}</Button>
          </ButtonRow>
        </Stack>
      ) : null}
      {can.edit ? (
        <ButtonRow>
          <Button look="quiet" icon="edit" onPress={onEdit}>{t('change')}</Button>
          <Button look="quiet" icon="delete" onPress={() => open('withdraw')}>{t('withdraw')}</Button>
        </ButtonRow>
      ) : null}
      <WithReason isOpen={asks === 'return'} about={about} title={t('returnTitle')} note={t('returnNote')} confirmLabel={t('returnIt')} onClose={close} act={act} onConfirm={(reason) => act.run('assignments.settle-completion', { ...key, isConfirmed: false, reason })} />
      <WithReason isOpen={asks === 'refuse'} about={about} title={t('refuseTitle')} note={t('refuseNote')} confirmLabel={t('refuse')} onClose={close} act={act} onConfirm={(reason) => act.run('assignments.settle-extension', { ...key, isAgreed: false, reason })} />
      <WithReason isOpen={asks === 'withdraw'} about={about} title={t('withdrawTitle')} note={t('withdrawNote')} confirmLabel={t('withdraw')} onClose={close} act={act} onConfirm={(reason) => act.run('assignments.withdraw', { ...key, reason })} />
    </Stack>
  );
}

/** One tap puts what is not done on the agenda of the next session (TK13). */
function CarryPanel({ detail }: { detail: Detail }) {
  const t = useTexts(assignmentTexts);
  const toast = useToast();
  const { targets } = detail;
  const [chosen, setChosen] = useState(targets[0]?.id ?? '');
  const act = useCommand<'assignments.add-to-agenda'>({ page: `/meetings/${chosen}/results`, onDone: () => toast({ text: t('carried'), icon: 'check' }) });
  if (targets.length === 0) return null;
  return (
    <Stack gap={3} as="section">
      {act.error ? <InlineError error={act.error} /> : null}
      {targets.length > 1 ? <Select label={t('carryTo')} value={chosen} onChange={setChosen} options={targets.map(({ id, title, startsAt }) => ({ value: id, label: t('sessionTitled', { title, on: startsAt }) }))} /> : null}
      <ButtonRow><Button icon="agenda" busy={act.busy} onPress={() => act.run('assignments.add-to-agenda', { assignmentId: detail.assignment.id })}>{t('carry')}</Button></ButtonRow>
      {targets.length === 1 ? <p className="ph-sm ph-3">{targets.map(({ title, startsAt }) => t('sessionTitled', { title, on: startsAt })).join('')}</p> : null}
    </Stack>
  );
}

function History({ steps }: { steps: Detail['steps'] }) {
  const t = useTexts(assignmentTexts);
  return (
    <Card as="section">
      <Stack gap={4}>
        <PageHeading level={2} look="lg" title={t('history')} />
        {steps.length === 0 ? <p className="ph-3">{t('noHistory')}</p> : null}
        <ol className="as-steps">
          {steps.map((step) => (
            <li key={step.id}>
              <span className="ph-strong">{t(`step_${step.kind}`)}</span>
              <span className="ph-sm ph-3">{t('stepBy', { by: step.by, at: step.at })}</span>
              {step.note ? <span className="as-text">{step.note}</span> : null}
              {step.dueOn && step.kind === 'changed' ? <span className="ph-sm">{t('wasDue', { on: noon(step.dueOn) })}</span> : null}
              {step.dueOn && (step.kind === 'trouble' || step.kind === 'extended') ? <span className="ph-sm">{t('toDue', { on: noon(step.dueOn) })}</span> : null}
              {step.before ? <span className="ph-sm as-text">{t('before', step.before)}</span> : null}
              {step.paper ? <TextLink href={`/meetings/${step.paper.meetingId}/read/${step.paper.id}`} icon="document">{t('paper', { title: step.paper.title })}</TextLink> : null}
            </li>
          ))}
        </ol>
      </Stack>
    </Card>
  );
}

/** One assignment: what it is, what its unit reports, what the office answers, what happened. */
export function DetailScreen({ detail }: { detail: Detail }) {
  const t = useTexts(assignmentTexts);
  const [edits, setEdits] = useState(false);
  const { assignment, can } = detail;
  const { session } = assignment;
  return (
    <Screen top={<TopBar backHref="/assignments" backLabel={t('title')} title={t('facts')} end={<AccountMenu />} />} width="narrow">
      <Stack gap={6}>
        <Card look="hero" padding="l">
          <Stack gap={4}>
            <Row gap={3} wrap><AssignmentState row={assignment} />{assignment.askedDueOn ? <span className="ph-2">{t('askedFor', { on: noon(assignment.askedDueOn) })}</span> : null}</Row>
            <p className="ph-lg as-text" lang="vi">{assignment.text}</p>
            <FactList
              columns={2}
              facts={[
                { icon: 'authority', title: assignment.unit, note: t('unitLead') },
                ...(assignment.others.length > 0 ? [{ icon: 'people' as const, title: assignment.others.join(', '), note: t('unitWith') }] : []),
                { icon: 'calendar', title: t('dueOn', { on: noon(assignment.dueOn) }), note: t('due') },
                { icon: 'document', title: assignment.outcome, note: t('result') },
                ...(assignment.supervisor ? [{ icon: 'person' as const, title: assignment.supervisor, note: t('supervisor') }] : []),
                { icon: 'agenda', title: session.title === null ? t('sessionOn', { on: session.startsAt }) : t('sessionTitled', { title: session.title, on: session.startsAt }), note: t('source') },
              ]}
            />
            {assignment.hasSession ? <LinkButton href={`/meetings/${assignment.meetingId}/assignments`} look="quiet" icon="agenda">{t('openSession')}</LinkButton> : null}
          </Stack>
        </Card>
        {can.report ? <ReportPanel assignment={assignment} papers={detail.papers} titled /> : null}
        <OfficePanel detail={detail} onEdit={() => setEdits(true)} />
        <CarryPanel detail={detail} />
        {detail.steps.length > 0 || assignment.state === 'draft' ? <History steps={detail.steps} /> : null}
      </Stack>
      {edits ? (
        <AssignmentDialog
          edited={{ id: assignment.id, itemId: assignment.itemId, version: assignment.version, text: assignment.text, unitId: assignment.unitId, withUnitIds: assignment.withUnitIds, withText: assignment.withText, dueOn: assignment.dueOn, outcome: assignment.outcome, supervisorId: assignment.supervisorId, isIssued: assignment.issuedAt !== null }}
          units={detail.units} supervisors={detail.supervisors} onClose={() => setEdits(false)}
        />
      ) : null}
    </Screen>
  );
}
