import { useEffect, useState } from 'react';
import { ConfirmDialog, Stack, TextArea, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { SigningActions, ToSign } from './data';
import { useDocumentName } from './document-name';
import { signingTexts } from './texts';

interface DialogFacts {
  isOpen: boolean;
  /** The document as this person saw it; null where the act stands open no more. */
  about: string | null;
  actions: SigningActions;
  onClose(): void;
}

/** Asks once more, with the PIN; a wrong one stays here and says how many attempts are left. */
export function PinDialog({ isOpen, about, isSeal, document, number, actions, onClose }: DialogFacts & { isSeal: boolean; document: string; number: string }) {
  const t = useTexts(signingTexts);
  const [pin, setPin] = useState('');
  useEffect(() => {
    if (!isOpen || actions.error) setPin('');
  }, [isOpen, actions.error]);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      about={about}
      onClose={onClose}
      onConfirm={() => (isSeal ? actions.seal(pin) : actions.sign(pin))}
      title={isSeal ? t('sealTitle', { document, number }) : t('signTitle', { document, number })}
      confirmLabel={isSeal ? t('seal') : t('sign', { document })}
      cancelLabel={t('cancel')}
      busy={actions.busy}
      disabledReason={pin === '' ? t('needPin') : null}
      error={actions.error}
    >
      <Stack gap={4}>
        <p>{t('signNote')}</p>
        <TextField label={t('pin')} hint={t('pinHint')} type="password" autoComplete="off" value={pin} onChange={setPin} isDisabled={actions.busy} />
      </Stack>
    </ConfirmDialog>
  );
}

/** Declining needs a reason. */
export function RefuseDialog({ isOpen, about, document, actions, onClose }: DialogFacts & { document: string }) {
  const t = useTexts(signingTexts);
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      isOpen={isOpen}
      about={about}
      onClose={onClose}
      onConfirm={() => actions.refuse(reason)}
      title={t('refuseTitle', { document })}
      confirmLabel={t('refuse')}
      look="danger"
      busy={actions.busy}
      disabledReason={reason.trim().length < 3 ? t('reasonNeeded') : null}
      error={actions.error}
    >
      <Stack gap={4}>
        <p>{t('refuseNote', { document })}</p>
        <TextArea label={t('reason')} value={reason} onChange={setReason} rows={3} />
      </Stack>
    </ConfirmDialog>
  );
}

const REOPEN_NOTES = { minutes: 'reopenNote', counting: 'reopenNoteCounting', notice: 'reopenNoteNotice' } as const;

/** After a refusal the document is taken back by who wrote it. */
export function ReopenDialog({ isOpen, about, document, actions, onClose }: DialogFacts & { document: ToSign['kind'] }) {
  const t = useTexts(signingTexts);
  return (
    <ConfirmDialog isOpen={isOpen} about={about} onClose={onClose} onConfirm={actions.reopen} title={t('reopenTitle', { document: useDocumentName(document) })} confirmLabel={t('reopen')} busy={actions.busy} error={actions.error}>
      {t(REOPEN_NOTES[document])}
    </ConfirmDialog>
  );
}
