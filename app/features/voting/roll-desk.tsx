import { encodeChoice } from '@shared/rules/ballot-choice';
import { useEffect, useRef } from 'react';
import type { LiveResult } from '../../../server/application';
import { Button, ButtonRow, InlineError, Notice, Stack, StateWord, useAnnounce } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { ballotTexts } from './ballot-texts';
import { simpleChoices } from './choice-words';
import type { LiveQuestion } from './data';
import { votingTexts } from './texts';
import './roll.css';

export type Roll = NonNullable<NonNullable<LiveResult<'sitting.live'>['officers']>['roll']>;

/** Answers so soon after a name came up belong to the one before, ms. Nothing is disabled for it: the keyboard stays where it is. */
const SETTLE_MS = 400;

/** A vote name by name for who reads the names: one large button for each answer, the same by digits, the last one undone (V47, V48). */
export function RollDesk({ question, roll }: { question: LiveQuestion; roll: Roll }) {
  const t = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const announce = useAnnounce();
  const act = useCommand<'voting.enter-answer' | 'voting.call-next' | 'voting.recall-name'>();
  const { id: questionId, calledId } = question;
  const at = roll.findIndex(({ state }) => state === 'called');
  const called = roll[at];
  const before = at < 0 ? roll.at(-1) : roll[at - 1];
  const choices = simpleChoices(question, { t, tb }).filter(({ choice }) => choice.kind !== 'opinions' || choice.opinion !== 'other');
  const since = useRef(0);
  useEffect(() => { since.current = performance.now(); }, [calledId]);
  const isSettled = (): boolean => !act.busy && performance.now() - since.current > SETTLE_MS;
  const answers: { label: string; icon: 'check' | 'cross' | 'remove' | 'personRemove' | 'vote'; run: () => void }[] = called
    ? [
        ...choices.map(({ choice, label }) => ({
          label,
          icon: choice.kind === 'approve' ? ({ for: 'check', against: 'cross', abstain: 'remove' } as const)[choice.side] : ('vote' as const),
          run: () => act.run('voting.enter-answer', { questionId, voterId: called.personId, choice: encodeChoice(choice) }),
        })),
        { label: tb('rollAway'), icon: 'personRemove', run: () => act.run('voting.call-next', { questionId, calledId: called.personId }) },
      ]
    : [];
  const again = (): void => {
    // The next name may be there before the answer is: what is tapped then follows it, and is not swallowed.
    if (before) act.run('voting.recall-name', { questionId, calledId }, () => announce(tb('rollUndone', { name: before.name })));
  };
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  keys.current = (event) => {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLInputElement || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
    const answer = answers[Number(event.key) - 1];
    if (event.key === 'Backspace') again();
    else if (answer && isSettled()) answer.run();
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => keys.current(event);
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  const answered = roll.filter(({ state }) => state === 'answered').length;
  const passed = roll.filter(({ state }) => state === 'passed');
  const following = called ? roll.slice(at + 1).find(({ state }) => state === 'coming') : undefined;
  return (
    <div className="vr">
      <section className="vr-now" aria-live="polite">
        {called ? (
          <>
            <StateWord tone="son" dot>{tb('rollAt', { at: at + 1, all: roll.length })}</StateWord>
            <p className="vr-name">{called.name}</p>
            <p className="ph-lg ph-2">{called.position}</p>
            {following ? <p className="ph-2">{tb('calledNext', { name: following.name })}</p> : null}
          </>
        ) : <Notice tone="ok" icon="check" title={tb('rollDone', { all: roll.length, answered })} />}
      </section>
      {act.error ? <InlineError error={act.error} /> : null}
      {called ? (
        <div className="vr-answers" role="group" aria-label={tb('rollAnswer', { name: called.name })}>
          {answers.map(({ label, icon, run }, index) => (
            <Button key={label} size={88} wide icon={icon} onPress={() => { if (isSettled()) run(); }}><span className="vr-key" aria-hidden="true">{index + 1}</span>{label}</Button>
          ))}
        </div>
      ) : null}
      <ButtonRow>
        {before ? <Button look="quiet" icon="undo" onPress={again}>{tb('rollUndo', { name: before.name })}</Button> : null}
      </ButtonRow>
      <p className="ph-sm ph-3">{tb('rollKeys')}</p>
      <Stack gap={3} as="section">
        <h2 className="ph-h3">{tb('rollList')}</h2>
        <ol className="vr-list">
          {roll.map(({ personId, name, position, state }) => (
            <li key={personId} data-state={state} aria-current={state === 'called' ? 'step' : undefined}>
              <span className="ph-strong">{name}</span> <span className="ph-sm ph-3">{[position, tb(`roll_${state}`)].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ol>
        {passed.length > 0 && !called ? <PassedOver people={passed} choices={choices} run={(voterId, choice) => act.run('voting.enter-answer', { questionId, voterId, choice })} busy={act.busy} /> : null}
      </Stack>
    </div>
  );
}

/** Who was passed over can be entered until the vote closes (V31). */
function PassedOver({ people, choices, run, busy }: { people: Roll; choices: ReturnType<typeof simpleChoices>; run: (voterId: string, choice: string) => void; busy: boolean }) {
  const tb = useTexts(ballotTexts);
  return (
    <ul className="vr-passed">
      {people.map(({ personId, name }) => (
        <li key={personId}>
          <span className="ph-strong">{tb('rollPassedOne', { name })}</span>
          <ButtonRow>{choices.map(({ choice, label }) => <Button key={label} size={48} isDisabled={busy} aria-label={`${name}: ${label}`} onPress={() => run(personId, encodeChoice(choice))}>{label}</Button>)}</ButtonRow>
        </li>
      ))}
    </ul>
  );
}
