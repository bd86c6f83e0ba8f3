import { useState } from 'react';
import { Button, ButtonRow, Card, EmptyState, InlineError, PageHeading, Stack, StateWord } from '~/ui';
import { isoDay, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { roomTexts } from '../rooms';
import { AdminFrame } from './admin-frame';
import type { Body } from './directory';
import { RoomDialog, type Room } from './room-dialog';

/** The catalogue of rooms, those out of use last. */
export function RoomsScreen({ rooms, bodies }: { rooms: readonly Room[]; bodies: readonly Body[] }) {
  const t = useTexts(roomTexts);
  const [editing, setEditing] = useState<string | 'new' | null>(null);
  const act = useCommand<'rooms.close-room'>();
  const sorted = [...rooms].sort((a, b) => Number(a.retiredAt !== null) - Number(b.retiredAt !== null));
  const nameOf = new Map(bodies.map(({ id, name }) => [id, name]));
  return (
    <AdminFrame place="rooms">
      <Stack gap={6}>
        <PageHeading title={t('rooms')} count={rooms.length} note={t('roomsNote')} end={<Button look="pri" icon="add" onPress={() => setEditing('new')}>{t('newRoom')}</Button>} />
        {act.error ? <InlineError error={act.error} /> : null}
        {rooms.length === 0 ? <EmptyState icon="place">{t('noRooms')}</EmptyState> : null}
        {sorted.map((room) => (
          <Card as="section" key={room.id}>
            <Stack gap={3}>
              <PageHeading
                level={2}
                look="lg"
                title={room.name}
                note={[room.place, t('holds', { capacity: room.capacity, spots: room.plan.spots.length }), room.bodyId ? nameOf.get(room.bodyId) : t('everyBody')].filter(Boolean).join(' · ')}
                end={<StateWord tone={room.retiredAt ? 'warn' : 'ok'} icon={room.retiredAt ? 'minus' : 'check'}>{room.retiredAt ? t('retired', { on: isoDay(room.retiredAt) }) : t('inUse')}</StateWord>}
              />
              {room.equipment ? <p className="ph-2">{room.equipment}</p> : null}
              <ButtonRow>
                <Button size={48} look="quiet" icon="edit" aria-label={`${t('edit')}: ${room.name}`} onPress={() => setEditing(room.id)}>{t('edit')}</Button>
                <Button size={48} look="quiet" icon={room.retiredAt ? 'undo' : 'minus'} aria-label={`${t(room.retiredAt ? 'takeIn' : 'takeOut')}: ${room.name}`} busy={act.busy} onPress={() => act.run('rooms.close-room', { roomId: room.id, version: room.version, inUse: room.retiredAt !== null })}>{t(room.retiredAt ? 'takeIn' : 'takeOut')}</Button>
              </ButtonRow>
            </Stack>
          </Card>
        ))}
      </Stack>
      {editing ? <RoomDialog key={editing} room={rooms.find(({ id }) => id === editing) ?? null} bodies={bodies} onClose={() => setEditing(null)} /> : null}
    </AdminFrame>
  );
}
