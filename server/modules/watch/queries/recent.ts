import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { lastAudited } from '../../../kernel/repository';
import { hasRole } from '../../../shared/rules/roles';

const SHOWN = 20;

const step = z.object({ seconds: z.number(), when: z.enum(['running', 'start']), machine: z.string() });
const counts = z.object({ total: z.number(), seconds: z.number(), subjects: z.array(z.object({ subject: z.string(), count: z.number() })) });

/** Steps of the clock and counted refusals, newest first (W3, W4). */
export const recent = defineQuery({
  name: 'watch.recent',
  input: z.strictObject({}),
  load: async (_input, { db }) => ({ steps: await lastAudited(db, 'watch.note-step', SHOWN), counted: await lastAudited(db, 'watch.note-counts', SHOWN) }),
  policy: (caller) => allowIf(caller.kind === 'system' || hasRole(caller, 'admin'), 'role.admin_only'),
  present: ({ steps, counted }) => ({
    steps: steps.map(({ at, details }) => ({ at, ...step.parse(details) })),
    counts: counted.map(({ at, objectId, details }) => ({ at, topic: objectId, ...counts.parse(details) })),
  }),
});
