import { vietnameseCalendar } from '../../shared/law/public-holidays';
import { daysLate } from '../../shared/rules/assignment-due';
import { addWorkingDays, workingDaysBetween, type LocalDate } from '../../shared/rules/working-days';
import { localDateOf, type Meeting } from '../meetings';

/** Until when a notice is to be issued, and how that stands on a day (NC8). */
export interface NoticeTerm {
  dueOn: LocalDate;
  /** Working days after the session that the rules give. */
  workingDays: number;
  /** Working days over the date; 0: in time. */
  late: number;
  /** Working days left until the date, that day among them; 0 on the day itself. */
  left: number;
}

/** @param on the day it was signed, or today. */
export function noticeTerm({ closedAt, startsAt, policy }: Pick<Meeting, 'closedAt' | 'startsAt' | 'policy'>, on: Date): NoticeTerm {
  const [session, day] = [localDateOf(closedAt ?? startsAt), localDateOf(on)];
  const workingDays = policy.conclusionsWorkingDays;
  const dueOn = addWorkingDays(session, workingDays, vietnameseCalendar);
  return { dueOn, workingDays, late: daysLate(dueOn, day, vietnameseCalendar), left: day < dueOn ? workingDaysBetween(day, dueOn, vietnameseCalendar) + 1 : 0 };
}
