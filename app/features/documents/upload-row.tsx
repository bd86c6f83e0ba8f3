import { findingSentence } from '@shared/language/paper-sentences';
import { Button, ListRow, ProgressBar, StateWord } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { heavyRuns } from './heavy-pages';
import { questionId } from './secrecy-questions';
import type { HeavyPage } from './send-file';
import { documentTexts } from './texts';
import { isUnderWay, TRY_AGAIN, type Upload } from './upload-queue';
import type { Uploads } from './use-uploads';

interface UploadRowProps {
  upload: Upload;
  uploads: Uploads;
  /** What may be done instead where a file must not enter the system. */
  onPaperOnly?: () => void;
  /** Where it was put, in words. */
  place?: string;
  /** The row stands where it was put; the panel lists it as well. Only one of them tells of a refusal, the one that is in sight. */
  isBesidePanel?: boolean;
}

/** The question stands above the agenda, which may be far from this row. */
function showQuestion(heldId: string): void {
  const question = document.getElementById(questionId(heldId));
  question?.scrollIntoView({ block: 'center' });
  question?.focus({ preventScroll: true });
}

/** A file on its way: how far it is, or why it was refused and what to do instead. */
export function UploadRow({ upload, uploads, onPaperOnly, place, isBesidePanel }: UploadRowProps) {
  const t = useTexts(documentTexts);
  const language = useLanguage();
  const { state, error } = upload;
  // Pages shown from pictures are told with their figures below.
  const notes = state === 'done' ? (upload.notes ?? []).filter(({ kind }) => kind !== 'heavy_pages') : [];
  const heavy = state === 'done' ? (upload.heavy ?? []) : [];
  const percent = Math.round(upload.progress * 100);
  return (
    <ListRow
      icon={state === 'refused' || state === 'held' ? 'fileWarning' : state === 'done' ? 'fileCheck' : 'fileUp'}
      title={upload.file.name.normalize('NFC')}
      note={
        state === 'sending' || state === 'checking' || (state === 'interrupted' && upload.progress > 0) ? (
          <ProgressBar label={t('progressOf', { name: upload.file.name })} labelHidden value={upload.progress} size="s" tone={state === 'interrupted' ? 'warn' : 'accent'} note={state === 'checking' ? t('checking') : t('sending', { percent })} />
        ) : place
      }
      end={
        state === 'waiting' ? (
          <StateWord>{t('waiting')}</StateWord>
        ) : state === 'reading' ? (
          <StateWord>{t('reading')}</StateWord>
        ) : state === 'interrupted' ? (
          <StateWord tone="warn" icon="offline">{t('interrupted')}</StateWord>
        ) : state === 'done' ? (
          <StateWord tone="ok" icon="check">{t(notes.length + heavy.length > 0 ? 'doneNoted' : 'done')}</StateWord>
        ) : state === 'held' ? (
          <StateWord tone="warn" icon="warning">{t('held')}</StateWord>
        ) : state === 'refused' ? (
          <StateWord tone="bad" icon="warning">{t('refused')}</StateWord>
        ) : undefined
      }
    >
      {isUnderWay(upload) ? (
        <div className="ag-upload-reason ag-upload-going">
          {state === 'interrupted' ? <p role="status">{t('goesOn')}</p> : null}
          {state === 'interrupted' ? <Button size={48} icon="refresh" onPress={() => uploads.retry(upload.id)}>{t('retryNow')}</Button> : null}
          <Button size={48} look="quiet" icon="close" aria-label={t('cancelOf', { name: upload.file.name })} onPress={() => uploads.cancel(upload.id)}>{t('cancel')}</Button>
        </div>
      ) : null}
      {state === 'held' && upload.heldId ? (
        <Button size={48} look="soft" onPress={() => showQuestion(upload.heldId ?? '')}>{t('heldShow')}</Button>
      ) : null}
      {notes.length > 0 ? (
        <ul className="ag-upload-notes" role="status">
          {notes.map(({ kind, pages }) => <li key={kind}>{findingSentence(kind, pages)[language]}</li>)}
        </ul>
      ) : null}
      {heavy.length > 0 ? <HeavyNote heavy={heavy} /> : null}
      {state === 'refused' && error ? (
        <div className="ag-upload-reason" role="alert" data-at={isBesidePanel ? 'item' : upload.itemId ? 'both' : 'panel'}>
          <p>{describeError(error, language)}</p>
          {error.params.offer === 'paper_only' && onPaperOnly ? <Button size={48} look="soft" onPress={onPaperOnly}>{t('paperOnlyOffer')}</Button> : null}
          {TRY_AGAIN.has(error.code) ? <Button size={48} icon="refresh" onPress={() => uploads.retry(upload.id)}>{t('retry')}</Button> : null}
          <Button size={48} look="quiet" onPress={() => uploads.dismiss(upload.id)}>{t('dismiss')}</Button>
        </div>
      ) : null}
    </ListRow>
  );
}

/** Which pages people will see as pictures, and why. */
function HeavyNote({ heavy }: { heavy: readonly HeavyPage[] }) {
  const t = useTexts(documentTexts);
  const { runs, further } = heavyRuns(heavy);
  return (
    <div className="ag-upload-notes" role="status">
      {runs.map(({ from, to, cause, figure }) => (
        <p key={from}>
          {from === to
            ? t(cause === 'pixels' ? 'heavyPixels' : 'heavyOperators', { page: from, figure })
            : t(cause === 'pixels' ? 'heavyPixelsRange' : 'heavyOperatorsRange', { from, to, figure })}
        </p>
      ))}
      {further > 0 ? <p>{t('heavyFurther', { count: further })}</p> : null}
    </div>
  );
}
