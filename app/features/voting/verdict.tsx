import { Icon, ProgressBar, ResultBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { LiveQuestion } from '../sitting/sitting-view';
import { votingTexts } from './texts';

/** Votes in favour, or those of the alternative in front. */
function reachedBy(result: NonNullable<LiveQuestion['result']>): number {
  return result.kind === 'approve' ? result.for : Math.max(0, ...result.options.map(({ votes }) => votes));
}

/** A published result: the word first, then the rule with its numbers, then one cell per member. */
export function Verdict({ question, size = 'm' }: { question: LiveQuestion; size?: 'm' | 'room' }) {
  const t = useTexts(votingTexts);
  const { result, members, needed } = question;
  if (!result) return null;
  const chosen = result.kind === 'options' ? result.options.find(({ id }) => id === result.chosen) : undefined;
  const word =
    result.kind === 'approve' ? t(question.passed ? 'passed' : 'failed') : chosen ? t('chosen', { label: chosen.label }) : t('noneChosen');
  const tie =
    result.reason === 'tie_chair_for' ? t('tieFor') : result.reason === 'tie_chair_against' ? t('tieAgainst') : result.reason === 'tie_undecided' ? t('tieOpen') : null;
  return (
    <div className="vt-verdict" data-size={size} data-passed={question.passed === true || undefined}>
      <div className="vt-verdict-head">
        <span className="vt-verdict-mark"><Icon name={question.passed ? 'check' : 'cross'} size="l" /></span>
        <p className="vt-verdict-word">{word}</p>
      </div>
      <p className="vt-verdict-rule ph-num">{tie ?? t(size === 'room' && result.kind === 'approve' ? 'verdictRoom' : 'verdict', { needed, members, got: reachedBy(result) })}</p>
      {result.kind === 'approve' ? (
        <ResultBar size={size} needed={needed} votes={{ for: result.for, against: result.against, abstain: result.abstain, none: result.notTakingPart }} />
      ) : (
        <ul className="vt-options">
          {result.options.map(({ id, label, votes }) => (
            <li key={id}>
              <ProgressBar value={members === 0 ? 0 : votes / members} mark={members === 0 ? undefined : needed / members} label={label} note={`${t('votes', { count: votes })}, ${t('need', { needed })}`} />
            </li>
          ))}
          <li className="ph-3 ph-num">{`${t('noOption')}: ${result.none} · ${t('notTakingPart', { count: result.notTakingPart })}`}</li>
        </ul>
      )}
    </div>
  );
}
