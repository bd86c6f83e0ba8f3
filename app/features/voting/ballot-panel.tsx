import { decodeChoice, encodeChoice, type Choice } from '@shared/rules/ballot-choice';
import { useEffect, useState } from 'react';
import { Button, Card, InlineError, Notice, Stack, StateWord } from '~/ui';
import { describeError, formatTimeSeconds, useLanguage, useTexts } from '~/ui/i18n';
import { useMe } from '../../me';
import { BallotChoices } from './ballot-choices';
import { ballotTexts } from './ballot-texts';
import { choiceWords } from './choice-words';
import type { LiveQuestion } from './data';
import { countingTexts } from './counting-texts';
import { openOf } from './open-of';
import { isReady, isTooLong } from './ready';
import { votingTexts } from './texts';
import { useBallot } from './use-ballot';
import { useNeed } from './verdict-words';
import { CountLink } from './count-link';
import { Verdict } from './verdict';
import { isOneByOne, useHow, VoteProgress } from './vote-progress';
import './voting.css';

export interface BallotPanelProps {
  meetingId: string;
  question: LiveQuestion;
  now: Date;
  /** The seat may have a vote: of a member, or of a substitute. */
  isVoter: boolean;
  personId: string;
}

/** The question that is open with one's own ballot: chosen by one large button, sent by a second, said to be recorded once the server has it. */
export function BallotPanel({ meetingId, question, now, isVoter, personId }: BallotPanelProps) {
  const t = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const tc = useTexts(countingTexts);
  const language = useLanguage();
  const { fullName } = useMe();
  const how = useHow();
  const need = useNeed();
  const { own, counted, sending, error, send } = useBallot(meetingId, question, isVoter, now, personId);
  const [choice, setChoice] = useState<Choice | null>(null);
  const opening = openOf(question);
  useEffect(() => setChoice(null), [opening]);
  const [unsent, setUnsent] = useState(false);
  const isOpen = question.state === 'open';
  useEffect(() => { if (isOpen) setUnsent(sending !== 'idle'); }, [isOpen, sending]);
  const texts = { t, tb };
  const there = counted ? decodeChoice(question, counted.choice) : null;
  const shown = choice ?? there;
  const isChanged = choice !== null && (counted === null || encodeChoice(choice) !== counted.choice);
  const hasBallot = isVoter && isOpen && isOneByOne(question) && own?.because == null;
  const isCalled = question.way !== 'roll' || question.calledId === (own?.voter?.personId ?? personId);
  const over = question.deadline !== null && now >= question.deadline;
  const isOnce = !question.changeable;
  return (
    <Card padding="m" look={isOpen ? 'current' : 'plain'} as="section">
      <div className="vt-ballot-box">
        <div className="vt-ballot" data-sides={hasBallot || undefined}>
          <Stack gap={3}>
            {isOpen ? <div className="vt-how"><StateWord tone="son" dot>{t('open')}</StateWord><span className="ph-sm ph-2">{how(question)}</span></div> : null}
            <h2 className={hasBallot ? 'vt-question' : 'ph-h3'}>{question.text}</h2>
            {isOpen ? <p className="ph-2 ph-num">{need(question)}</p> : <Verdict question={question} />}
            <CountLink meetingId={meetingId} question={question} />
            {isOpen ? <VoteProgress question={question} now={now} /> : null}
            {isOpen && question.way === 'paper' ? <p className="ph-2">{tc('paperNote')}</p> : null}
            {isOpen && isOneByOne(question) && !hasBallot ? <p className="ph-sm ph-2">{tb('progressNote')}</p> : null}
            {!isOpen && unsent && counted === null ? <Notice tone="bad" icon="warning" title={tb('lost')} /> : null}
            {isOpen && isVoter && own?.because ? <Notice tone="warn" icon="info" title={describeError({ code: 'forbidden', ...own.because }, language)} /> : null}
          </Stack>
          {hasBallot ? (
            <Stack gap={4}>
              <p className="ph-h3">{own?.voter?.insteadOf ? tb('instead', { name: own.voter.insteadOf }) : tb('yours', { name: fullName })}</p>
              {isCalled || counted ? (
                <BallotChoices question={question} value={shown} onChange={setChoice} label={tb('yours', { name: fullName })} isDisabled={sending !== 'idle' || over || !isCalled || (counted !== null && isOnce)} />
              ) : (
                <p className="ph-2">{tb('rolled')}</p>
              )}
              {error ? <InlineError error={error} /> : null}
              <div role="status" className="vt-said">
                {sending === 'waiting' ? <Notice tone="warn" icon="offline" title={tb('waiting')} /> : null}
                {sending === 'idle' && counted && there ? (
                  <Notice tone="ok" icon="check" title={tb('counted', { choice: choiceWords(question, there, texts) })}>
                    {`${tb(counted.here ? 'countedAt' : 'elsewhere', { at: formatTimeSeconds(counted.at) })}${isOnce ? '' : ` ${tb('mayChange')}`}`}
                  </Notice>
                ) : null}
              </div>
              {isCalled && isReady(choice) && isChanged ? (
                <Button look="pri" size={88} wide busy={sending !== 'idle'} isDisabled={over} onPress={() => send(encodeChoice(choice))}>
                  {sending === 'idle' ? tb(counted ? 'sendAgain' : 'send', { choice: choiceWords(question, choice, texts) }) : tb('sending')}
                </Button>
              ) : null}
              {isCalled && !counted ? <p className="ph-sm ph-2">{isTooLong(choice) ? tb('tooLong') : tb(choice ? (isOnce ? 'unsentOnce' : 'unsent') : 'choose')}</p> : null}
            </Stack>
          ) : null}
        </div>
      </div>
    </Card>
  );
}
