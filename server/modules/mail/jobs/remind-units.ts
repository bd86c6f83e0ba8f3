import { z } from 'zod';
import { defineJob } from '../../../kernel/jobs/job';
import { queueAssignmentReminders } from '../commands/queue-assignment-reminders';
import { assignmentsDue } from '../queries/assignments-due';

interface Place {
  dueOn: string;
  id: string;
}

/** Every hour, where an assignment is due soon or overdue (ML15). */
export const remindUnits = defineJob({
  name: 'mail.remind-units',
  payload: z.strictObject({}),
  attempts: 3,
  limits: { timeMs: 5 * 60_000 },
  parallel: 1,
  priority: 'soon',
  schedule: { cron: '10 * * * *', due: async ({ query }) => (await query(assignmentsDue, {})).isDue },
  async run(_payload, { execute, signal }) {
    let after: Place | null = null;
    do {
      signal.throwIfAborted();
      const { next }: { next: Place | null } = await execute(queueAssignmentReminders, { after });
      after = next;
    } while (after !== null);
    return undefined;
  },
});
