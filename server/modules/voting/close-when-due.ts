import { z } from 'zod';
import { defineJob } from '../../kernel/jobs/job';
import { closeDue } from './commands/close-due';

/** Closes a vote whose time is over, by the server's clock; of a vote opened anew since, another one (V29). */
export const closeWhenDue = defineJob({
  name: 'voting.close-when-due',
  payload: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), openedAt: z.iso.datetime() }),
  attempts: 20,
  backOff: { firstMs: 500, mostMs: 5_000 },
  limits: { timeMs: 30_000 },
  parallel: 4,
  priority: 'now',
  async run(payload, { execute }) {
    const { waitMs } = await execute(closeDue, payload);
    return waitMs > 0 ? { again: waitMs } : undefined;
  },
});
