import type { Assignment } from '../assignments';
import { vietnameseCalendar } from '../../shared/law/public-holidays';
import { daysLate, dueBounds } from '../../shared/rules/assignment-due';
import { dateInVietNam, localMoment } from '../../shared/rules/date-forms';
import { isWorkingDay } from '../../shared/rules/working-days';

/** Working days after which what is still overdue is said once more. */
const AGAIN_AFTER = 5;
/** Hours of the day in Viet Nam within which units are reminded. */
const [FROM, TO] = [8, 17];

/** Whether units are reminded at this moment: on working days, in office hours (ML15). */
export function isReminderTime(now: Date): boolean {
  const { hour } = localMoment(now);
  return hour >= FROM && hour < TO && isWorkingDay(dateInVietNam(now), vietnameseCalendar);
}

/** By which rule an assignment is reminded of now, by its name: due soon, overdue, and overdue for another five working days; null: by none (ML15). */
export function reminderRule(assignment: Pick<Assignment, 'id' | 'state' | 'dueOn'> | null, now: Date): string | null {
  if (assignment?.state !== 'open') return null;
  const { id, dueOn } = assignment;
  const today = dateInVietNam(now);
  const late = daysLate(dueOn, today, vietnameseCalendar);
  if (late > 0) return `${id}:late:${dueOn}:${Math.floor((late - 1) / AGAIN_AFTER)}`;
  return dueOn <= dueBounds(today, vietnameseCalendar).soon ? `${id}:soon:${dueOn}` : null;
}
