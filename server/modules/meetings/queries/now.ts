import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { CHECK_IN_MINUTES } from '../../../shared/rules/check-in';
import { listMeetings } from '../repository';

const HOUR = 3_600_000;
/** A published session that has not been opened is waited for this long after its planned begin. */
const WAITED_HOURS = 12;

/** The session of the caller that runs, else the one that is about to: what the line on every page follows (M21). */
export const now = defineQuery({
  name: 'meetings.now',
  input: z.strictObject({}),
  load: async (_input, { db, caller, now: at }) => {
    const personId = personIdOf(caller);
    if (!personId || hasRole(caller, 'admin')) return null;
    const who = { personId, clerkOf: [], preparesOf: [] };
    const [running] = await listMeetings(db, who, { part: 'running', now: at, most: 1 });
    if (running) return running;
    const within = { from: new Date(at.getTime() - WAITED_HOURS * HOUR), to: new Date(at.getTime() + CHECK_IN_MINUTES * 60_000) };
    const coming = await listMeetings(db, who, { part: 'coming', now: at, within, most: 5 });
    return coming.find(({ state }) => state === 'published') ?? null;
  },
  policy: signedIn,
  present: (meeting) => ({ meeting: meeting && { id: meeting.id, title: meeting.title, state: meeting.state } }),
});
