import { useState } from 'react';
import { Button, ConfirmDialog, Disclosure, InlineError, Notice, NumberField, PageHeading, Stack, TextArea } from '~/ui';
import { useFormats, useTexts, type PresentableError } from '~/ui/i18n';
import type { EditorMinutes, MinutesAbilities } from './data';
import { minutesTexts } from './texts';

export interface WritingActions {
  busy: boolean;
  error: PresentableError | null;
  save(): void;
  submit(): void;
  approve(number: number | null): void;
  returnIt(remarks: string): void;
  clear(): void;
}

const ACTION_WORDS = { draft: 'actionDraft', save: 'actionSave', submit: 'actionSubmit', return: 'actionReturn', approve: 'actionApprove' } as const;

function History({ minutes }: { minutes: EditorMinutes }) {
  const t = useTexts(minutesTexts);
  const f = useFormats();
  return (
    <Disclosure title={t('history')} note={String(minutes.revisions.length)}>
      <ol className="mn-history">
        {minutes.revisions.map((revision) => (
          <li key={revision.number}>
            <span className="ph-strong">{t(ACTION_WORDS[revision.action])}</span>
            <span className="ph-sm ph-3 ph-num">{revision.by}, {f.dateTime(revision.at)}</span>
            {revision.remarks ? <span className="ph-sm">{revision.remarks}</span> : null}
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

/** Before approval: what the writer or the chair does next. */
export function MinutesSide({ minutes, can, isDirty, actions }: { minutes: EditorMinutes; can: MinutesAbilities; isDirty: boolean; actions: WritingActions }) {
  const t = useTexts(minutesTexts);
  const [dialog, setDialog] = useState<'submit' | 'approve' | 'return' | null>(null);
  const [remarks, setRemarks] = useState('');
  const [number, setNumber] = useState<number | null>(null);
  const open = (which: 'submit' | 'approve' | 'return'): void => {
    actions.clear();
    setDialog(which);
  };
  const close = (): void => setDialog(null);
  const title = can.edit ? t('draftingPanel') : can.decide ? t('decidePanel') : t('waitPanel');
  return (
    <Stack gap={5} className="mn-side">
      <PageHeading level={2} title={title} />
      {minutes.state === 'returned' && minutes.remarks ? <Notice tone="warn" title={t('remarksOf')}>{minutes.remarks}</Notice> : null}
      {can.edit ? <Notice tone={isDirty ? 'warn' : 'ok'}>{isDirty ? t('unsaved') : t('allSaved')}</Notice> : null}
      {!can.edit && !can.decide ? <p className="ph-2">{t('waitNote')}</p> : null}
      {actions.error && dialog === null ? <InlineError error={actions.error} /> : null}
      <Stack gap={3}>
        {can.edit ? <Button look={isDirty ? 'pri' : 'sec'} size={56} wide icon="save" busy={actions.busy} isDisabled={!isDirty} onPress={actions.save}>{t('save')}</Button> : null}
        {can.submit ? <Button look={isDirty ? 'sec' : 'pri'} size={72} wide icon="send" disabledReason={isDirty ? t('submitFirstSave') : null} onPress={() => open('submit')}>{t('submit')}</Button> : null}
        {can.decide ? (
          <>
            <Button look="pri" size={72} wide icon="check" onPress={() => open('approve')}>{t('approve')}</Button>
            <Button look="sec" wide icon="undo" onPress={() => open('return')}>{t('returnIt')}</Button>
          </>
        ) : null}
      </Stack>
      <History minutes={minutes} />
      <ConfirmDialog isOpen={dialog === 'submit' && can.submit} onClose={close} onConfirm={actions.submit} title={t('submitTitle')} confirmLabel={t('submit')} cancelLabel={t('cancel')} busy={actions.busy} error={actions.error}>{t('submitNote')}</ConfirmDialog>
      <ConfirmDialog isOpen={dialog === 'approve' && can.decide} onClose={close} onConfirm={() => actions.approve(number)} title={t('approveTitle')} confirmLabel={t('approve')} cancelLabel={t('cancel')} busy={actions.busy} error={actions.error}>
        <Stack gap={4}>
          <p>{t('approveNote')}</p>
          <NumberField label={t('number')} hint={t('numberHint')} value={number} onChange={setNumber} min={1} max={99_999} isOptional />
        </Stack>
      </ConfirmDialog>
      <ConfirmDialog isOpen={dialog === 'return' && can.decide} onClose={close} onConfirm={() => actions.returnIt(remarks)} title={t('returnTitle')} confirmLabel={t('returnConfirm')} cancelLabel={t('cancel')} busy={actions.busy} error={actions.error} disabledReason={remarks.trim().length < 3 ? t('remarks') : null}>
        <TextArea label={t('remarks')} value={remarks} onChange={setRemarks} rows={4} />
      </ConfirmDialog>
    </Stack>
  );
}
