import type { Figures } from '@shared/rules/figures';
import { NumberField, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { ballotTexts } from './ballot-texts';
import { countingTexts } from './counting-texts';
import type { LiveQuestion } from './data';
import { votingTexts } from './texts';

/** What was typed, by field: a side, `none`, the id of a name, or the id and a side of it. */
export type Typed = Readonly<Record<string, number | null>>;

const SIDES = { each: ['yes', 'no', 'abstain'], confidence: ['high', 'medium', 'low', 'abstain'] } as const;

/** The fields of a question's figures, and for questions on each name its sides. */
function fieldsOf({ kind, options }: Pick<LiveQuestion, 'kind' | 'options'>): string[] {
  switch (kind) {
    case 'approve':
      return ['for', 'against', 'abstain'];
    case 'opinions':
      return ['agree', 'disagree', 'other'];
    case 'options':
    case 'candidates':
      return [...options.map(({ id }) => id), 'none'];
    case 'each':
    case 'confidence':
      return options.flatMap(({ id }) => SIDES[kind].map((side) => `${id}.${side}`));
  }
}

export const isFilled = (question: Pick<LiveQuestion, 'kind' | 'options'>, typed: Typed): boolean => fieldsOf(question).every((field) => typeof typed[field] === 'number');

/** The figures as they are sent; what is not typed yet is nothing. */
export function figuresFrom({ kind, options }: Pick<LiveQuestion, 'kind' | 'options'>, typed: Typed): Figures {
  const at = (field: string): number => typed[field] ?? 0;
  const votes = options.map(({ id }) => ({ optionId: id, votes: at(id) }));
  switch (kind) {
    case 'approve':
      return { kind, for: at('for'), against: at('against'), abstain: at('abstain') };
    case 'opinions':
      return { kind, agree: at('agree'), disagree: at('disagree'), other: at('other') };
    case 'options':
    case 'candidates':
      return { kind, votes, none: at('none') };
    case 'each':
      return { kind, answers: options.map(({ id }) => ({ optionId: id, yes: at(`${id}.yes`), no: at(`${id}.no`), abstain: at(`${id}.abstain`) })) };
    case 'confidence':
      return { kind, grades: options.map(({ id }) => ({ optionId: id, high: at(`${id}.high`), medium: at(`${id}.medium`), low: at(`${id}.low`), abstain: at(`${id}.abstain`) })) };
  }
}

/** One field for each figure of a question; names with several sides stand in groups of their own. */
export function FigureFields({ question, typed, most, onType }: { question: Pick<LiveQuestion, 'kind' | 'options'>; typed: Typed; most: number; onType: (field: string, value: number | null) => void }) {
  const t = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const tc = useTexts(countingTexts);
  const { kind, options } = question;
  const words: Readonly<Record<string, string>> = {
    for: t('for'), against: t('against'), abstain: kind === 'approve' ? t('abstain') : tc('notSaid'), agree: tb('agree'), disagree: tb('disagree'), other: tb('other'),
    none: kind === 'candidates' ? tc('nobody') : t('noOption'), yes: tb('yes'), no: tb('no'), high: tb('high'), medium: tb('medium'), low: tb('low'),
  };
  const field = (name: string, label: string) => <NumberField key={name} label={label} value={typed[name] ?? null} min={0} max={most} onChange={(value) => onType(name, value)} />;
  if (kind === 'each' || kind === 'confidence') {
    return (
      <Stack gap={5}>
        {options.map(({ id, label }) => (
          <fieldset key={id} className="vt-name">
            <legend className="ph-strong">{label}</legend>
            <div className="vt-fields">{SIDES[kind].map((side) => field(`${id}.${side}`, words[side] ?? side))}</div>
          </fieldset>
        ))}
      </Stack>
    );
  }
  return <div className="vt-fields">{fieldsOf(question).map((name) => field(name, words[name] ?? options.find(({ id }) => id === name)?.label ?? name))}</div>;
}
