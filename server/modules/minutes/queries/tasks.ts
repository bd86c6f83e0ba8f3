import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { tasksFor } from '../tasks';

/** What of minutes and signatures waits for the caller (N10). */
export const tasks = defineQuery({
  name: 'minutes.tasks',
  input: z.strictObject({}),
  load: async (_input, { db, caller }) => {
    const personId = personIdOf(caller);
    return { tasks: personId ? await tasksFor(db, personId, hasRole(caller, 'clerk')) : [] };
  },
  policy: signedIn,
  present: (loaded) => loaded,
});
