import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { isByName, QUESTION_KINDS, type QuestionKind } from '@shared/rules/ballot-choice';
import { MAJORITY_KEYS, type MajorityKey } from '@shared/rules/body-policy';
import { Button, Checkbox, ConfirmDialog, Dialog, InlineError, NumberField, RadioGroup, Select, Stack, TextArea } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { ballotTexts } from './ballot-texts';
import { secretTexts } from './secret-texts';
import { votingTexts } from './texts';

type Question = QueryResult<'voting.questions'>['questions'][number];

/** What the dialog needs of a draft it changes. */
export type DraftQuestion = Pick<Question, 'id' | 'text' | 'mode' | 'kind' | 'options' | 'seats' | 'majority' | 'inSeries' | 'version'>;

interface QuestionDialogProps {
  itemId: string;
  /** A draft to change; without it a new question is written. */
  question?: DraftQuestion;
  /** The rule of the body knows secret ballots. */
  canBeSecret: boolean;
  isOpen: boolean;
  onClose: () => void;
}

/** A question to vote on: written, changed or removed while it is a draft. */
export function QuestionDialog({ itemId, question, canBeSecret, isOpen, onClose }: QuestionDialogProps) {
  const t = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const ts = useTexts(secretTexts);
  const act = useCommand<'voting.create-question' | 'voting.update-question' | 'voting.remove-question'>();
  const [text, setText] = useState(question?.text ?? '');
  const [kind, setKind] = useState<QuestionKind>(question?.kind ?? 'approve');
  const [mode, setMode] = useState<Question['mode']>(question?.mode ?? 'open');
  const [seats, setSeats] = useState<number | null>(question?.seats ?? 1);
  const [majority, setMajority] = useState<MajorityKey | null>(question?.majority ?? null);
  const [inSeries, setInSeries] = useState(question?.inSeries ?? false);
  const [options, setOptions] = useState(question?.options.map(({ label }) => label).join('\n') ?? '');
  const [removing, setRemoving] = useState(false);
  const modes: { value: Question['mode']; label: string }[] = [
    { value: 'open', label: tb('openNamed') }, { value: 'nameless', label: tb('nameless') },
    ...(canBeSecret || mode === 'secret' ? [{ value: 'secret' as const, label: ts('mode') }] : []),
  ];
  const save = (): void => {
    const labels = kind === 'options' || isByName(kind) ? options.split('\n').map((line) => line.trim()).filter(Boolean) : [];
    const wording = { text, mode, kind, options: labels, seats: kind === 'candidates' ? seats : null, majority: kind === 'confidence' ? null : majority, inSeries };
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
            onChange={(value) => setKind(QUESTION_KINDS.find((one) => one === value) ?? 'approve')}
            options={[
              { value: 'approve', label: t('approve') }, { value: 'options', label: t('options') }, { value: 'opinions', label: tb('kindOpinions') },
              { value: 'candidates', label: tb('kindCandidates') }, { value: 'each', label: tb('kindEach') }, { value: 'confidence', label: tb('kindConfidence') },
            ]}
          />
          {kind === 'options' ? <TextArea label={t('options')} hint={t('optionsHint')} value={options} onChange={setOptions} rows={4} /> : null}
          {isByName(kind) ? <TextArea label={tb('names')} hint={tb('namesHint')} value={options} onChange={setOptions} rows={4} /> : null}
          {kind === 'candidates' ? <NumberField label={tb('seats')} value={seats} min={1} max={60} onChange={setSeats} /> : null}
          <RadioGroup label={tb('mode')} name="mode" value={mode} onChange={(value) => setMode(modes.find((one) => one.value === value)?.value ?? 'open')} options={modes} />
          {kind === 'confidence' ? null : (
            <Select
              label={tb('majority')}
              value={majority ?? 'body'}
              onChange={(value) => setMajority(MAJORITY_KEYS.find((one) => one === value) ?? null)}
              options={[{ value: 'body', label: tb('majorityBody') }, ...MAJORITY_KEYS.map((key) => ({ value: key, label: tb(key) }))]}
            />
          )}
          <Checkbox isSelected={inSeries} onChange={setInSeries} hint={tb('seriesHint')}>{tb('series')}</Checkbox>
        </Stack>
      </Dialog>
      <ConfirmDialog isOpen={isOpen && removing} about={question ? `${question.id}:${question.version}` : null} onClose={() => setRemoving(false)} onConfirm={remove} title={t('removeTitle')} confirmLabel={t('removeQuestion')} look="danger" busy={act.busy} error={act.error}>
        <p>{question?.text}</p>
      </ConfirmDialog>
    </>
  );
}
