import { encodeChoice, type Choice } from '@shared/rules/ballot-choice';
import { useEffect, useState } from 'react';
import { Button, Card, InlineError, Notice, Stack, StateWord } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { useMe } from '../../me';
import { BallotChoices } from './ballot-choices';
import type { BallotPanelProps } from './ballot-panel';
import { ballotTexts } from './ballot-texts';
import { choiceWords } from './choice-words';
import { CountLink } from './count-link';
import { CountedBallots } from './counted-ballots';
import { openOf } from './open-of';
import { isReady, isTooLong } from './ready';
import { secretTexts } from './secret-texts';
import { Tracker } from './tracker';
import { votingTexts } from './texts';
import { useSecretBallot } from './use-secret-ballot';
import { useNeed } from './verdict-words';
import { Verdict } from './verdict';
import { useHow, VoteProgress } from './vote-progress';
import './voting.css';

/** A secret question with one's own ballot: chosen by one large button, sealed and sent by a second, said to be recorded once the server has it; from then on the choice is shown nowhere. */
export function SecretPanel({ meetingId, question, now, isVoter, personId }: BallotPanelProps) {
  const t = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const ts = useTexts(secretTexts);
  const language = useLanguage();
  const { fullName } = useMe();
  const how = useHow();
  const need = useNeed();
  const { said, given, sending, error, trouble, send } = useSecretBallot(meetingId, question, isVoter, personId);
  const [choice, setChoice] = useState<Choice | null>(null);
  const [isAgain, setAgain] = useState(false);
  const opening = openOf(question);
  useEffect(() => { setChoice(null); setAgain(false); }, [opening]);
  const isOpen = question.state === 'open';
  const takes = isOpen && !question.counting;
  useEffect(() => { if (!takes) { setChoice(null); setAgain(false); } }, [takes]);
  const own = said?.own ?? null;
  const isOut = own?.because != null;
  const hasBallot = isVoter && isOpen && !isOut;
  const over = question.deadline !== null && now >= question.deadline;
  const label = own?.voter?.insteadOf ? ts('instead', { name: own.voter.insteadOf }) : ts('yours', { name: fullName });
  const isIdle = sending === 'idle';
  const isChoosing = hasBallot && takes && said !== null && isIdle && (given === null || isAgain);
  const give = async (ready: Choice): Promise<void> => {
    if (!(await send(encodeChoice(ready)))) return;
    setChoice(null);
    setAgain(false);
  };
  return (
    <Card padding="m" look={isOpen ? 'current' : 'plain'} as="section">
      <div className="vt-ballot-box">
        <div className="vt-ballot" data-sides={hasBallot || undefined}>
          <Stack gap={3}>
            {isOpen ? <div className="vt-how"><StateWord tone="son" dot>{question.counting ? ts('counting') : t('open')}</StateWord><span className="ph-sm ph-2">{how(question)}</span></div> : null}
            <h2 className={hasBallot ? 'vt-question' : 'ph-h3'}>{question.text}</h2>
            {isOpen ? <p className="ph-2 ph-num">{need(question)}</p> : <Verdict question={question} />}
            {isOpen ? <VoteProgress question={question} now={now} /> : <CountedBallots meetingId={meetingId} question={question} />}
            <CountLink meetingId={meetingId} question={question} />
            {question.counting ? <p className="ph-sm ph-2">{ts('countingNote', { cast: question.cast ?? 0 })}</p> : null}
            {isOpen && isVoter && own?.because ? <Notice tone="warn" icon="info" title={describeError({ code: 'forbidden', ...own.because }, language)} /> : null}
            {!takes && !isIdle ? <Notice tone="bad" icon="warning" title={ts('lost')} /> : null}
            {!hasBallot && error ? <InlineError error={error} /> : null}
          </Stack>
          {hasBallot ? (
            <Stack gap={4}>
              <p className="ph-h3">{label}</p>
              {said === null ? <p className="ph-2">{ts('opening')}</p> : null}
              {isChoosing ? <BallotChoices question={question} value={choice} onChange={setChoice} label={label} isDisabled={over} /> : null}
              {error ? <InlineError error={error} /> : null}
              {trouble ? <InlineError message={ts(trouble)} /> : null}
              <div role="status" className="vt-said">
                {sending === 'sending' ? <Notice tone="neutral" icon="lock" title={ts('sealing')} /> : null}
                {sending === 'waiting' ? <Notice tone="warn" icon="offline" title={ts('waiting')} /> : null}
                {isIdle && given && !isAgain ? <Notice tone="ok" icon="check" title={ts('given')}>{ts('givenNote')}</Notice> : null}
              </div>
              {isIdle && given && !isAgain ? <Tracker tracker={given.tracker} /> : null}
              {isIdle && given && !isAgain && takes && !over ? (
                <>
                  <Button size={72} wide onPress={() => setAgain(true)}>{ts('again')}</Button>
                  <p className="ph-sm ph-2">{ts('againNote')}</p>
                </>
              ) : null}
              {isChoosing && isReady(choice) ? (
                <Button look="pri" size={88} wide icon="lock" isDisabled={over} onPress={() => void give(choice)}>
                  {tb(given ? 'sendAgain' : 'send', { choice: choiceWords(question, choice, { t, tb }) })}
                </Button>
              ) : null}
              {isChoosing && given ? <Button size={72} wide onPress={() => { setAgain(false); setChoice(null); }}>{ts('keep')}</Button> : null}
              {isChoosing ? <p className="ph-sm ph-2">{isTooLong(choice) ? tb('tooLong') : choice ? ts('unsent') : tb('choose')}</p> : null}
              {isChoosing ? <p className="ph-sm ph-2">{ts('sealedNote')}</p> : null}
              {isOpen && !takes && isIdle && said !== null && !given ? <p className="ph-2">{ts('notGiven')}</p> : null}
            </Stack>
          ) : null}
        </div>
      </div>
    </Card>
  );
}
