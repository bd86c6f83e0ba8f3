import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { administers, assertPlan, assertRoomSeen, roomFields } from '../fields';
import { findRoom, storeRoom } from '../repository';

/** Changes a room against the version that was seen (RM3); sessions that have it keep what they took of it (meetings M52). */
export const updateRoom = defineCommand({
  name: 'rooms.update-room',
  input: z.strictObject({ roomId: z.uuid(), version: z.int(), ...roomFields }),
  async load({ roomId }, { db }) {
    const room = await findRoom(db, roomId);
    if (!room) throw new DomainError('not_found', 'not_found');
    return room;
  },
  policy: administers,
  async run({ roomId: _roomId, version, ...fields }, room, { db }) {
    assertPlan(fields.plan);
    await assertRoomSeen(db, room, version);
    await storeRoom(db, room, fields);
    return { version: room.version + 1 };
  },
  audit: ({ roomId, plan, ...input }) => ({ objectType: 'room', objectId: roomId, details: { ...input, spots: plan.spots.length } }),
});
