import { Icon, ProgressBar, ResultBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { LiveQuestion } from './data';
import { votingTexts } from './texts';
import { verdictWords } from './verdict-words';

/** A published result: the word first, then the rule with its numbers, then one cell per member. */
export function Verdict({ question, size = 'm' }: { question: LiveQuestion; size?: 'm' | 'room' }) {
  const t = useTexts(votingTexts);
  const { result, members, needed } = question;
  const words = verdictWords(question, t, size === 'room');
  if (!result || !words) return null;
  return (
    <div className="vt-verdict" data-size={size} data-passed={question.passed === true || undefined}>
      <div className="vt-verdict-head">
        <span className="vt-verdict-mark"><Icon name={question.passed ? 'check' : 'cross'} size="l" /></span>
        <p className="vt-verdict-word">{words.word}</p>
      </div>
      <p className="vt-verdict-rule ph-num">{words.rule}</p>
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
