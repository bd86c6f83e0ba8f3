import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { vietnameseCalendar } from '../../../shared/law/public-holidays';
import { dueBounds } from '../../../shared/rules/assignment-due';
import { dateInVietNam } from '../../../shared/rules/date-forms';
import { dueUpTo } from '../../assignments';
import { isReminderTime } from '../assignment-reminders';

/** Whether there is an assignment a unit may have to be reminded of now. */
export const assignmentsDue = defineQuery({
  name: 'mail.assignments-due',
  input: z.strictObject({}),
  load: async (_input, { db, now }) => (isReminderTime(now) ? dueUpTo(db, dueBounds(dateInVietNam(now), vietnameseCalendar).soon, null, 1) : []),
  policy: systemOnly,
  present: (due) => ({ isDue: due.length > 0 }),
});
