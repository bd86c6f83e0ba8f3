import { useNavigate, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonRow, ConfirmDialog, Dialog, FormBody, InlineError, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { EntryFields, inputOf, type EntryValues } from './entry-form';
import type { OpenEntry } from './entry-words';
import { libraryTexts } from './texts';
import { useProblem } from './use-problem';

/** Puts right what is said of a document, or takes it out. */
export function EditEntry({ entry, onClose }: { entry: OpenEntry; onClose: () => void }) {
  const t = useTexts(libraryTexts);
  const toast = useToast();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const { isShared, number, kind, title, issuer, issuedOn, inForceOn, stored, byNumber, isExcerpt } = entry;
  const [value, setValue] = useState<EntryValues>({ isShared, number, kind, title, issuer, issuedOn, inForceOn, state: stored, byNumber, isExcerpt });
  const [isAsking, setAsking] = useState(false);
  const act = useCommand<'library.update-entry' | 'library.withdraw-entry', unknown>();
  const problem = useProblem(act.error);
  const of = { entryId: entry.id, version: entry.version };
  const save = (): void => act.run('library.update-entry', { ...of, ...inputOf(value) }, () => {
    toast({ text: t('saved'), icon: 'check' });
    revalidate();
    onClose();
  });
  return (
    <Dialog
      isOpen about="library-entry" onClose={onClose} place="drawer" title={t('editTitle')} note={entry.title} busy={act.busy} error={act.error}
      actions={
        <ButtonRow>
          <Button look="pri" icon="save" busy={act.busy && act.doing === 'library.update-entry'} onPress={save}>{t('save')}</Button>
          <Button look="quiet" onPress={onClose}>{t('cancel')}</Button>
        </ButtonRow>
      }
    >
      <form noValidate onSubmit={(event) => { event.preventDefault(); save(); }}>
        <FormBody>
          {act.error && !act.error.params.field ? <InlineError error={act.error} /> : null}
          <EntryFields value={value} onChange={(change) => setValue((before) => ({ ...before, ...change }))} canShare={entry.can.share} problem={problem} />
          <Button look="danger" icon="delete" onPress={() => setAsking(true)}>{t('withdraw')}</Button>
          <input type="submit" hidden tabIndex={-1} />
        </FormBody>
      </form>
      <ConfirmDialog
        isOpen={isAsking} about={entry.id} title={t('withdrawTitle')} confirmLabel={t('withdraw')} cancelLabel={t('cancel')} look="danger" busy={act.busy} error={act.error}
        onConfirm={() => act.run('library.withdraw-entry', of, () => navigate('/library'))} onClose={() => setAsking(false)}
      >
        <p>{t('withdrawNote')}</p>
      </ConfirmDialog>
    </Dialog>
  );
}
