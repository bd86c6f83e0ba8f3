/** A calendar date as YYYY-MM-DD, in the province's time zone. */
export type LocalDate = string;

export type CalendarDay = {
  date: LocalDate;
  /** `off`: no work on this date; `work`: a Saturday or Sunday worked in exchange for a day off (làm bù). */
  effect: 'off' | 'work';
  name: string;
  source: string;
  certainty: 'confirmed' | 'unverified';
  /** Only applied days change the count; a day announced but not in force stands in the data without effect. */
  applied: boolean;
};

export type WorkingCalendar = { years: readonly number[]; days: readonly CalendarDay[] };

const DAY = 86_400_000;

/** Whether the agencies work on the date: Monday to Friday, but for public holidays and exchanged days. */
export function isWorkingDay(date: LocalDate, calendar: WorkingCalendar): boolean {
  const special = calendar.days.find((day) => day.applied && day.date === date);
  if (special) return special.effect === 'work';
  const weekday = new Date(toUtc(date)).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Whether the calendar knows the holidays of every year from the first to the last date; otherwise only weekends were counted. */
export function calendarCovers(from: LocalDate, to: LocalDate, calendar: WorkingCalendar): boolean {
  const last = new Date(toUtc(to)).getUTCFullYear();
  for (let year = new Date(toUtc(from)).getUTCFullYear(); year <= last; year += 1) {
    if (!calendar.years.includes(year)) return false;
  }
  return true;
}

/** The date `days` calendar days later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return toLocal(toUtc(date) + days * DAY);
}

/**
 * The `count`-th working day after the date (before it when negative); the date itself is not counted.
 * Five working days after 26/11/2026 → 03/12/2026. Zero gives the date itself.
 */
export function addWorkingDays(date: LocalDate, count: number, calendar: WorkingCalendar): LocalDate {
  if (!Number.isSafeInteger(count)) throw new RangeError(`count must be a whole number, got ${count}`);
  const step = count < 0 ? -1 : 1;
  let current = date;
  for (let left = Math.abs(count); left > 0;) {
    current = addDays(current, step);
    if (isWorkingDay(current, calendar)) left -= 1;
  }
  return current;
}

/** Full working days strictly between two dates: 19/11/2026 and 26/11/2026 → 4. Zero when `to` does not lie after `from`. */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendar: WorkingCalendar): number {
  let count = 0;
  const end = toUtc(to);
  for (let time = toUtc(from) + DAY; time < end; time += DAY) {
    if (isWorkingDay(toLocal(time), calendar)) count += 1;
  }
  return count;
}

/**
 * Whether an invitation sent on `sent` leaves the full working days asked for before the session.
 * Default 3: QĐ 45/2018/QĐ-TTg (extraordinary sessions excepted).
 */
export function invitationInTime(
  input: { sent: LocalDate; session: LocalDate; workingDays: number },
  calendar: WorkingCalendar,
): { inTime: boolean; workingDays: number } {
  const workingDays = workingDaysBetween(input.sent, input.session, calendar);
  return { inTime: workingDays >= input.workingDays, workingDays };
}

function toUtc(date: LocalDate): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || toLocal(time) !== date) throw new RangeError(`not a calendar date: ${date}`);
  return time;
}

function toLocal(time: number): LocalDate {
  return new Date(time).toISOString().slice(0, 10);
}
