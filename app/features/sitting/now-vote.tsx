import { Card, Stack, StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { type LiveQuestion, Verdict, votingTexts } from '../voting';
import { lineTexts } from './line-texts';
import { sittingTexts } from './texts';

/** The open question, or the result, where nobody can miss it. */
export function NowVote({ question }: { question: LiveQuestion }) {
  const t = useTexts(sittingTexts);
  const tl = useTexts(lineTexts);
  const tv = useTexts(votingTexts);
  const { state, kind, text, options, needed, members } = question;
  const isOpen = state === 'open';
  return (
    <Card padding="m" look={isOpen ? 'current' : 'plain'} as="section">
      <Stack gap={3}>
        {isOpen ? <StateWord tone="son" dot>{t('voteNow')}</StateWord> : <p className="ph-label">{tl('lastResult')}</p>}
        <p className="ph-lg">{text}</p>
        {isOpen && kind === 'options' ? <ol className="st-options">{options.map(({ id, label }) => <li key={id}>{label}</li>)}</ol> : null}
        {isOpen ? <p className="ph-2 ph-num">{`${t('byHands')}. ${tv(kind === 'approve' ? 'rule' : 'ruleOptions', { needed, members })}`}</p> : <Verdict question={question} />}
      </Stack>
    </Card>
  );
}
