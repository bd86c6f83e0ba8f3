import type { Translate } from '~/ui/i18n';
import type { LiveQuestion } from './data';
import type { votingTexts } from './texts';

/** Votes in favour, or those of the alternative in front. */
function reachedBy(result: NonNullable<LiveQuestion['result']>): number {
  return result.kind === 'approve' ? result.for : Math.max(0, ...result.options.map(({ votes }) => votes));
}

/** A published result in words: what it is, and the rule with its numbers; null before. */
export function verdictWords(question: LiveQuestion, t: Translate<(typeof votingTexts)['vi']>, isRoom = false): { word: string; rule: string } | null {
  const { result, members, needed } = question;
  if (!result) return null;
  const chosen = result.kind === 'options' ? result.options.find(({ id }) => id === result.chosen) : undefined;
  const word = result.kind === 'approve' ? t(question.passed ? 'passed' : 'failed') : chosen ? t('chosen', { label: chosen.label }) : t('noneChosen');
  const tie = { tie_chair_for: t('tieFor'), tie_chair_against: t('tieAgainst'), tie_undecided: t('tieOpen') } as Partial<Record<string, string>>;
  return { word, rule: tie[result.reason] ?? t(isRoom && result.kind === 'approve' ? 'verdictRoom' : 'verdict', { needed, members, got: reachedBy(result) }) };
}
