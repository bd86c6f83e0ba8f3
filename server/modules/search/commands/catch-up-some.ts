import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { indexMeeting } from '../index-meeting';
import { keepProgress, meetingsAfter, progressOf } from '../repository';

/** Sessions in one transaction. */
const AT_ONCE = 10;

/** Goes through the next sessions of those that nobody has gone through (SR7). */
export const catchUpSome = defineCommand({
  name: 'search.catch-up-some',
  input: z.strictObject({}),
  load: () => Promise.resolve({}),
  policy: systemOnly,
  async run(_input, _loaded, context) {
    const { db } = context;
    const { after, whole } = await progressOf(db);
    if (whole) return { whole };
    const meetings = await meetingsAfter(db, after, AT_ONCE);
    for (const meetingId of meetings) await indexMeeting(meetingId, context);
    const isWhole = meetings.length < AT_ONCE;
    await keepProgress(db, { after: meetings.at(-1) ?? after, whole: isWhole });
    return { whole: isWhole };
  },
  // Nothing of the record is written.
  audit: () => null,
});
