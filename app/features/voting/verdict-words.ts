import { outcomeWords } from '@shared/rules/outcome-words';
import { type Translate, useLanguage, useTexts } from '~/ui/i18n';
import { ballotTexts } from './ballot-texts';
import type { LiveQuestion } from './data';
import { votingTexts } from './texts';

type Result = NonNullable<LiveQuestion['result']>;

/** Votes in favour, or those of the alternative in front. */
function reachedBy(result: Result): number {
  switch (result.kind) {
    case 'approve':
      return result.for;
    case 'opinions':
      return result.agree;
    case 'options':
    case 'candidates':
      return Math.max(0, ...result.options.map(({ votes }) => votes));
    case 'each':
      return Math.max(0, ...result.options.map(({ yes }) => yes));
    case 'confidence':
      return 0;
  }
}

/** The word of a result: "Thông qua", "Chọn Phương án 1", "Trúng cử 2 trên 3". */
function wordOf(question: LiveQuestion, result: Result, t: Translate<(typeof votingTexts)['vi']>, tb: Translate<(typeof ballotTexts)['vi']>): string {
  switch (result.kind) {
    case 'approve':
    case 'opinions':
      return t(question.passed ? 'passed' : 'failed');
    case 'options': {
      const chosen = result.options.find(({ id }) => id === result.chosen);
      return chosen ? t('chosen', { label: chosen.label }) : t('noneChosen');
    }
    case 'candidates':
      return tb('electedOf', { count: result.options.filter(({ elected }) => elected).length, seats: result.seats });
    case 'each':
      return tb('agreedOf', { count: result.options.filter(({ agreed }) => agreed).length, total: result.options.length });
    case 'confidence':
      return tb('graded');
  }
}

/** A published result in words: what it is, and the rule with its numbers; null before. */
export function verdictWords(question: LiveQuestion, t: Translate<(typeof votingTexts)['vi']>, tb: Translate<(typeof ballotTexts)['vi']>, language: 'vi' | 'en', isRoom = false): { word: string; rule: string } | null {
  const { result, needed, members } = question;
  if (!result) return null;
  const word = wordOf(question, result, t, tb);
  if (result.kind === 'confidence') return { word, rule: tb('gradedRule', { resign: result.resign, dismissal: result.dismissal }) };
  const tie = { tie_chair_for: t('tieFor'), tie_chair_against: t('tieAgainst'), tie_undecided: t('tieOpen') } as Partial<Record<string, string>>;
  const tied = 'reason' in result ? tie[result.reason] : undefined;
  const { base = 'members', total = members, scale = 1 } = result;
  const got = reachedBy(result);
  if (tied) return { word, rule: tied };
  if (base !== 'members' || scale !== 1 || total !== members) return { word, rule: outcomeWords({ needed, base, total, got }, language, scale) };
  return { word, rule: t(isRoom && result.kind === 'approve' ? 'verdictRoom' : 'verdict', { needed, members, got }) };
}

/** `verdictWords` in the reader's language. */
export function useVerdictWords(): (question: LiveQuestion, isRoom?: boolean) => ReturnType<typeof verdictWords> {
  const t = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const language = useLanguage();
  return (question, isRoom = false) => verdictWords(question, t, tb, language, isRoom);
}

/** What an open question needs, in words. */
export function useNeed(): (question: LiveQuestion) => string {
  const t = useTexts(votingTexts);
  return ({ kind, needed, members }) => (kind === 'confidence' ? '' : t(kind === 'approve' || kind === 'opinions' ? 'rule' : 'ruleOptions', { needed, members }));
}
