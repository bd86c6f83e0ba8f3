import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, ConfirmDialog, Dialog, InlineError, RadioGroup, Stack, TextArea } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { votingTexts } from './texts';

type Question = QueryResult<'voting.questions'>['questions'][number];

/** What the dialog needs of a draft it changes. */
export type DraftQuestion = Pick<Question, 'id' | 'text' | 'kind' | 'options' | 'version'>;

interface QuestionDialogProps {
  itemId: string;
  /** A draft to change; without it a new question is written. */
  question?: DraftQuestion;
  isOpen: boolean;
  onClose: () => void;
}

/** A question to vote on: written, changed or removed while it is a draft. */
export function QuestionDialog({ itemId, question, isOpen, onClose }: QuestionDialogProps) {
  const t = useTexts(votingTexts);
  const act = useCommand<'voting.create-question' | 'voting.update-question' | 'voting.remove-question'>();
  const [text, setText] = useState(question?.text ?? '');
  const [kind, setKind] = useState<'approve' | 'options'>(question?.kind ?? 'approve');
  const [options, setOptions] = useState(question?.options.map(({ label }) => label).join('\n') ?? '');
  const [removing, setRemoving] = useState(false);
  const save = (): void => {
    const labels = kind === 'options' ? options.split('\n').map((line) => line.trim()).filter(Boolean) : [];
    const wording = { text, kind, options: labels };
    if (question) act.run('voting.update-question', { questionId: question.id, version: question.version, ...wording }, onClose);
    else
      act.run('voting.create-question', { itemId, ...wording }, () => {
        setText('');
        setOptions('');
        onClose();
      });
  };
  const remove = (): void => {
    if (question) act.run('voting.remove-question', { questionId: question.id, version: question.version }, onClose);
  };
  return (
    <>
      <Dialog
        isOpen={isOpen && !removing}
        onClose={onClose}
        title={t(question ? 'editQuestion' : 'prepareTitle')}
        actions={
          <>
            {question ? <Button look="danger" icon="delete" onPress={() => { act.clear(); setRemoving(true); }}>{t('removeQuestion')}</Button> : null}
            <Button look="pri" icon="save" busy={act.busy} isDisabled={text.trim() === ''} onPress={save}>{t('save')}</Button>
          </>
        }
      >
        <Stack gap={5}>
          {act.error ? <InlineError error={act.error} /> : null}
          <TextArea label={t('text')} hint={t('textHint')} value={text} onChange={setText} rows={3} autoFocus />
          <RadioGroup
            label={t('kind')}
            name="kind"
            value={kind}
            onChange={(value) => setKind(value === 'options' ? 'options' : 'approve')}
            options={[{ value: 'approve', label: t('approve') }, { value: 'options', label: t('options') }]}
          />
          {kind === 'options' ? <TextArea label={t('options')} hint={t('optionsHint')} value={options} onChange={setOptions} rows={4} /> : null}
        </Stack>
      </Dialog>
      <ConfirmDialog isOpen={isOpen && removing} about={question ? `${question.id}:${question.version}` : null} onClose={() => setRemoving(false)} onConfirm={remove} title={t('removeTitle')} confirmLabel={t('removeQuestion')} look="danger" busy={act.busy} error={act.error}>
        <p>{question?.text}</p>
      </ConfirmDialog>
    </>
  );
}
