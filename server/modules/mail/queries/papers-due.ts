import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { paperReminders, sessionsWithTasks } from '../../documents';

/** Papers are asked for so long before a session at most, ms. */
const AHEAD_MS = 120 * 86_400_000;

/** Sessions of which units may have to be reminded of their papers; who has had theirs is looked at when they are sent (ML13). */
export const papersDue = defineQuery({
  name: 'mail.papers-due',
  input: z.strictObject({}),
  async load(_input, { db, now }) {
    const meetingIds: string[] = [];
    for (const id of await sessionsWithTasks(db, now, new Date(now.getTime() + AHEAD_MS))) if ((await paperReminders(db, id, now)).length > 0) meetingIds.push(id);
    return { meetingIds };
  },
  policy: systemOnly,
  present: (loaded) => loaded,
});
