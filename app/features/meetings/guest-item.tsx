import { useState } from 'react';
import { Button, Dialog, InlineError, RadioGroup, Stack, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import type { AgendaRows, MeetingDetail } from './data';
import { meetingTexts } from './texts';

/** What a guest can be asked to alone. */
export type AttendedItem = Pick<AgendaRows['items'][number], 'id' | 'number' | 'title'>;

/** Stands for the session as a whole. */
export const WHOLE = 'whole';

/** "Chỉ dự nội dung 3. …", "Dự cả phiên". */
export function useAttendsWord(items: readonly AttendedItem[]): (itemId: string | null) => string {
  const t = useTexts(meetingTexts);
  return (itemId) => {
    const item = items.find(({ id }) => id === itemId);
    if (!item) return t('attendsAll');
    return item.number === null ? t('attendsPart', { title: item.title }) : t('attendsItem', { number: item.number, title: item.title });
  };
}

export function useAttendsOptions(items: readonly AttendedItem[]): { value: string; label: string }[] {
  const word = useAttendsWord(items);
  return [{ value: WHOLE, label: word(null) }, ...items.map(({ id }) => ({ value: id, label: word(id) }))];
}

interface GuestItemDialogProps {
  seat: MeetingDetail['attendees'][number];
  items: readonly AttendedItem[];
  onClose: () => void;
}

/** Asks a guest to one item only, or to the whole session (M44). */
export function GuestItemDialog({ seat, items, onClose }: GuestItemDialogProps) {
  const t = useTexts(meetingTexts);
  const toast = useToast();
  const [attends, setAttends] = useState(seat.onlyItemId ?? WHOLE);
  const options = useAttendsOptions(items);
  const { run, busy, error } = useCommand<'meetings.set-guest-item'>({
    onDone: () => {
      toast({ text: t('attendsSaved', { name: seat.fullName }), icon: 'check' });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('attendsChange')}
      note={seat.fullName}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>{t('attendsCancel')}</Button>
          <Button look="pri" icon="save" busy={busy} onPress={() => run('meetings.set-guest-item', { seatId: seat.id, itemId: attends === WHOLE ? null : attends })}>{t('attendsSave')}</Button>
        </>
      }
    >
      <Stack gap={4}>
        {error ? <InlineError error={error} /> : null}
        <RadioGroup label={t('attends')} labelHidden hint={t('attendsNote')} options={options} value={attends} onChange={setAttends} />
      </Stack>
    </Dialog>
  );
}
