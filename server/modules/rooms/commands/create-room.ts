import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { assertFits } from '../../../kernel/limits';
import { administers, assertPlan, roomFields } from '../fields';
import { countRooms, insertRoom } from '../repository';

/** Puts a room into the catalogue (RM1, RM2). */
export const createRoom = defineCommand({
  name: 'rooms.create-room',
  input: z.strictObject(roomFields),
  load: async () => null,
  policy: administers,
  async run(fields, _loaded, { db, now, id }) {
    assertFits((await countRooms(db)) + 1, 'rooms');
    assertPlan(fields.plan);
    const roomId = id();
    await insertRoom(db, { id: roomId, ...fields }, now);
    return { roomId };
  },
  audit: ({ plan, ...input }, _loaded, { roomId }) => ({ objectType: 'room', objectId: roomId, details: { ...input, spots: plan.spots.length } }),
});
