import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { vietnameseCalendar } from '../../../shared/law/public-holidays';
import { DEFAULT_REMINDERS, dueReminder } from '../../../shared/rules/reminders';
import { findMeeting } from '../../meetings';
import { comingTime } from '../coming-time';
import { upcomingMeetings } from '../repository';

/** Ten working days with the longest holiday between them, ms. */
const AHEAD_MS = 30 * 86_400_000;

/** Sessions of which a reminder may be due; who has had theirs is looked at when they are sent. */
export const remindersDue = defineQuery({
  name: 'mail.reminders-due',
  input: z.strictObject({}),
  async load(_input, { db, now }) {
    const ids = await upcomingMeetings(db, now, new Date(now.getTime() + AHEAD_MS));
    const meetings = await Promise.all(ids.map((id) => findMeeting(db, id)));
    return meetings.flatMap((meeting) => (meeting?.publishedAt && dueReminder(meeting.policy.reminders ?? DEFAULT_REMINDERS, comingTime(meeting) ?? now, meeting.publishedAt, now, vietnameseCalendar) ? [meeting.id] : []));
  },
  policy: systemOnly,
  present: (meetingIds) => ({ meetingIds }),
});
