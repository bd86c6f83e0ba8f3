import { Icon, ProgressBar, ResultBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { ballotTexts } from './ballot-texts';
import { countingTexts } from './counting-texts';
import type { LiveQuestion } from './data';
import { votingTexts } from './texts';
import { useVerdictWords } from './verdict-words';

/** A published result: the word first, then the rule with its numbers, then one cell per member. */
export function Verdict({ question, size = 'm' }: { question: LiveQuestion; size?: 'm' | 'room' }) {
  const tb = useTexts(ballotTexts);
  const tc = useTexts(countingTexts);
  const { result } = question;
  const words = useVerdictWords()(question, size === 'room');
  if (!result || !words) return null;
  const { invalid = 0, absent = 0, recused = 0 } = result;
  return (
    <div className="vt-verdict" data-size={size} data-passed={question.passed === true || undefined}>
      <div className="vt-verdict-head">
        <span className="vt-verdict-mark"><Icon name={question.passed ? 'check' : 'cross'} size="l" /></span>
        <p className="vt-verdict-word">{words.word}</p>
      </div>
      <p className="vt-verdict-rule ph-num">{words.rule}</p>
      <Votes question={question} result={result} size={size} />
      {invalid + recused > 0 ? <p className="ph-sm ph-2 ph-num">{tb('apart', { invalid, absent, recused })}</p> : null}
      {result.paper ? <p className="ph-sm ph-2 ph-num">{tc('papersNote', result.paper)}</p> : null}
      {result.broken ? <p className="ph-sm ph-2 ph-num">{tb('brokenNote', { cast: result.broken.cast })}</p> : null}
      {result.closedBy === 'deadline' ? <p className="ph-sm ph-2">{tb('closedByTime')}</p> : null}
    </div>
  );
}

function Votes({ question, result, size }: { question: LiveQuestion; result: NonNullable<LiveQuestion['result']>; size: 'm' | 'room' }) {
  const t = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const { members, needed } = question;
  const none = result.notTakingPart + (result.invalid ?? 0);
  const bar = (label: string, votes: number, note: string) => <ProgressBar value={members === 0 ? 0 : Math.min(1, votes / members)} mark={members === 0 ? undefined : Math.min(1, needed / members)} label={label} note={note} />;
  const silent = (nobody: number) => <li className="ph-3 ph-num">{`${t('noOption')}: ${nobody} · ${t('notTakingPart', { count: result.notTakingPart })}`}</li>;
  switch (result.kind) {
    case 'approve':
      return <ResultBar size={size} needed={needed} votes={{ for: result.for, against: result.against, abstain: result.abstain, none }} />;
    case 'opinions':
      return (
        <>
          <ResultBar size={size} needed={needed} votes={{ for: result.agree, against: result.disagree, abstain: result.other, none }} />
          {result.words.length > 0 ? <div><p className="ph-label">{tb('otherWords')}</p><ul className="vt-words">{result.words.map((words, index) => <li key={index}>{words}</li>)}</ul></div> : null}
        </>
      );
    case 'options':
      return (
        <ul className="vt-options">
          {result.options.map(({ id, label, votes }) => <li key={id}>{bar(label, votes, `${t('votes', { count: votes })}, ${t('need', { needed })}`)}</li>)}
          {silent(result.none)}
        </ul>
      );
    case 'candidates':
      return (
        <ul className="vt-options">
          {result.options.map(({ id, label, votes, elected }) => <li key={id}>{bar(label, votes, `${t('votes', { count: votes })}, ${tb(elected ? 'elected' : result.tied.includes(id) ? 'tied' : 'notElected')}`)}</li>)}
          {silent(result.none)}
        </ul>
      );
    case 'each':
      return (
        <ul className="vt-options">
          {result.options.map(({ id, label, yes, no, abstain, agreed }) => <li key={id}>{bar(label, yes, `${t(agreed ? 'passed' : 'failed')}: ${yes} – ${no} – ${abstain}`)}</li>)}
        </ul>
      );
    case 'confidence':
      return (
        <ul className="vt-options">
          {result.options.map(({ id, label, high, medium, low, standing }) => (
            <li key={id}>{`${label}: ${tb('high')} ${high} · ${tb('medium')} ${medium} · ${tb('low')} ${low} (${tb(standing)})`}</li>
          ))}
        </ul>
      );
  }
}
