import { useState } from 'react';
import { Button, Dialog, InlineError, RadioGroup, Stack, TextArea } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useAct } from '../sitting/use-act';
import { votingTexts } from './texts';

/** A new question for an item. */
export function PrepareDialog({ itemId, isOpen, onClose }: { itemId: string; isOpen: boolean; onClose: () => void }) {
  const t = useTexts(votingTexts);
  const act = useAct();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<'approve' | 'options'>('approve');
  const [options, setOptions] = useState('');
  const save = (): void => {
    const labels = kind === 'options' ? options.split('\n').map((line) => line.trim()).filter(Boolean) : [];
    act.run('voting.create-question', { itemId, text, kind, options: labels }, () => {
      setText('');
      setOptions('');
      onClose();
    });
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('prepareTitle')}
      actions={<Button look="pri" icon="save" busy={act.busy !== null} isDisabled={text.trim() === ''} onPress={save}>{t('save')}</Button>}
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
  );
}
