import { twoDigits } from './numbering';

export type LocalMoment = { year: number; month: number; day: number; hour: number; minute: number };

/** Offset of Asia/Ho_Chi_Minh in minutes; Viet Nam has kept UTC+7 without summer time since 1975. */
export const VIETNAM_OFFSET_MINUTES = 420;

/** Calendar date in Viet Nam at an instant, YYYY-MM-DD. */
export const dateInVietNam = (instant: Date): string => new Date(instant.getTime() + VIETNAM_OFFSET_MINUTES * 60_000).toISOString().slice(0, 10);

/** Calendar and clock in Viet Nam at an instant given as Date or ISO text. @throws RangeError for an invalid instant. */
export function localMoment(instant: Date | string): LocalMoment {
  const time = new Date(instant).getTime();
  if (Number.isNaN(time)) throw new RangeError(`not an instant: ${String(instant)}`);
  const local = new Date(time + VIETNAM_OFFSET_MINUTES * 60_000);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), hour: local.getUTCHours(), minute: local.getUTCMinutes() };
}

/**
 * "ngày 26 tháng 11 năm 2026": days below 10 and months 1 and 2 get a leading zero, other months do not
 * (NĐ 30/2020, Phụ lục I, place and date).
 */
export function documentDate(date: Pick<LocalMoment, 'year' | 'month' | 'day'>): string {
  const month = date.month <= 2 ? twoDigits(date.month) : String(date.month);
  return `ngày ${twoDigits(date.day)} tháng ${month} năm ${date.year}`;
}

/** "08 giờ 02 phút". */
export function documentTime(time: Pick<LocalMoment, 'hour' | 'minute'>): string {
  return `${shortTime(time)} phút`;
}

/** "08 giờ 02", as the minutes write the span of a presentation. */
export function shortTime(time: Pick<LocalMoment, 'hour' | 'minute'>): string {
  return `${twoDigits(time.hour)} giờ ${twoDigits(time.minute)}`;
}

/** "08 giờ 02 phút, ngày 26 tháng 11 năm 2026". */
export function documentMoment(moment: LocalMoment): string {
  return `${documentTime(moment)}, ${documentDate(moment)}`;
}

/** "26/11/2026", the form of dates in running lists and on screens. */
export function slashDate(date: Pick<LocalMoment, 'year' | 'month' | 'day'>): string {
  return `${twoDigits(date.day)}/${twoDigits(date.month)}/${date.year}`;
}
