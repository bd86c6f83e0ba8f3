import type { Language } from './languages';

/** All times are shown in the zone of the authority, wherever the server or the tablet stands. */
export const ZONE = 'Asia/Ho_Chi_Minh';
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Indochina time has had no daylight saving since 1975: a fixed +07:00 gives the same text on every engine. */
const OFFSET = 7 * 60 * MINUTE;

export type TimeValue = Date | string | number;

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** 0 Sunday to 6 Saturday. */
  weekday: number;
}

/** Calendar parts in Asia/Ho_Chi_Minh of a moment (Date, ISO string with zone, or epoch milliseconds); throws RangeError on an invalid one. */
export function partsOf(value: TimeValue): Parts {
  const moment = value instanceof Date ? value.getTime() : typeof value === 'number' ? value : Date.parse(value);
  if (!Number.isFinite(moment)) throw new RangeError(`not a moment: ${String(value)}`);
  const local = new Date(moment + OFFSET);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    weekday: local.getUTCDay(),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** "26/11/2026" in both languages: the form of the documents it stands beside. */
export function formatDate(value: TimeValue): string {
  const p = partsOf(value);
  return `${two(p.day)}/${two(p.month)}/${p.year}`;
}

/** "26/11". */
export function formatDayMonth(value: TimeValue): string {
  const p = partsOf(value);
  return `${two(p.day)}/${two(p.month)}`;
}

/** "08:02". */
export function formatTime(value: TimeValue): string {
  const p = partsOf(value);
  return `${two(p.hour)}:${two(p.minute)}`;
}

/** "09:49:12", for what was recorded to the second. */
export function formatTimeSeconds(value: TimeValue): string {
  return `${formatTime(value)}:${two(partsOf(value).second)}`;
}

/** "08:02, 26/11/2026". */
export function formatDateTime(value: TimeValue): string {
  return `${formatTime(value)}, ${formatDate(value)}`;
}

/** "2026-11-26" in the authority's zone: the machine form of a day. */
export function isoDay(value: TimeValue): string {
  const p = partsOf(value);
  return `${p.year}-${two(p.month)}-${two(p.day)}`;
}

/** The moment of a wall-clock day and time in the authority's zone, as UTC ISO. */
export function momentOf(day: string, time: string): string {
  return new Date(Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`) - OFFSET).toISOString();
}

/** "08 giờ 02 phút": the form Decree 30/2020 documents use. */
export function formatDocumentTime(value: TimeValue): string {
  const p = partsOf(value);
  return `${two(p.hour)} giờ ${two(p.minute)} phút`;
}

/** "ngày 26 tháng 11 năm 2026"; days below 10 and months 1 and 2 take a zero (NĐ 30/2020, Phụ lục I). */
export function formatDocumentDate(value: TimeValue): string {
  const p = partsOf(value);
  return `ngày ${two(p.day)} tháng ${p.month <= 2 ? two(p.month) : p.month} năm ${p.year}`;
}

const WEEKDAYS: Record<Language, readonly string[]> = {
  vi: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const MONTHS_EN = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** "Thứ Năm". */
export function formatWeekday(value: TimeValue, language: Language): string {
  return WEEKDAYS[language][partsOf(value).weekday] ?? '';
}

/** "tháng 11" or "November". */
export function formatMonth(value: TimeValue, language: Language): string {
  const { month } = partsOf(value);
  return language === 'vi' ? `tháng ${month}` : (MONTHS_EN[month - 1] ?? '');
}

/** "1.234,5" in Vietnamese, "1,234.5" in English; written out here so that every engine prints the same. */
export function formatNumber(value: number, language: Language, digits?: { min?: number; max?: number }): string {
  if (!Number.isFinite(value)) return '–';
  const min = digits?.min ?? 0;
  const max = Math.max(min, digits?.max ?? 3);
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(max).split('.');
  let kept = fraction;
  while (kept.length > min && kept.endsWith('0')) kept = kept.slice(0, -1);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, language === 'vi' ? '.' : ',');
  const text = kept ? `${grouped}${language === 'vi' ? ',' : '.'}${kept}` : grouped;
  const isZero = !/[1-9]/u.test(text);
  return value < 0 && !isZero ? `−${text}` : text;
}

/** A share of one as "81,0 %". */
export function formatPercent(share: number, language: Language, digits = 1): string {
  return `${formatNumber(share * 100, language, { min: digits, max: digits })} %`;
}

/** Minutes as "40 phút" or "2 giờ 5 phút". */
export function formatMinutes(minutes: number, language: Language): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const hourText = language === 'vi' ? `${hours} giờ` : `${hours} h`;
  const minuteText = language === 'vi' ? `${rest} phút` : `${rest} min`;
  if (hours === 0) return minuteText;
  return rest === 0 ? hourText : `${hourText} ${minuteText}`;
}

/** A running clock from milliseconds: "01:42", above an hour "1:02:03"; past the end it counts up with "+". */
export function formatClock(milliseconds: number): string {
  const over = milliseconds < 0;
  const seconds = over ? Math.floor(-milliseconds / 1000) : Math.ceil(milliseconds / 1000);
  const h = Math.floor(seconds / 3600);
  const text = `${h > 0 ? `${h}:` : ''}${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return over ? `+${text}` : text;
}

/** Bytes as "412 KB" or "3,4 MB" (1 KB = 1024 bytes). */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1024) return `${formatNumber(bytes, language)} B`;
  if (bytes < 1024 * 1024) return `${formatNumber(bytes / 1024, language, { max: 0 })} KB`;
  return `${formatNumber(bytes / (1024 * 1024), language, { max: 1 })} MB`;
}

/** Whole calendar days from `now` to the moment in the authority's zone; negative in the past. */
export function daysBetween(now: TimeValue, value: TimeValue): number {
  return Math.round((Date.parse(isoDay(value)) - Date.parse(isoDay(now))) / DAY);
}

/** "Hôm nay", "Ngày mai", "Còn 3 ngày", "3 ngày trước". `now` comes from the caller so that server and page agree. */
export function formatRelativeDay(value: TimeValue, now: TimeValue, language: Language): string {
  const days = daysBetween(now, value);
  if (language === 'vi') {
    if (days === 0) return 'Hôm nay';
    if (days === 1) return 'Ngày mai';
    if (days === -1) return 'Hôm qua';
    return days > 0 ? `Còn ${days} ngày` : `${-days} ngày trước`;
  }
  if (days === 0) return 'Today';
  if (days === 1) return 'Tomorrow';
  if (days === -1) return 'Yesterday';
  return days > 0 ? `In ${days} days` : `${-days} days ago`;
}
