import type { PublicError } from '@shared/protocol/public-error';
import type { ReactNode } from 'react';
import { Button, ButtonRow, Dialog, FormBody, InlineError } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { type DifferentField, VersionsNotice } from '../../commands';
import { adminTexts } from './texts';

/** Label, what was typed, what stands on the server now; equal ones are left out. */
export type ComparedField = readonly [name: string, mine: string | null, theirs: string | null];

interface EditorDialogProps {
  title: string;
  note?: string;
  saveLabel?: string;
  place?: 'drawer' | 'center' | 'full';
  editor: { error: PublicError | null; isConflict: boolean; busy: boolean };
  /** For the choice after somebody else was first; rows nobody else changes need none. */
  compared?: readonly ComparedField[];
  onTakeTheirs?: () => void;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of every editor of the administration: fields, refusal, saving by button or Enter. Fields name their own problem themselves. */
export function EditorDialog({ title, note, saveLabel, place = 'drawer', editor, compared = [], onTakeTheirs, onSave, onClose, children }: EditorDialogProps) {
  const t = useTexts(adminTexts);
  const { error, isConflict, busy } = editor;
  const different: DifferentField[] = compared.filter(([, mine, theirs]) => (mine ?? '') !== (theirs ?? '')).map(([name, mine, theirs]) => ({ name, mine: mine ?? '', theirs: theirs ?? '' }));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      place={place}
      size={place === 'center' ? 's' : undefined}
      title={title}
      note={note}
      actions={
        <ButtonRow>
          <Button look="pri" icon="save" busy={busy} onPress={onSave}>
            {saveLabel ?? t('save')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
        </ButtonRow>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        <FormBody>
          {error && isConflict && onTakeTheirs ? <VersionsNotice error={error} fields={different} busy={busy} onKeepMine={onSave} onTakeTheirs={onTakeTheirs} /> : null}
          {error && !isConflict && !error.params.field ? <InlineError error={error} /> : null}
          {children}
          <input type="submit" hidden tabIndex={-1} />
        </FormBody>
      </form>
    </Dialog>
  );
}
