import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { standbyProblem } from '../../../kernel/standby-plan';
import { hasRole } from '../../../shared/rules/roles';
import { readTerm } from '../repository';

/** Whether a second machine follows this one, and how far behind it is (W10). */
export const standby = defineQuery({
  name: 'storage.standby',
  input: z.strictObject({}),
  load: async (_input, { db }) => readTerm(db),
  policy: (caller) => allowIf(caller.kind === 'system' || hasRole(caller, 'admin'), 'role.admin_only'),
  async present(term, _input, { ports, now }) {
    const condition = ports.standby();
    return { term, condition, problem: condition && standbyProblem(condition, now.getTime()) };
  },
});
