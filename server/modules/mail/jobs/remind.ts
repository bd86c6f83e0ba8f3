import { z } from 'zod';
import { defineJob } from '../../../kernel/jobs/job';
import { queuePaperReminders } from '../commands/queue-paper-reminders';
import { queueReminders } from '../commands/queue-reminders';
import { papersDue } from '../queries/papers-due';
import { remindersDue } from '../queries/reminders-due';

/** Every five minutes, where a session comes near (ML9), or papers of units are due (ML13). */
export const remind = defineJob({
  name: 'mail.remind',
  payload: z.strictObject({}),
  attempts: 3,
  limits: { timeMs: 5 * 60_000 },
  parallel: 1,
  priority: 'soon',
  schedule: { cron: '*/5 * * * *', due: async ({ query }) => (await query(remindersDue, {})).meetingIds.length > 0 || (await query(papersDue, {})).meetingIds.length > 0 },
  async run(_payload, { execute, query, signal }) {
    for (const meetingId of (await query(remindersDue, {})).meetingIds) {
      signal.throwIfAborted();
      await execute(queueReminders, { meetingId });
    }
    for (const meetingId of (await query(papersDue, {})).meetingIds) {
      signal.throwIfAborted();
      await execute(queuePaperReminders, { meetingId });
    }
    return undefined;
  },
});
