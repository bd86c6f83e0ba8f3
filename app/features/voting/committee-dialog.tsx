import { COMMITTEE_SIZE } from '@shared/rules/counting-committee';
import { useCallback, useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { askFor } from '~/tablet/ask-for';
import { Button, Checkbox, Dialog, InlineError, Select, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { countingTexts } from './counting-texts';
import type { LiveQuestion } from './data';
import { useAsked } from './use-asked';
import './voting.css';

type Committee = QueryResult<'voting.committee'>;

/** The button that names who counts a question, while it is a draft. */
export function CommitteeButton({ meetingId, question }: { meetingId: string; question: Pick<LiveQuestion, 'id' | 'text' | 'counters' | 'version'> }) {
  const tc = useTexts(countingTexts);
  const [isOpen, setOpen] = useState(false);
  const count = question.counters.length;
  return (
    <>
      <Button look="quiet" size={48} icon="people" onPress={() => setOpen(true)}>{count === 0 ? tc('committee') : tc('committeeOf', { count })}</Button>
      {isOpen ? <CommitteeDialog key={question.version} meetingId={meetingId} question={question} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CommitteeDialog({ meetingId, question, onClose }: { meetingId: string; question: Pick<LiveQuestion, 'id' | 'text'>; onClose: () => void }) {
  const tc = useTexts(countingTexts);
  const act = useCommand<'voting.set-committee'>();
  const [known, setKnown] = useState<Committee | null>(null);
  const [failed, setFailed] = useState(false);
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [head, setHead] = useState<string | null>(null);
  const address = `/meetings/${meetingId}/committee/${question.id}`;
  const look = useCallback((signal: AbortSignal): void => void askFor<Committee>(address, signal).then((answer) => {
    if (signal.aborted) return;
    setFailed(answer === null);
    if (answer) setKnown(answer);
  }), [address]);
  useAsked(look, { isWanted: true, mark: '', meetingId });
  const counters = chosen ?? known?.counters ?? [];
  // Who leads: whoever was just named, else whoever led before, while they are of it.
  const first = [head, known?.counters[0]].find((personId) => personId != null && counters.includes(personId)) ?? null;
  const toggle = (personId: string, isIn: boolean): void => setChosen(isIn ? [...counters, personId] : counters.filter((one) => one !== personId));
  const { least, most } = COMMITTEE_SIZE;
  const reason = counters.length < least ? tc('tooFew', { least }) : counters.length > most ? tc('tooMany', { most }) : first === null ? tc('needHead') : null;
  const save = (list: string[]): void => {
    if (known) act.run('voting.set-committee', { questionId: question.id, version: known.version, counters: list }, onClose);
  };
  const people = known?.people ?? [];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={tc('committee')}
      note={question.text}
      size="l"
      actions={
        <>
          {known && known.counters.length > 0 ? <Button look="quiet" onPress={() => save([])}>{tc('dropCommittee')}</Button> : null}
          <Button look="pri" icon="save" busy={act.busy} disabledReason={reason} onPress={() => save(first === null ? counters : [first, ...counters.filter((one) => one !== first)])}>{tc('saveCommittee')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        <p>{tc('committeeNote', { least, most })}</p>
        {act.error ? <InlineError error={act.error} /> : null}
        {failed && !known ? <InlineError message={tc('askFailed')} /> : null}
        {!known && !failed ? <p className="ph-2">{tc('asking')}</p> : null}
        <Select
          label={tc('head')}
          value={first ?? ''}
          placeholder={tc('chooseHead')}
          onChange={setHead}
          options={people.filter(({ personId }) => counters.includes(personId)).map(({ personId, name }) => ({ value: personId, label: name }))}
        />
        <p className="ph-2" role="status">{tc('chosenOf', { count: counters.length })}</p>
        <fieldset className="vt-name vt-committee">
          <legend>{tc('members')}</legend>
          {people.map(({ personId, name, position, stands }) => (
            <Checkbox key={personId} isSelected={counters.includes(personId)} isDisabled={stands} onChange={(isIn) => toggle(personId, isIn)} hint={stands ? `${position} · ${tc('stands')}` : position}>{name}</Checkbox>
          ))}
        </fieldset>
      </Stack>
    </Dialog>
  );
}
