import { vietnameseCalendar } from '../../../server/shared/law/public-holidays';
import { addDays, addWorkingDays, isWorkingDay } from '../../../server/shared/rules/working-days';
import type { LocalDate } from '../../../server/shared/rules/working-days';

export type SessionDates = {
  session: LocalDate;
  invitationSent: LocalDate;
  documentsDue: LocalDate;
  documentsOpened: LocalDate;
  confirmBy: LocalDate;
  conclusionsDue: LocalDate;
  month: number;
  year: number;
};

/** The day the worked figures and the tests use. */
export const DEFAULT_SESSION_DATE: LocalDate = '2026-11-26';

function datesAround(session: LocalDate): SessionDates {
  const shift = (days: number): LocalDate => addWorkingDays(session, days, vietnameseCalendar);
  return {
    session,
    invitationSent: shift(-5),
    documentsDue: shift(-4),
    documentsOpened: shift(-3),
    confirmBy: shift(-2),
    conclusionsDue: shift(5),
    month: Number(session.slice(5, 7)),
    year: Number(session.slice(0, 4)),
  };
}

/**
 * All dates of the sample, anchored to the day of the session: the previous session lies on the same weekday of the month before
 * (four or five weeks earlier; on the working day before it, should that be a holiday).
 */
export function sampleDates(sessionDate: LocalDate = DEFAULT_SESSION_DATE): { current: SessionDates; previous: SessionDates } {
  let previous = addDays(sessionDate, -28);
  if (previous.slice(0, 7) === sessionDate.slice(0, 7)) previous = addDays(previous, -7);
  while (!isWorkingDay(previous, vietnameseCalendar)) previous = addDays(previous, -1);
  return { current: datesAround(sessionDate), previous: datesAround(previous) };
}

/** Instant of a clock time (HH:mm) in the province on a date, as UTC ISO text. */
export function atProvinceTime(date: LocalDate, clock: string): string {
  return new Date(`${date}T${clock}:00+07:00`).toISOString();
}
