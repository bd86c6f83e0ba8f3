import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { ActionAnswer } from '../../data.server';
import { Button, Chip, Dialog, EmptyState, InlineError, ListRow, PageHeading, RowList, Stack, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { newCommandId } from './command-id';
import { OfficeFields, type EditorOffer, type OfficeValues } from './facts-form';
import { GuestPicker, type PickedPerson } from './guest-picker';
import { PrepareScreen } from './prepare-screen';
import type { MeetingDetail } from './session-screen';
import { meetingTexts } from './texts';

type Seat = MeetingDetail['attendees'][number];

const GROUPS = [
  { key: 'groupMembers', holds: (seat: Seat) => seat.voting || seat.role === 'substitute' },
  { key: 'groupStaff', holds: (seat: Seat) => !seat.voting && (seat.role === 'secretary' || seat.role === 'assistant') },
  { key: 'groupGuests', holds: (seat: Seat) => !seat.voting && seat.role === 'guest' },
] as const;

/** Who belongs to the session: members from the body, offices, guests, substitutes. */
export function AttendeesScreen({ detail, offer }: { detail: MeetingDetail; offer: EditorOffer }) {
  const t = useTexts(meetingTexts);
  const fetcher = useFetcher<ActionAnswer<unknown>>();
  const send = (values: Record<string, unknown>): void => {
    fetcher.submit({ values: JSON.stringify(values), intent: String(values.intent), commandId: newCommandId() }, { method: 'post' });
  };
  const error = fetcher.state === 'idle' && fetcher.data && !fetcher.data.ok ? fetcher.data.error : null;
  const [replacing, setReplacing] = useState<Seat | null>(null);
  return (
    <PrepareScreen
      detail={detail}
      place="attendees"
      sideLabel={t('addGuest')}
      side={
        <Stack gap={5}>
          <PageHeading level={2} title={t('addGuest')} />
          <GuestPicker onPick={(person) => send({ intent: 'add-guest', ...person })} busy={fetcher.state !== 'idle'} />
        </Stack>
      }
    >
      <Stack gap={6}>
        {error ? <InlineError error={error} /> : null}
        <Offices detail={detail} offer={offer} />
        {GROUPS.map((group) => {
          const seats = detail.attendees.filter(group.holds);
          return (
            <Stack gap={3} as="section" key={group.key}>
              <PageHeading level={2} look="lg" title={t(group.key)} count={seats.filter(({ role }) => role !== 'substitute').length} />
              {seats.length === 0 ? <EmptyState>{t('noGuestsYet')}</EmptyState> : null}
              <RowList label={t(group.key)} look="cards">
                {seats.map((seat) => (
                  <SeatRow key={seat.id} seat={seat} detail={detail} onRemove={() => send({ intent: 'remove', seatId: seat.id })} onReplace={() => setReplacing(seat)} />
                ))}
              </RowList>
            </Stack>
          );
        })}
      </Stack>
      <Dialog isOpen={replacing !== null} onClose={() => setReplacing(null)} title={t('substituteTitle', { name: replacing?.fullName ?? '' })} note={t('substituteNote')}>
        <GuestPicker
          knownOnly
          onPick={(person: PickedPerson) => {
            if (replacing) send({ intent: 'substitute', memberId: replacing.personId, ...person });
            setReplacing(null);
          }}
        />
      </Dialog>
    </PrepareScreen>
  );
}

interface SeatRowProps {
  seat: Seat;
  detail: MeetingDetail;
  onRemove: () => void;
  onReplace: () => void;
}

const ROLE_TEXT = { chair: 'roleChair', secretary: 'roleSecretary', assistant: 'roleAssistant', member: 'roleMember', guest: 'roleGuest', substitute: 'roleSubstitute' } as const;

function SeatRow({ seat, detail, onRemove, onReplace }: SeatRowProps) {
  const t = useTexts(meetingTexts);
  const replaced = detail.attendees.find(({ personId }) => personId === seat.substituteForId);
  const removable = !seat.voting && seat.role !== 'secretary';
  const replaceable = seat.role === 'member' && seat.voting && !detail.attendees.some(({ substituteForId }) => substituteForId === seat.personId);
  return (
    <ListRow
      title={seat.fullName}
      note={[replaced ? t('substituteFor', { name: replaced.fullName }) : seat.position, seat.site].filter(Boolean).join(', ')}
      end={seat.role === 'member' || seat.role === 'guest' ? undefined : <Chip size="s">{t(ROLE_TEXT[seat.role])}</Chip>}
      actions={
        detail.can.edit ? (
          <>
            {replaceable ? <Button size={48} look="quiet" onPress={onReplace}>{t('substitute')}</Button> : null}
            {removable ? <Button size={48} look="quiet" icon="personRemove" aria-label={t('removePerson', { name: seat.fullName })} onPress={onRemove}>{t('remove')}</Button> : null}
          </>
        ) : undefined
      }
    />
  );
}

function Offices({ detail, offer }: { detail: MeetingDetail; offer: EditorOffer }) {
  const t = useTexts(meetingTexts);
  const toast = useToast();
  const fetcher = useFetcher<ActionAnswer<unknown>>();
  const { meeting, attendees } = detail;
  const [value, setValue] = useState<Partial<OfficeValues>>({
    bodyId: meeting.bodyId,
    chairId: meeting.chairId,
    secretaryId: meeting.secretaryId,
    assistantIds: attendees.filter(({ role }) => role === 'assistant').map(({ personId }) => personId),
  });
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined;
  useEffect(() => {
    if (answer?.ok) toast({ text: t('saved'), icon: 'check' });
  }, [answer, t, toast]);
  if (meeting.state !== 'draft' && meeting.state !== 'published') return null;
  return (
    <Stack gap={4} as="section">
      <PageHeading level={2} look="lg" title={t('officers')} note={t('officersNote')} />
      <OfficeFields offer={offer} value={value} set={(change) => setValue({ ...value, ...change })} chairError={null} secretaryError={null} />
      {answer && !answer.ok ? <InlineError error={answer.error} /> : null}
      <Button
        look="soft"
        icon="save"
        busy={fetcher.state !== 'idle'}
        onPress={() => {
          const { chairId, secretaryId, assistantIds } = value;
          fetcher.submit(
            { intent: 'offices', commandId: newCommandId(), values: JSON.stringify({ version: meeting.version, chairId, secretaryId, assistantIds }) },
            { method: 'post' },
          );
        }}
      >
        {t('saveOfficers')}
      </Button>
    </Stack>
  );
}
