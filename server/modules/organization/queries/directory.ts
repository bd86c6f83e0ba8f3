import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { administers } from '../policy';
import { listBodies, listMemberships, listPeople, listSuccessions, listUnits } from '../repository';

/** Everything the administration screen shows: units with successors, people, bodies with memberships. */
export const directory = defineQuery({
  name: 'organization.directory',
  input: z.strictObject({}),
  load: async (_input, { db }) => ({
    units: await listUnits(db),
    successions: await listSuccessions(db),
    people: await listPeople(db),
    bodies: await listBodies(db),
    memberships: await listMemberships(db, {}),
  }),
  policy: administers,
  present: (directoryRows) => directoryRows,
});
