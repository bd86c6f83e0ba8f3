import { useState } from 'react';
import type { MinutesReview } from '@shared/rules/minutes-review';
import type { Difference } from '@shared/rules/written-minutes';
import { Button, ConfirmDialog, Disclosure, InlineError, LinkButton, Notice, NumberField, PageHeading, Stack, TextArea } from '~/ui';
import { useFormats, useTexts, type PresentableError } from '~/ui/i18n';
import type { EditorMinutes, MinutesAbilities } from './data';
import { minutesTexts } from './texts';
import { Differences } from './differences';
import { ReviewList, useReviewSummary } from './minutes-review';
import type { MinutesWriting } from './use-cowriting';

export interface WritingActions {
  busy: boolean;
  error: PresentableError | null;
  /** Stores what is written, then hands it to the chair. */
  submit(): Promise<void>;
  approve(number: number | null): void;
  returnIt(remarks: string): void;
  draft(): void;
  /** Agrees to a difference or takes it back, all of them where none is given. */
  settle(verdict: 'take' | 'reject', difference?: Difference): void;
  clear(): void;
}

const ACTION_WORDS = { begin: 'actionBegin', draft: 'actionDraft', save: 'actionSave', submit: 'actionSubmit', return: 'actionReturn', approve: 'actionApprove', reopen: 'actionReopen' } as const;

/** Every kept version, the newest first. */
export function History({ minutes }: { minutes: EditorMinutes }) {
  const t = useTexts(minutesTexts);
  const f = useFormats();
  return (
    <Disclosure title={t('history')} note={String(minutes.revisions.length)}>
      <ol className="mn-history">
        {minutes.revisions.map((revision) => (
          <li key={revision.number}>
            <span className="ph-strong">{t(ACTION_WORDS[revision.action])}</span>
            {/* Several people may have written what was saved; who wrote what is shown at the words. */}
            <span className="ph-sm ph-3 ph-num">{revision.action === 'save' ? f.dateTime(revision.at) : `${revision.by}, ${f.dateTime(revision.at)}`}</span>
            {revision.remarks ? <span className="ph-sm">{revision.remarks}</span> : null}
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

const STATE_TONES = { saved: 'ok', waiting: 'neutral', sending: 'neutral', unsent: 'warn', refused: 'bad' } as const;

/** Where the text is: stored, on its way, or still only on this device. */
function SavingState({ draft, signInHref }: { draft: SavingFacts; signInHref: string }) {
  const t = useTexts(minutesTexts);
  const { state, error, refused, isKept } = draft;
  const words = { saved: t('allSaved'), waiting: t('saveSoon'), sending: t('saving'), unsent: t('unsent'), refused: t('notSaved') };
  const signedOut = error?.code === 'unauthenticated';
  return (
    <Stack gap={3}>
      <div role="status" className="mn-saving">
        <Notice tone={STATE_TONES[state]} icon={state === 'saved' ? 'check' : state === 'waiting' || state === 'sending' ? 'save' : 'warning'}>{signedOut ? t('signedOut') : words[state]}</Notice>
      </div>
      {signedOut ? <LinkButton href={signInHref} wide icon="key">{t('signIn')}</LinkButton> : error && state === 'refused' ? <InlineError error={error} /> : null}
      {refused === null ? null : (
        <Notice tone="bad" title={t('refusedTitle')} end={<Button size={48} look="quiet" icon="delete" onPress={draft.drop}>{t('dropLeft')}</Button>}>
          {refused === '' ? <p>{t('refusedOther')}</p> : <p className="ph-doc" lang="vi">{refused}</p>}
        </Notice>
      )}
      {isKept ? null : <Notice tone="warn">{t('notKept')}</Notice>}
      {state === 'unsent' || state === 'refused' ? <Button wide icon="save" onPress={() => void draft.save()}>{t('saveAgain')}</Button> : null}
    </Stack>
  );
}

export type SavingFacts = Pick<MinutesWriting, 'state' | 'error' | 'refused' | 'isKept' | 'save' | 'drop'>;

interface Written extends SavingFacts, Pick<MinutesWriting, 'differences' | 'names' | 'agree' | 'reject'> {
  takeInRecorded(id: string): void;
}

/** Before approval: what the writer or the chair does next. */
export function MinutesSide({ meetingId, minutes, review, can, draft, actions }: { meetingId: string; minutes: EditorMinutes; review: MinutesReview; can: MinutesAbilities; draft: Written; actions: WritingActions }) {
  const summary = useReviewSummary(review);
  const t = useTexts(minutesTexts);
  const [dialog, setDialog] = useState<'submit' | 'approve' | 'return' | null>(null);
  const [remarks, setRemarks] = useState('');
  const [number, setNumber] = useState<number | null>(null);
  const open = (which: 'submit' | 'approve' | 'return'): void => {
    actions.clear();
    setDialog(which);
  };
  const close = (): void => setDialog(null);
  const seen = can.decide ? `${minutes.id}:${minutes.version}` : null;
  const title = can.edit ? t('draftingPanel') : can.decide ? t('decidePanel') : t('waitPanel');
  return (
    <Stack gap={5} className="mn-side">
      <PageHeading level={2} title={title} />
      {minutes.state === 'returned' && minutes.remarks ? <Notice tone="warn" title={t('remarksOf')}>{minutes.remarks}</Notice> : null}
      {can.edit ? <SavingState draft={draft} signInHref={`/sign-in?next=${encodeURIComponent(`/meetings/${meetingId}/minutes`)}`} /> : null}
      {!can.edit && !can.decide ? <p className="ph-2">{t('waitNote')}</p> : null}
      {actions.error && dialog === null ? <InlineError error={actions.error} /> : null}
      {minutes.isWorking && can.edit ? <p className="ph-2">{t('workingNote')}</p> : null}
      {can.draft ? <Button look="pri" size={72} wide icon="minutes" busy={actions.busy} onPress={actions.draft}>{t('makeDraft')}</Button> : null}
      {!minutes.isWorking && (can.edit || can.decide) ? <ReviewList review={review} onTakeIn={can.edit ? draft.takeInRecorded : undefined} /> : null}
      {can.edit && !minutes.isWorking ? <Differences differences={draft.differences} names={draft.names} busy={actions.busy} onAgree={draft.agree} onReject={draft.reject} /> : null}
      {can.decide ? <Differences differences={draft.differences} names={draft.names} busy={actions.busy} onAgree={(one) => actions.settle('take', one)} onReject={(one) => actions.settle('reject', one)} /> : null}
      <Stack gap={3} className={can.submit || can.decide ? 'mn-act' : undefined}>
        {can.submit ? <Button look="pri" size={72} wide icon="send" onPress={() => open('submit')}>{t('submit')}</Button> : null}
        {can.decide ? (
          <>
            <Button look="pri" size={72} wide icon="check" onPress={() => open('approve')}>{t('approve')}</Button>
            <Button look="sec" wide icon="undo" onPress={() => open('return')}>{t('returnIt')}</Button>
          </>
        ) : null}
      </Stack>
      <History minutes={minutes} />
      <ConfirmDialog isOpen={dialog === 'submit'} about={can.submit ? `${minutes.id}:${minutes.state}` : null} onClose={close} onConfirm={actions.submit} title={t('submitTitle')} confirmLabel={t('submit')} cancelLabel={t('cancel')} busy={actions.busy} error={actions.error ?? (draft.state === 'unsent' || draft.state === 'refused' ? draft.error : null)}>{t('submitNote')}</ConfirmDialog>
      <ConfirmDialog isOpen={dialog === 'approve'} about={seen} onClose={close} onConfirm={() => actions.approve(number)} title={t('approveTitle')} confirmLabel={t('approve')} cancelLabel={t('cancel')} busy={actions.busy} error={actions.error}>
        <Stack gap={4}>
          <p>{t('approveNote')}</p>
          {summary.length > 0 ? <Notice tone="warn" title={t('review')}><ul className="mn-summary">{summary.map((line) => <li key={line}>{line}</li>)}</ul></Notice> : null}
          {minutes.number === null ? <NumberField label={t('number')} hint={t('numberHint')} value={number} onChange={setNumber} min={1} max={99_999} isOptional /> : <p>{t('numberKept', { number: minutes.number })}</p>}
        </Stack>
      </ConfirmDialog>
      <ConfirmDialog isOpen={dialog === 'return'} about={seen} onClose={close} onConfirm={() => actions.returnIt(remarks)} title={t('returnTitle')} confirmLabel={t('returnConfirm')} cancelLabel={t('cancel')} busy={actions.busy} error={actions.error} disabledReason={remarks.trim().length < 3 ? t('remarksNeeded') : null}>
        <TextArea label={t('remarks')} value={remarks} onChange={setRemarks} rows={4} />
      </ConfirmDialog>
    </Stack>
  );
}
