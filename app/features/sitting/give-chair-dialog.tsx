import { useState } from 'react';
import { Button, ComboBox, Dialog, InlineError, RadioGroup, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { Sender } from '../../commands';
import { chairTexts } from './chair-texts';
import type { ChairCommand } from './chair-now';
import { isThere, type OfficerView, type SittingView } from './sitting-view';

interface GiveChairDialogProps {
  view: SittingView;
  seats: OfficerView['seats'];
  /** Given by whoever presides, or proposed by the secretary. */
  by: 'chair' | 'secretary';
  act: Sender<ChairCommand, unknown>;
  onClose: () => void;
}

/** To whom the chair goes, and for how long; the secretary proposes only. */
export function GiveChairDialog({ view, seats, by, act, onClose }: GiveChairDialogProps) {
  const t = useTexts(chairTexts);
  const { presiding } = view;
  const [personId, setPerson] = useState<string | null>(null);
  const [scope, setScope] = useState<'item' | 'rest'>(view.currentItemId === null ? 'rest' : 'item');
  const able = seats.filter((seat) => isThere(seat) && seat.personId !== presiding.personId && (presiding.deputies.includes(seat.personId) || (by === 'secretary' && seat.personId === presiding.called?.personId)));
  const isChair = by === 'chair';
  const send = (): void => {
    if (personId === null) return;
    if (isChair) act.run('sitting.give-chair', { personId, scope, chairId: presiding.personId }, onClose);
    else act.run('sitting.propose-chair', { personId, chairId: presiding.personId }, onClose);
  };
  return (
    <Dialog
      isOpen
      about={presiding.personId}
      gone={t('movedMeanwhile', { name: presiding.name })}
      busy={act.busy}
      error={act.error}
      onClose={() => { act.clear(); onClose(); }}
      title={t(isChair ? 'give' : 'propose')}
      note={t(isChair ? 'giveNote' : 'proposeNote')}
      actions={<Button look="pri" icon="person" isDisabled={personId === null} busy={act.busy} onPress={send}>{t(isChair ? 'give' : 'proposeSend')}</Button>}
    >
      <Stack gap={4}>
        {act.error ? <InlineError error={act.error} /> : null}
        {able.length === 0 ? <p>{t('noDeputy')}</p> : null}
        {able.length > 0 && able.length <= 5 ? (
          <RadioGroup label={t('giveTo')} options={able.map(({ personId: value, fullName, position }) => ({ value, label: fullName, hint: position }))} value={personId} onChange={setPerson} />
        ) : null}
        {able.length > 5 ? <ComboBox label={t('giveTo')} options={able.map(({ personId: value, fullName, position }) => ({ value, label: fullName, note: position }))} value={personId} onChange={setPerson} /> : null}
        {isChair && view.currentItemId !== null ? (
          <RadioGroup<'item' | 'rest'> label={t('scope')} options={[{ value: 'item', label: t('scopeItem'), hint: t('scopeItemHint') }, { value: 'rest', label: t('scopeRest') }]} value={scope} onChange={setScope} />
        ) : null}
      </Stack>
    </Dialog>
  );
}
