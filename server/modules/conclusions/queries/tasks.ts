import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { noticeTasks } from '../tasks';

/** Sessions whose notice of conclusions the caller has to see to (NC8). */
export const tasks = defineQuery({
  name: 'conclusions.tasks',
  input: z.strictObject({}),
  load: async (_input, { db, caller, now }) => {
    const personId = personIdOf(caller);
    return { tasks: personId ? await noticeTasks(db, personId, now) : [] };
  },
  policy: signedIn,
  present: (loaded) => loaded,
});
