/** Dates of a sample session, all derived from the day it sits (yyyy-MM-dd, Asia/Ho_Chi_Minh). */

const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];

export interface Day { year: number; month: number; day: number }

export function two(value: number): string {
  return String(value).padStart(2, '0');
}

export function parseDay(iso: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(iso);
  if (!match) throw new RangeError(`not a day: ${iso}`);
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** Counts calendar days; negative goes back. */
export function addDays(day: Day, days: number): Day {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function addMonths(day: Day, months: number): { year: number; month: number } {
  const index = day.year * 12 + (day.month - 1) + months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

export function lastDayOf(month: { year: number; month: number }): Day {
  return addDays({ ...addMonths({ ...month, day: 1 }, 1), day: 1 }, -1);
}

/** A working day: Saturdays and Sundays move to the next Monday. */
export function onWorkday(day: Day): Day {
  const weekday = weekdayIndex(day);
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day;
}

function weekdayIndex(day: Day): number {
  return new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();
}

export function weekday(day: Day): string {
  return WEEKDAYS[weekdayIndex(day)] ?? '';
}

/** "26/11/2026" */
export function slashed(day: Day): string {
  return `${two(day.day)}/${two(day.month)}/${day.year}`;
}

/** "ngày 26 tháng 11 năm 2026"; day < 10 and months 1, 2 with a leading zero (NĐ 30/2020, Phụ lục I). */
export function spelled(day: Day): string {
  return `ngày ${two(day.day)} tháng ${day.month < 3 ? two(day.month) : day.month} năm ${day.year}`;
}

/** "31/10/2026" as "ngày 31 tháng 10 năm 2026", month as "tháng 11 năm 2026". */
export function monthOf(month: { year: number; month: number }): string {
  return `tháng ${month.month} năm ${month.year}`;
}

/** All that the texts say about time. */
export interface SessionCalendar {
  session: Day;
  /** Year of the plan under discussion. */
  year: number;
  month: number;
  nextYear: number;
  previousMonth: { year: number; month: number };
  nextMonth: { year: number; month: number };
  /** Day of the regular session of the month before. */
  previousSession: Day;
  invitation: Day;
  documentsDue: Day;
  rsvpDue: Day;
  /** Day written on the documents of this session. */
  documents: Day;
  /** Figures on payments stand at the end of the month before. */
  cutOff: Day;
}

export function sessionCalendar(sessionDate: string): SessionCalendar {
  const session = parseDay(sessionDate);
  const previousMonth = addMonths(session, -1);
  return {
    session,
    year: session.year,
    month: session.month,
    nextYear: session.year + 1,
    previousMonth,
    nextMonth: addMonths(session, 1),
    previousSession: onWorkday(addDays(session, -28)),
    invitation: onWorkday(addDays(session, -7)),
    documentsDue: onWorkday(addDays(session, -6)),
    rsvpDue: onWorkday(addDays(session, -2)),
    documents: onWorkday(addDays(session, -8)),
    cutOff: lastDayOf(previousMonth),
  };
}
