import { useState } from 'react';
import { Button, Chip, Dialog, EmptyState, InlineError, ListRow, PageHeading, RowList, Stack, StateWord, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { type Answers, AnswersPanel } from './answers-panel';
import { OfficeFields, type EditorOffer, type OfficeValues } from './facts-form';
import { type AttendedItem, GuestItemDialog, useAttendsWord } from './guest-item';
import { GuestPicker } from './guest-picker';
import { PrepareScreen } from './prepare-screen';
import type { MeetingDetail } from './data';
import { meetingTexts } from './texts';
import { useCommand } from '../../commands';

type Seat = MeetingDetail['attendees'][number];

const GROUPS = [
  { key: 'groupMembers', holds: (seat: Seat) => seat.voting || seat.role === 'substitute' },
  { key: 'groupStaff', holds: (seat: Seat) => !seat.voting && (seat.role === 'secretary' || seat.role === 'assistant') },
  { key: 'groupGuests', holds: (seat: Seat) => !seat.voting && seat.role === 'guest' },
] as const;

/** Who belongs to the session: members from the body, offices, guests, substitutes. */
export function AttendeesScreen({ detail, offer, items, answers }: { detail: MeetingDetail; offer: EditorOffer; items: readonly AttendedItem[]; answers: Answers | null }) {
  const t = useTexts(meetingTexts);
  const [replacing, setReplacing] = useState<Seat | null>(null);
  return (
    <PrepareScreen
      detail={detail}
      place="attendees"
      sideLabel={t('addGuest')}
      side={
        <Stack gap={5}>
          <PageHeading level={2} title={t('addGuest')} />
          <GuestPicker items={items} />
        </Stack>
      }
    >
      <Stack gap={6}>
        {answers ? <AnswersPanel answers={answers} detail={detail} /> : null}
        <Offices detail={detail} offer={offer} />
        {GROUPS.map((group) => {
          const seats = detail.attendees.filter(group.holds);
          return (
            <Stack gap={3} as="section" key={group.key}>
              <PageHeading level={2} look="lg" title={t(group.key)} count={seats.filter(({ role }) => role !== 'substitute').length} />
              {seats.length === 0 ? <EmptyState>{t('noGuestsYet')}</EmptyState> : null}
              <RowList label={t(group.key)} look="cards">
                {seats.map((seat) => (
                  <SeatRow key={seat.id} seat={seat} detail={detail} items={items} onReplace={() => setReplacing(seat)} />
                ))}
              </RowList>
            </Stack>
          );
        })}
      </Stack>
      <Dialog isOpen={replacing !== null} onClose={() => setReplacing(null)} title={t('substituteTitle', { name: replacing?.fullName ?? '' })} note={t('substituteNote')}>
        <GuestPicker inPlaceOf={replacing?.personId ?? ''} onDone={() => setReplacing(null)} />
      </Dialog>
    </PrepareScreen>
  );
}

interface SeatRowProps {
  seat: Seat;
  detail: MeetingDetail;
  items: readonly AttendedItem[];
  onReplace: () => void;
}

const ROLE_TEXT = { chair: 'roleChair', secretary: 'roleSecretary', assistant: 'roleAssistant', member: 'roleMember', guest: 'roleGuest', substitute: 'roleSubstitute' } as const;

/** A seat sends its own removal, so that removing the next person drops no answer about this one. */
function SeatRow({ seat, detail, items, onReplace }: SeatRowProps) {
  const t = useTexts(meetingTexts);
  const { run, busy, error } = useCommand<'meetings.remove-attendee'>();
  const [isAsking, setAsking] = useState(false);
  const attends = useAttendsWord(items);
  const isGuest = seat.role === 'guest' && !seat.voting;
  const replaced = detail.attendees.find(({ personId }) => personId === seat.substituteForId);
  const removable = !seat.voting && seat.role !== 'secretary';
  const replaceable = seat.role === 'member' && seat.voting && !detail.attendees.some(({ substituteForId }) => substituteForId === seat.personId);
  return (
    <ListRow
      title={seat.fullName}
      note={
        <>
          <span>{[replaced ? t('substituteFor', { name: replaced.fullName }) : seat.position, seat.site].filter(Boolean).join(', ')}</span>
          {isGuest && seat.onlyItemId !== null ? <span className="mt-attends"><StateWord tone="group" icon="agenda">{attends(seat.onlyItemId)}</StateWord></span> : null}
        </>
      }
      end={seat.role === 'member' || seat.role === 'guest' ? undefined : <Chip size="s">{t(ROLE_TEXT[seat.role])}</Chip>}
      actions={
        detail.can.edit ? (
          <>
            {replaceable ? <Button size={48} look="quiet" onPress={onReplace}>{t('substitute')}</Button> : null}
            {isGuest && items.length > 0 ? <Button size={48} look="quiet" icon="agenda" aria-label={t('attendsChangeOf', { name: seat.fullName })} onPress={() => setAsking(true)}>{t('attendsChange')}</Button> : null}
            {removable ? <Button size={48} look="quiet" icon="personRemove" aria-label={t('removePerson', { name: seat.fullName })} busy={busy} onPress={() => run('meetings.remove-attendee', { seatId: seat.id })}>{t('remove')}</Button> : null}
          </>
        ) : undefined
      }
    >
      {error ? <InlineError error={error} /> : null}
      {isAsking ? <GuestItemDialog seat={seat} items={items} onClose={() => setAsking(false)} /> : null}
    </ListRow>
  );
}

const officesOf = ({ preparation, attendees }: MeetingDetail): OfficeValues => ({
  bodyId: preparation?.bodyId ?? '',
  chairId: preparation?.chairId ?? '',
  secretaryId: preparation?.secretaryId ?? '',
  assistantIds: attendees.filter(({ role }) => role === 'assistant').map(({ personId }) => personId),
});

function Offices({ detail, offer }: { detail: MeetingDetail; offer: EditorOffer }) {
  const t = useTexts(meetingTexts);
  const toast = useToast();
  const { meeting, preparation } = detail;
  const stored = officesOf(detail);
  /** What was chosen here, and what stood on the server then: somebody else's change shows instead of being undone unseen. */
  const [chosen, setChosen] = useState<{ value: OfficeValues; from: string } | null>(null);
  const key = JSON.stringify(stored);
  const value = chosen?.from === key ? chosen.value : stored;
  const { run, busy, error } = useCommand<'meetings.set-attendees'>({ onDone: () => toast({ text: t('officersSaved'), icon: 'check' }) });
  if (!preparation || (meeting.state !== 'draft' && meeting.state !== 'published')) return null;
  const { chairId, secretaryId, assistantIds } = value;
  return (
    <Stack gap={4} as="section">
      <PageHeading level={2} look="lg" title={t('officers')} note={t('officersNote')} />
      <OfficeFields offer={offer} value={value} set={(change) => setChosen({ value: { ...value, ...change }, from: key })} chairError={null} secretaryError={null} />
      {error ? <InlineError error={error} /> : null}
      <Button look="soft" icon="save" busy={busy} onPress={() => run('meetings.set-attendees', { version: preparation.version, chairId, secretaryId, assistantIds })}>
        {t('saveOfficers')}
      </Button>
    </Stack>
  );
}
