import { encodeChoice, type Choice } from '@shared/rules/ballot-choice';
import type { KeyboardEvent } from 'react';
import { Button, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { ballotTexts } from './ballot-texts';
import { blankChoice, GRADES, simpleChoices } from './choice-words';
import type { LiveQuestion } from './data';
import { votingTexts } from './texts';

interface BallotChoicesProps {
  question: Pick<LiveQuestion, 'kind' | 'options' | 'seats'>;
  value: Choice | null;
  onChange: (choice: Choice) => void;
  label: string;
  isDisabled?: boolean;
}

const ICONS = { for: 'check', against: 'cross', abstain: 'remove', agree: 'check', disagree: 'cross' } as const;
const iconOf = (choice: Choice): 'check' | 'cross' | 'remove' | undefined => {
  const key = choice.kind === 'approve' ? choice.side : choice.kind === 'opinions' ? choice.opinion : null;
  return key && key in ICONS ? ICONS[key as keyof typeof ICONS] : undefined;
};

function set<T>(list: readonly T[], index: number, item: T): T[] {
  return list.map((one, at) => (at === index ? item : one));
}

/** What can be marked on a ballot: all choices alike, none suggested. Digits choose where there is one choice; nothing here sends. */
export function BallotChoices({ question, value, onChange, label, isDisabled }: BallotChoicesProps) {
  const t = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const simple = simpleChoices(question, { t, tb });
  if (simple.length > 0) {
    const byDigit = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLInputElement || isDisabled) return;
      const chosen = simple[Number(event.key) - 1];
      if (chosen) onChange(chosen.choice);
    };
    const isChosen = (choice: Choice): boolean => value !== null && (choice.kind === 'opinions' && value.kind === 'opinions' ? choice.opinion === value.opinion : encodeChoice(choice) === encodeChoice(value));
    return (
      <div role="group" aria-label={label} className="vt-choices" onKeyDown={byDigit}>
        {simple.map(({ choice, label: words }) => (
          <Button key={encodeChoice(choice)} look={isChosen(choice) ? 'choice' : 'sec'} size={88} wide icon={iconOf(choice)} aria-pressed={isChosen(choice)} isDisabled={isDisabled} onPress={() => onChange(choice)}>{words}</Button>
        ))}
        {value?.kind === 'opinions' && value.opinion === 'other' ? <TextField label={tb('words')} hint={tb('wordsHint')} value={value.words} onChange={(words) => onChange({ kind: 'opinions', opinion: 'other', words })} /> : null}
      </div>
    );
  }
  const marked = value ?? blankChoice(question);
  if (!marked) return null;
  if (marked.kind === 'candidates') {
    const count = marked.chosen.filter(Boolean).length;
    const isFull = count >= (question.seats ?? marked.chosen.length);
    return (
      <Stack gap={3}>
        <p className="ph-2 ph-num" role="status">{tb('chooseUpTo', { seats: question.seats ?? marked.chosen.length, count })}</p>
        <div role="group" aria-label={label} className="vt-choices">
          {question.options.map(({ id, label: name }, index) => (
            <Button key={id} look={marked.chosen[index] ? 'choice' : 'sec'} size={88} wide icon={marked.chosen[index] ? 'check' : undefined} aria-pressed={marked.chosen[index] === true} isDisabled={isDisabled || (isFull && !marked.chosen[index])} onPress={() => onChange({ ...marked, chosen: set(marked.chosen, index, !marked.chosen[index]) })}>{name}</Button>
          ))}
        </div>
      </Stack>
    );
  }
  if (marked.kind !== 'each' && marked.kind !== 'confidence') return null;
  return (
    <div role="group" aria-label={label} className="vt-names">
      {question.options.map(({ id, label: name }, index) => (
        <fieldset key={id} className="vt-name">
          <legend className="ph-strong">{name}</legend>
          <div className="vt-name-choices">
            {marked.kind === 'each'
              ? (['yes', 'no'] as const).map((answer) => (
                  <Button key={answer} look={marked.answers[index] === answer ? 'choice' : 'sec'} size={72} wide aria-pressed={marked.answers[index] === answer} isDisabled={isDisabled} onPress={() => onChange({ ...marked, answers: set(marked.answers, index, marked.answers[index] === answer ? null : answer) })}>{tb(answer)}</Button>
                ))
              : GRADES.map((grade) => (
                  <Button key={grade} look={marked.grades[index] === grade ? 'choice' : 'sec'} size={72} wide aria-pressed={marked.grades[index] === grade} isDisabled={isDisabled} onPress={() => onChange({ ...marked, grades: set(marked.grades, index, marked.grades[index] === grade ? null : grade) })}>{tb(grade)}</Button>
                ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
