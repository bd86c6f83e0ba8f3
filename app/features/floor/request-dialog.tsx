import { FLOOR_KINDS, FLOOR_MINUTES, type FloorKind } from '@shared/rules/floor-queue';
import { useState } from 'react';
import { Button, ComboBox, Dialog, InlineError, NumberField, RadioGroup, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { Sender } from '../../commands';
import type { FloorCommand, Nameable, QueueEntry } from './data';
import { floorTexts } from './texts';

interface RequestDialogProps {
  /** The request that is told more of; null: a new one for somebody. */
  request: QueueEntry | null;
  itemId: string;
  /** Who can be questioned. */
  askable: readonly Nameable[];
  /** Who can be entered; absent: only oneself. */
  people?: readonly Nameable[];
  act: Sender<FloorCommand>;
  onClose: () => void;
  onSaved: () => void;
}

const options = (people: readonly Nameable[]) => people.map(({ personId: value, name: label, position: note }) => ({ value, label, note }));

/** On what, how long, of what kind; and for whom, where the secretary enters it. */
export function RequestDialog({ request, itemId, askable, people, act, onClose, onSaved }: RequestDialogProps) {
  const t = useTexts(floorTexts);
  const [kind, setKind] = useState<FloorKind>(request?.kind ?? 'speech');
  const [topic, setTopic] = useState(request?.topic ?? '');
  const [minutes, setMinutes] = useState<number | null>(request?.minutes ?? FLOOR_MINUTES.usual);
  const [askedId, setAsked] = useState<string | null>(request?.askedId ?? null);
  const [personId, setPerson] = useState<string | null>(null);
  const done = (): void => {
    onSaved();
    onClose();
  };
  const wanted = { kind, topic, minutes: minutes ?? FLOOR_MINUTES.usual, askedId: kind === 'question' ? askedId : null };
  const save = (): void => {
    if (request) act.run('floor.update-request', { requestId: request.id, ...wanted }, done);
    else act.run('floor.request-floor', { itemId, ...wanted, ...(personId ? { personId } : {}) }, done);
  };
  const isIncomplete = minutes === null || (kind === 'question' && askedId === null) || (people !== undefined && request === null && personId === null);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(people && !request ? 'add' : 'details')}
      actions={<Button look="pri" icon="speak" isDisabled={isIncomplete} busy={act.busy} onPress={save}>{t('save')}</Button>}
    >
      <Stack gap={4}>
        {act.error ? <InlineError error={act.error} /> : null}
        {people && !request ? <ComboBox label={t('addPerson')} options={options(people)} value={personId} onChange={setPerson} /> : null}
        <RadioGroup label={t('kind')} options={FLOOR_KINDS.filter((one) => one !== 'question' || askable.length > 0).map((value) => ({ value, label: t(value) }))} value={kind} onChange={setKind} />
        {kind === 'question' ? <ComboBox label={t('askedPerson')} options={options(askable)} value={askedId} onChange={setAsked} /> : null}
        <TextField label={t('topic')} hint={t('topicHint')} value={topic} onChange={setTopic} maxLength={200} />
        <NumberField label={t('minutes')} hint={t('minutesHint')} value={minutes} onChange={setMinutes} min={FLOOR_MINUTES.least} max={FLOOR_MINUTES.most} />
      </Stack>
    </Dialog>
  );
}
