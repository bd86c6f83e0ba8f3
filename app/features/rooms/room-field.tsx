import type { QueryResult } from '../../../server/application';
import { Notice, Select, Stack, TextField } from '~/ui';
import { isoDay, useTexts } from '~/ui/i18n';
import { roomTexts } from './texts';

export type RoomOffer = QueryResult<'meetings.room-offer'>;

/** Other sessions that have a room at a time, for whoever chooses it. */
export const clashesIn = (offer: RoomOffer, roomId: string | null, startsAt: string, endsAt: string): RoomOffer['bookings'] =>
  roomId === null || !startsAt || !endsAt ? [] : offer.bookings.filter((booking) => booking.roomId === roomId && booking.startsAt < new Date(endsAt) && booking.endsAt > new Date(startsAt));

interface RoomFieldProps {
  offer: RoomOffer;
  bodyId: string;
  value: { roomId: string | null; place: string };
  set: (change: { roomId?: string | null; place?: string }) => void;
  startsAt: string;
  endsAt: string;
  placeLabel: string;
  roomError: string | null;
  placeError: string | null;
}

/** Where a session is held: a room of the catalogue, or another place in words. Who has the room at that time is named at once. */
export function RoomField({ offer, bodyId, value, set, startsAt, endsAt, placeLabel, roomError, placeError }: RoomFieldProps) {
  const t = useTexts(roomTexts);
  const rooms = offer.rooms.filter((room) => room.bodyId === null || room.bodyId === bodyId);
  const words = (room: { name: string; place: string }): string => [room.name, room.place].filter(Boolean).join(', ');
  const chosen = rooms.find(({ id }) => id === value.roomId);
  // A room out of use stays the room of a session that has it.
  const options = [...(value.roomId && !chosen ? [{ value: value.roomId, label: value.place }] : []), ...rooms.map((room) => ({ value: room.id, label: words(room) }))];
  const clashes = clashesIn(offer, value.roomId, startsAt, endsAt);
  if (options.length === 0) return <TextField label={placeLabel} value={value.place} onChange={(place) => set({ place })} isRequired error={placeError} maxLength={300} />;
  return (
    <Stack gap={4}>
      <Select
        label={t('room')}
        hint={chosen ? [t('holdsShort', { capacity: chosen.capacity }), chosen.equipment].filter(Boolean).join('. ') : undefined}
        value={value.roomId ?? 'other'}
        onChange={(id) => {
          const room = rooms.find((one) => one.id === id);
          set(id === 'other' ? { roomId: null } : { roomId: id, ...(room && id !== offer.chosen ? { place: words(room) } : {}) });
        }}
        options={[...options, { value: 'other', label: t('otherPlace') }]}
        error={roomError}
      />
      {value.roomId === null ? <TextField label={placeLabel} value={value.place} onChange={(place) => set({ place })} isRequired error={placeError} maxLength={300} /> : null}
      {clashes.length > 0 ? (
        <Notice tone="warn" icon="warning" title={t('clash')}>
          <ul className="ph-plain">{clashes.map((one) => <li key={one.meetingId}>{t('clashLine', { title: one.title ?? t('otherSession'), from: one.startsAt, to: one.endsAt, on: isoDay(one.startsAt) })}</li>)}</ul>
        </Notice>
      ) : null}
    </Stack>
  );
}
