import { GRADES, isByName, type Choice } from '@shared/rules/ballot-choice';
import type { Translate } from '~/ui/i18n';
import type { ballotTexts } from './ballot-texts';
import type { LiveQuestion } from './data';
import type { votingTexts } from './texts';

export interface ChoiceTexts {
  t: Translate<(typeof votingTexts)['vi']>;
  tb: Translate<(typeof ballotTexts)['vi']>;
}

/** The choices of a question that asks for one, as they stand on the ballot: all alike until one is touched. */
export function simpleChoices({ kind, options }: Pick<LiveQuestion, 'kind' | 'options'>, { t, tb }: ChoiceTexts): { choice: Choice; label: string }[] {
  switch (kind) {
    case 'approve':
      return (['for', 'against', 'abstain'] as const).map((side) => ({ choice: { kind, side }, label: t(side) }));
    case 'options':
      return [...options.map(({ id, label }) => ({ choice: { kind, optionId: id }, label })), { choice: { kind, optionId: null }, label: t('noOption') }];
    case 'opinions':
      return [
        { choice: { kind, opinion: 'agree' }, label: tb('agree') },
        { choice: { kind, opinion: 'disagree' }, label: tb('disagree') },
        { choice: { kind, opinion: 'other', words: '' }, label: tb('other') },
      ];
    default:
      return [];
  }
}

/** A choice in words: "Tán thành", "Nguyễn Văn A, Trần Thị B". */
export function choiceWords(question: Pick<LiveQuestion, 'kind' | 'options'>, choice: Choice, texts: ChoiceTexts): string {
  const { tb } = texts;
  const labelAt = (index: number): string => question.options[index]?.label ?? '';
  switch (choice.kind) {
    case 'approve':
      return texts.t(choice.side);
    case 'options':
      return question.options.find(({ id }) => id === choice.optionId)?.label ?? texts.t('noOption');
    case 'opinions':
      return choice.opinion === 'other' ? (choice.words ? `${tb('other')}: ${choice.words}` : tb('other')) : tb(choice.opinion);
    case 'candidates':
      return choice.chosen.flatMap((chosen, index) => (chosen ? [labelAt(index)] : [])).join(', ') || tb('nobody');
    case 'each':
      return tb('marked', { count: choice.answers.filter(Boolean).length, total: choice.answers.length });
    case 'confidence':
      return tb('marked', { count: choice.grades.filter(Boolean).length, total: choice.grades.length });
  }
}

/** A ballot on which nothing is marked; null for questions that ask for one choice. */
export function blankChoice({ kind, options }: Pick<LiveQuestion, 'kind' | 'options'>): Choice | null {
  if (!isByName(kind)) return null;
  if (kind === 'candidates') return { kind, chosen: options.map(() => false) };
  return kind === 'each' ? { kind, answers: options.map(() => null) } : { kind, grades: options.map(() => null) };
}

export { GRADES };
