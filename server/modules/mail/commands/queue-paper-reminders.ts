import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { DEFAULT_REMINDERS, isQuiet } from '../../../shared/rules/reminders';
import { paperReminders } from '../../documents';
import { findMeeting } from '../../meetings';
import { paperRule } from '../paper-letter';
import { putInLine } from '../paper-letters';

/** Reminds units of the papers of one session that are soon due, or late, by the rules of the body (ML13). */
export const queuePaperReminders = defineCommand({
  name: 'mail.queue-paper-reminders',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db }) => findMeeting(db, meetingId),
  policy: systemOnly,
  async run({ meetingId }, meeting, context) {
    const { db, now } = context;
    if (!meeting || isQuiet(now, (meeting.policy.reminders ?? DEFAULT_REMINDERS).quiet)) return { reminders: 0 };
    let reminders = 0;
    for (const { about, dueOn, personIds } of await paperReminders(db, meetingId, now)) reminders += await putInLine(context, meeting, paperRule(about, dueOn, dueOn), personIds);
    return { reminders };
  },
  audit: ({ meetingId }, _loaded, { reminders }) => (reminders === 0 ? null : { objectType: 'meeting', objectId: meetingId, meetingId, details: { reminders } }),
});
