import { useState } from 'react';
import { Button, ComboBox, Dialog, InlineError, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { isThere, type OfficerView, type SittingView } from './sitting-view';
import { sittingTexts } from './texts';
import { useCommand } from '../../commands';

interface HandOverDialogProps {
  seats: OfficerView['seats'];
  /** Who presents which paper now; null when nobody does. */
  shown: SittingView['presentation'];
  isOpen: boolean;
  onClose: () => void;
}

/** Gives the presentation to somebody else of the session, at the page shown. */
export function HandOverDialog({ seats, shown, isOpen, onClose }: HandOverDialogProps) {
  const t = useTexts(sittingTexts);
  const act = useCommand<'sitting.hand-over'>();
  const [personId, setPerson] = useState<string | null>(null);
  const there = seats.filter((seat) => seat.personId !== shown?.personId && isThere(seat));
  return (
    <Dialog
      isOpen={isOpen}
      about={shown && `${shown.personId}:${shown.documentId}`}
      gone={shown ? t('presentsMeanwhile', { name: shown.name, title: shown.documentTitle }) : t('nobodyPresents')}
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      title={t('handOverTitle')}
      note={t('handOverNote')}
      actions={
        <Button look="pri" icon="presenting" isDisabled={personId === null} busy={act.busy} onPress={() => { if (personId) act.run('sitting.hand-over', { personId }, onClose); }}>
          {t('handOver')}
        </Button>
      }
    >
      <Stack gap={4}>
        {act.error ? <InlineError error={act.error} /> : null}
        <ComboBox label={t('handOverTo')} options={there.map(({ personId: value, fullName, position }) => ({ value, label: fullName, note: position }))} value={personId} onChange={setPerson} />
      </Stack>
    </Dialog>
  );
}
