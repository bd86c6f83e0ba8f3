import { addWorkingDays, isWorkingDay, workingDaysBetween, type LocalDate, type WorkingCalendar } from './working-days';

/** How an assignment that is not done stands to its date. */
export type Urgency = 'overdue' | 'soon' | 'later';

/** Working days before its date from which an assignment is due soon, and its unit is reminded. */
export const SOON_DAYS = 3;

/** The last day on which it is in time: a date on a day off ends with the next working day (Bộ luật Dân sự 91/2015, Điều 148, khoản 5). */
export const lastDay = (dueOn: LocalDate, calendar: WorkingCalendar): LocalDate => (isWorkingDay(dueOn, calendar) ? dueOn : addWorkingDays(dueOn, 1, calendar));

/** Working days after the last day in time, the date itself among them; 0: in time. */
export function daysLate(dueOn: LocalDate, on: LocalDate, calendar: WorkingCalendar): number {
  const last = lastDay(dueOn, calendar);
  return on <= last ? 0 : workingDaysBetween(last, on, calendar) + (isWorkingDay(on, calendar) ? 1 : 0);
}

/**
 * The bounds of a list by dates: due on `overdue` or before is late on the day, due on `soon` or before is due soon.
 * Says what {@link daysLate} says, without a look at each row.
 */
export function dueBounds(today: LocalDate, calendar: WorkingCalendar): { overdue: LocalDate; soon: LocalDate } {
  return { overdue: addWorkingDays(today, isWorkingDay(today, calendar) ? -1 : -2, calendar), soon: addWorkingDays(today, SOON_DAYS, calendar) };
}

export function urgencyOf(dueOn: LocalDate, today: LocalDate, calendar: WorkingCalendar): Urgency {
  const { overdue, soon } = dueBounds(today, calendar);
  return dueOn <= overdue ? 'overdue' : dueOn <= soon ? 'soon' : 'later';
}
