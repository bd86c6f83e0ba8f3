import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { vietnameseCalendar } from '../../../shared/law/public-holidays';
import { dueBounds } from '../../../shared/rules/assignment-due';
import { dateInVietNam } from '../../../shared/rules/date-forms';
import { dueUpTo } from '../../assignments';
import { isReminderTime, reminderRule } from '../assignment-reminders';
import { sendLetter } from '../jobs/send-letter-kind';
import { addLetters, peopleOfUnit, toldOfAssignment } from '../repository';

/** Assignments looked at in one transaction. */
const AT_ONCE = 100;
/** A reminder that could not leave for so long is of no use. */
const USEFUL_MS = 3 * 86_400_000;

/** Reminds units of what is due soon or overdue, each person once by each rule (ML15, ML17). */
export const queueAssignmentReminders = defineCommand({
  name: 'mail.queue-assignment-reminders',
  input: z.strictObject({ after: z.strictObject({ dueOn: z.iso.date(), id: z.uuid() }).nullable() }),
  load: async ({ after }, { db, now }) => (isReminderTime(now) ? dueUpTo(db, dueBounds(dateInVietNam(now), vietnameseCalendar).soon, after, AT_ONCE) : []),
  policy: systemOnly,
  async run(_input, due, { db, now, id, enqueue }) {
    let reminders = 0;
    for (const assignment of due) {
      const rule = reminderRule(assignment, now);
      if (rule === null) continue;
      const { id: assignmentId, meetingId, unitId } = assignment;
      const told = await toldOfAssignment(db, { meetingId, rule });
      const letters = (await peopleOfUnit(db, unitId)).filter((personId) => !told.has(personId)).map((personId) => ({
        id: id(), meetingId, personId, assignmentId, kind: 'reminder' as const, sequence: 0, rule, fields: '', queuedAt: now, dueAt: now, until: new Date(now.getTime() + USEFUL_MS),
      }));
      await addLetters(db, letters);
      for (const letter of letters) await enqueue(sendLetter, { letterId: letter.id }, { key: letter.id });
      reminders += letters.length;
    }
    const last = due.at(AT_ONCE - 1);
    return { reminders, next: last ? { dueOn: last.dueOn, id: last.id } : null };
  },
  audit: (_input, _due, { reminders }) => (reminders === 0 ? null : { objectType: 'letter', objectId: 'assignments', details: { reminders } }),
});
