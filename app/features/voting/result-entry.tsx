import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button, ConfirmDialog, Dialog, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { Sender } from '../../commands';
import type { LiveQuestion } from './data';
import { openOf } from './open-of';
import { votingTexts } from './texts';
import { Verdict } from './verdict';

export interface ResultEntryProps {
  /** Stays up to date from outside. */
  question: LiveQuestion;
  isOpen: boolean;
  onClose: () => void;
  title: string;
  filled: boolean;
  /** Why it cannot be published as it is; null: it can. */
  reason: string | null;
  /** What is asked once more before it is published. */
  confirm: { title: string; note: string };
  act: Pick<Sender<never, unknown>, 'busy' | 'error' | 'clear'>;
  /** Publishes; `done` once it was taken. */
  publish: (done: () => void) => void;
  /** The fields. */
  children: ReactNode;
}

/** A result entered by hand, whatever was counted: the fields, what is asked once more, and the verdict once it is published. */
export function ResultEntry({ question, isOpen, onClose, title, filled, reason, confirm, act, publish, children }: ResultEntryProps) {
  const t = useTexts(votingTexts);
  const [asking, setAsking] = useState(false);
  const { present, text } = question;
  if (question.state === 'closed') {
    return (
      <Dialog isOpen={isOpen} onClose={onClose} title={text} size="l" actions={<Button look="pri" onPress={onClose}>{t('close')}</Button>}>
        <Verdict question={question} />
      </Dialog>
    );
  }
  const open = question.state === 'open' ? openOf(question) : null;
  return (
    <>
      <Dialog
        isOpen={isOpen && !asking}
        about={open}
        gone={t('withdrawnMeanwhile')}
        onClose={onClose}
        title={title}
        note={text}
        size="l"
        actions={<Button look="pri" size={72} wide isDisabled={!filled} disabledReason={reason} onPress={() => setAsking(true)}>{t('publish')}</Button>}
      >
        <Stack gap={5}>{children}</Stack>
      </Dialog>
      <ConfirmDialog
        isOpen={isOpen && asking}
        about={open && `${open}:${present}`}
        gone={open ? t('presentMeanwhile', { present }) : t('withdrawnMeanwhile')}
        onClose={() => { act.clear(); setAsking(false); }}
        onConfirm={() => publish(() => setAsking(false))}
        busy={act.busy}
        error={act.error}
        title={confirm.title}
        confirmLabel={t('publish')}
      >
        <Stack gap={3}>
          <p>{text}</p>
          <p>{confirm.note}</p>
        </Stack>
      </ConfirmDialog>
    </>
  );
}
