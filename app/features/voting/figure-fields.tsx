import type { Balloted } from '@shared/rules/ballot-choice';
import { figureFieldsOf, NAME_SIDES, type TypedFigures } from '@shared/rules/figures';
import { NumberField, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { ballotTexts } from './ballot-texts';
import { countingTexts } from './counting-texts';
import { votingTexts } from './texts';
import './voting.css';

/** What the fields of figures depend on. */
type Counted = Omit<Balloted, 'options'> & { options: readonly { id: string; label: string }[] };

export const isFilled = (question: Balloted, typed: TypedFigures): boolean => figureFieldsOf(question).every((field) => typeof typed[field] === 'number');

/** One field for each figure of a question; names with several sides stand in groups of their own. */
export function FigureFields({ question, typed, most, onType }: { question: Counted; typed: TypedFigures; most: number; onType: (field: string, value: number | null) => void }) {
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
            <div className="vt-fields">{NAME_SIDES[kind].map((side) => field(`${id}.${side}`, words[side] ?? side))}</div>
          </fieldset>
        ))}
      </Stack>
    );
  }
  return <div className="vt-fields">{figureFieldsOf(question).map((name) => field(name, words[name] ?? options.find(({ id }) => id === name)?.label ?? name))}</div>;
}
