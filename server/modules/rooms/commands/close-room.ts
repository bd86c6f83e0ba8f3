import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { administers, assertRoomSeen } from '../fields';
import { findRoom, storeRoom } from '../repository';

/** Takes a room out of use, or into use again (RM4). */
export const closeRoom = defineCommand({
  name: 'rooms.close-room',
  input: z.strictObject({ roomId: z.uuid(), version: z.int(), inUse: z.boolean() }),
  async load({ roomId }, { db }) {
    const room = await findRoom(db, roomId);
    if (!room) throw new DomainError('not_found', 'not_found');
    return room;
  },
  policy: administers,
  async run({ version, inUse }, room, { db, now }) {
    await assertRoomSeen(db, room, version);
    await storeRoom(db, room, { retiredAt: inUse ? null : (room.retiredAt ?? now) });
    return { version: room.version + 1 };
  },
  audit: ({ roomId, inUse }, { name }) => ({ objectType: 'room', objectId: roomId, details: { name, inUse } }),
});
