import { encodeChoice, type Choice } from '@shared/rules/ballot-choice';
import { useState } from 'react';
import { Button, ConfirmDialog, InlineError, LinkButton, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { BallotChoices } from './ballot-choices';
import { ballotTexts } from './ballot-texts';
import { countingTexts } from './counting-texts';
import type { LiveQuestion } from './data';
import { openOf } from './open-of';
import { secretTexts } from './secret-texts';
import { VoteProgress } from './vote-progress';

export interface VoteDeskProps {
  meetingId: string;
  question: LiveQuestion;
  now: Date;
  /** Who has not voted, in protocol order. */
  out: readonly { personId: string; name: string; position: string }[];
}

/** What chair and secretary do with a vote that runs on tablets or by roll call: who is still out, never how anybody voted. */
export function VoteDesk({ meetingId, question, now, out }: VoteDeskProps) {
  const tb = useTexts(ballotTexts);
  const ts = useTexts(secretTexts);
  const tc = useTexts(countingTexts);
  const isSecret = question.mode === 'secret';
  const onPaper = question.withoutTablets === 'paper';
  const act = useCommand<'voting.close-question' | 'voting.continue-by-hands' | 'voting.call-next' | 'voting.enter-answer'>();
  const [asking, setAsking] = useState<'close' | 'hands' | null>(null);
  const { id, way, cast, present, called, calledId } = question;
  const open = question.state === 'open' ? openOf(question) : null;
  const done = (): void => setAsking(null);
  return (
    <Stack gap={3}>
      <VoteProgress question={question} now={now} />
      {way === 'roll' ? <LinkButton href={`/meetings/${meetingId}/sitting/roll`} icon="speak" size={72} wide>{tb('rollScreen')}</LinkButton> : null}
      {way === 'roll' && called && calledId ? <RollAnswer key={calledId} question={question} name={called.name} busy={act.busy} onEnter={(choice) => act.run('voting.enter-answer', { questionId: id, voterId: calledId, choice })} onSkip={() => act.run('voting.call-next', { questionId: id, calledId })} /> : null}
      {act.error && asking === null ? <InlineError error={act.error} /> : null}
      {question.counting ? null : <Button look="pri" size={72} icon="vote" wide onPress={() => setAsking('close')}>{isSecret ? ts('close') : tb('close')}</Button>}
      {question.withoutTablets && !question.counting ? <Button look="quiet" size={48} icon="edit" wide onPress={() => setAsking('hands')}>{onPaper ? tc('toPaper') : tb('byHands')}</Button> : null}
      {out.length === 0 ? <p className="ph-sm ph-2">{tb('nobodyOut')}</p> : (
        <details className="vt-out">
          <summary>{tb(way === 'roll' ? 'outRoll' : 'out', { count: out.length })}</summary>
          <ul>{out.map(({ personId, name, position }) => <li key={personId}><span className="ph-strong">{name}</span> <span className="ph-sm ph-2">{position}</span></li>)}</ul>
        </details>
      )}
      <ConfirmDialog
        isOpen={asking === 'close' && !question.counting}
        about={open}
        onClose={() => { act.clear(); done(); }}
        onConfirm={() => act.run('voting.close-question', { questionId: id }, done)}
        busy={act.busy}
        error={act.error}
        title={isSecret ? ts('closeTitle') : tb('closeTitle')}
        confirmLabel={isSecret ? ts('close') : tb('close')}
      >
        <Stack gap={3}>
          <p className="ph-strong">{question.text}</p>
          <p className="ph-num">{isSecret ? ts('closeNote', { cast: cast ?? 0, present }) : tb('closeNote', { cast: cast ?? 0, present })}</p>
        </Stack>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'hands'}
        about={open}
        onClose={() => { act.clear(); done(); }}
        onConfirm={() => act.run('voting.continue-by-hands', { questionId: id }, done)}
        busy={act.busy}
        error={act.error}
        title={onPaper ? tc('toPaperTitle') : tb('byHandsTitle')}
        confirmLabel={onPaper ? tc('toPaper') : tb('byHands')}
      >
        <p className="ph-num">{isSecret ? tc('toPaperSecret', { cast: cast ?? 0 }) : onPaper ? tc('toPaperNote', { cast: cast ?? 0 }) : tb('byHandsNote', { cast: cast ?? 0 })}</p>
      </ConfirmDialog>
    </Stack>
  );
}

/** What the person called answers aloud, entered by who keeps the roll. */
function RollAnswer({ question, name, busy, onEnter, onSkip }: { question: LiveQuestion; name: string; busy: boolean; onEnter: (choice: string) => void; onSkip: () => void }) {
  const tb = useTexts(ballotTexts);
  const [choice, setChoice] = useState<Choice | null>(null);
  return (
    <Stack gap={3}>
      <BallotChoices question={question} value={choice} onChange={setChoice} label={tb('enterFor', { name })} isDisabled={busy} />
      {choice ? <Button look="pri" size={72} wide busy={busy} onPress={() => onEnter(encodeChoice(choice))}>{tb('enterFor', { name })}</Button> : null}
      <Button look="quiet" size={48} wide isDisabled={busy} onPress={onSkip}>{tb('skip')}</Button>
    </Stack>
  );
}
