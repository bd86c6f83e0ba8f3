import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { administers } from '../fields';
import { listRooms } from '../repository';

/** All rooms with their plans, those out of use among them (RM1). */
export const catalogue = defineQuery({
  name: 'rooms.catalogue',
  input: z.strictObject({}),
  load: async (_input, { db }) => listRooms(db),
  policy: administers,
  present: (rooms) => ({ rooms }),
});
