import { useState } from 'react';
import { Button, ButtonRow, Card, ComboBox, ConfirmDialog, DateField, Dialog, EmptyState, FormBody, InlineError, Notice, PageHeading, Row, Stack, StateWord, TextField, useToast } from '~/ui';
import { useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { PrepareScreen, type MeetingDetail } from '../meetings';
import type { Preparation, PreparationRow } from './data';
import { DueLine, SummaryNotice } from './due-line';
import { LineCard } from './line-card';
import { standingWords } from './standing-words';
import { TaskHistory } from './task-history';
import { preparingTexts } from './texts';

/** What the units of a session were asked for and brought, for the office: approve, return, remind, give more time, lock. */
export function PreparationScreen({ detail, preparation }: { detail: MeetingDetail; preparation: Preparation }) {
  const t = useTexts(preparingTexts);
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const { rows, rules } = preparation;
  const toAsk = rows.filter(({ can }) => can.ask).map(({ itemId }) => itemId);
  const { run, busy, error, clear } = useCommand<'documents.ask-papers'>({
    onDone: () => {
      setAsking(false);
      toast({ text: t('asked'), icon: 'check' });
    },
  });
  const close = (): void => {
    clear();
    setAsking(false);
  };
  return (
    <PrepareScreen detail={detail} place="preparing">
      <Stack gap={5}>
        <PageHeading
          level={2}
          title={t('office')}
          note={t('officeNote', { ordinary: detail.meeting.kind === 'extraordinary' ? rules.workingDays.extraordinary : rules.workingDays.ordinary, approval: rules.approval })}
          end={toAsk.length > 0 ? <Button look="pri" icon="send" onPress={() => setAsking(true)}>{t('askAll', { count: toAsk.length })}</Button> : undefined}
        />
        {rows.length === 0 ? <EmptyState icon="agenda">{t('noItems')}</EmptyState> : null}
        {rows.map((row) => <RowCard key={row.itemId} row={row} rules={rules} isPublished={detail.meeting.state !== 'draft'} />)}
      </Stack>
      <ConfirmDialog isOpen={isAsking} about={toAsk.join(' ')} onClose={close} onConfirm={() => run('documents.ask-papers', { itemIds: toAsk })} title={t('askTitle', { count: toAsk.length })} confirmLabel={t('askConfirm')} busy={busy} error={error}>
        <p>{t('askBody')}</p>
      </ConfirmDialog>
    </PrepareScreen>
  );
}

/** Whether it is for the unit to do something. */
const isForUnit = ({ missing }: NonNullable<PreparationRow['task']>): boolean => missing === 'nothing' || missing === 'returned' || missing === 'leader';

const TONE = { nothing: 'warn', returned: 'bad', leader: 'warn', office: 'accent', ready: 'ok' } as const;

function RowCard({ row, rules, isPublished }: { row: PreparationRow; rules: Preparation['rules']; isPublished: boolean }) {
  const t = useTexts(preparingTexts);
  const language = useLanguage();
  const { task, unit, title } = row;
  const number = row.number ?? 0;
  return (
    <Card as="section" aria-label={t('itemTitle', { number, title })}>
      <Stack gap={4}>
        <Stack gap={2}>
          <h2 className="ph-lg">{t('itemTitle', { number, title })}</h2>
          <p className="ph-3">{[unit || t('noUnit'), task?.officer ?? ''].filter(Boolean).join(' · ')}</p>
          <Row gap={4} wrap>
            {task ? <StateWord tone={TONE[task.missing]}>{standingWords(task.missing, language)}</StateWord> : <StateWord>{t(unit ? 'notAsked' : 'noUnit')}</StateWord>}
            {task ? <DueLine due={task.due} isDone={task.missing === 'ready' || task.missing === 'office'} /> : null}
            {task?.isLocked ? <StateWord icon="lock">{t('lockedShort')}</StateWord> : null}
          </Row>
          {task?.remindedAt ? <p className="ph-sm ph-3">{t('remindedAt', { at: task.remindedAt })}</p> : null}
        </Stack>
        {task && isForUnit(task) && !row.hasOfficer ? <Notice tone="warn">{t('noPeople')}</Notice> : task && isForUnit(task) && !row.hasLeader && rules.approval !== 'office' ? <Notice tone="warn">{t('noLeader')}</Notice> : null}
        {task ? <SummaryNotice unsummed={task.unsummed} over={rules.summaryOverPages} /> : null}
        {task?.lines.map((line) => <LineCard key={line.lineId} line={line} isPublished={isPublished} approval={rules.approval} />)}
        {task && row.can.change ? <TaskButtons row={row} task={task} number={number} /> : null}
        {task ? <TaskHistory steps={task.history} /> : null}
      </Stack>
    </Card>
  );
}

function TaskButtons({ row, task, number }: { row: PreparationRow; task: NonNullable<PreparationRow['task']>; number: number }) {
  const t = useTexts(preparingTexts);
  const toast = useToast();
  const [open, setOpen] = useState<'extend' | 'name' | null>(null);
  const remind = useCommand<'documents.remind-unit'>({ onDone: () => toast({ text: t('reminded'), icon: 'check' }) });
  const lock = useCommand<'documents.lock-papers'>();
  const { itemId } = row;
  return (
    <>
      <ButtonRow>
        {isForUnit(task) && !task.isLocked ? <Button icon="bell" aria-label={t('remindOf', { unit: row.unit, number })} busy={remind.busy} onPress={() => remind.run('documents.remind-unit', { itemId })}>{t('remind')}</Button> : null}
        <Button icon="calendar" aria-label={t('extendOf', { number })} onPress={() => setOpen('extend')}>{t('extend')}</Button>
        <Button icon="person" aria-label={t('nameOf', { number })} onPress={() => setOpen('name')}>{t('name')}</Button>
        <Button look="quiet" icon={task.isLocked ? 'unlock' : 'lock'} aria-label={t(task.isLocked ? 'unlockOf' : 'lockOf', { number })} busy={lock.busy} onPress={() => lock.run('documents.lock-papers', { itemId, version: task.version, locked: !task.isLocked })}>{t(task.isLocked ? 'unlock' : 'lock')}</Button>
      </ButtonRow>
      {remind.error ? <InlineError error={remind.error} /> : null}
      {lock.error ? <InlineError error={lock.error} /> : null}
      {open === 'extend' ? <ExtendDialog itemId={itemId} task={task} number={number} onClose={() => setOpen(null)} /> : null}
      {open === 'name' ? <OfficerDialog row={row} task={task} number={number} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function ExtendDialog({ itemId, task, number, onClose }: { itemId: string; task: NonNullable<PreparationRow['task']>; number: number; onClose: () => void }) {
  const t = useTexts(preparingTexts);
  const toast = useToast();
  const [dueOn, setDueOn] = useState<string | null>(task.due.on);
  const [reason, setReason] = useState('');
  const { run, busy, error } = useCommand<'documents.extend-deadline'>({
    onDone: () => {
      toast({ text: t('extendDone'), icon: 'check' });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      about={`${itemId}:${task.version}`}
      busy={busy}
      error={error}
      title={t('extendTitle', { number })}
      actions={<Button look="pri" icon="save" busy={busy} disabledReason={reason.trim() === '' || dueOn === null ? t('reasonNeeded') : null} onPress={() => run('documents.extend-deadline', { itemId, version: task.version, dueOn: dueOn ?? '', reason })}>{t('extendSave')}</Button>}
    >
      <FormBody>
        {error ? <InlineError error={error} /> : null}
        <DateField label={t('extendDay')} value={dueOn} onChange={setDueOn} isRequired />
        <TextField label={t('reason')} value={reason} onChange={setReason} maxLength={300} isRequired />
      </FormBody>
    </Dialog>
  );
}

function OfficerDialog({ row, task, number, onClose }: { row: PreparationRow; task: NonNullable<PreparationRow['task']>; number: number; onClose: () => void }) {
  const t = useTexts(preparingTexts);
  const [chosen, setChosen] = useState<string | null>(task.officerId);
  const { run, busy, error } = useCommand<'documents.set-officer'>({ onDone: onClose });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      about={`${row.itemId}:${task.version}`}
      busy={busy}
      error={error}
      title={t('nameOf', { number })}
      note={row.unit}
      actions={<Button look="pri" icon="save" busy={busy} onPress={() => run('documents.set-officer', { itemId: row.itemId, version: task.version, personId: chosen })}>{t('nameSave')}</Button>}
    >
      <FormBody>
        {error ? <InlineError error={error} /> : null}
        <ComboBox label={t('officer')} options={row.people.map(({ id, fullName, title }) => ({ value: id, label: fullName, note: title }))} value={chosen} onChange={setChosen} isOptional />
      </FormBody>
    </Dialog>
  );
}
