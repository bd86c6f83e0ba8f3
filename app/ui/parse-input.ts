/**
 * Reads what people type into date, time and number fields. Generous in what it takes ("5/9/26", "0805", "8 giờ 5"),
 * exact in what it gives; `null` when it is not one.
 */

/** "26/11/2026", "26-11-26", "26112026" to "2026-11-26"; two-digit years are 20xx. */
export function parseDay(text: string): string | null {
  const digits = text.trim();
  const match = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})$/u.exec(digits) ?? /^(\d{2})(\d{2})(\d{4})$/u.exec(digits);
  if (!match) return null;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const full = year < 100 ? 2000 + year : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || full < 1900) return null;
  return date.toISOString().slice(0, 10);
}

/** "2026-11-26" to "26/11/2026"; anything else as it is. */
export function showDay(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(iso);
  return match ? `${match[3]}/${match[2]}/${match[1]}` : iso;
}

/** "8:5", "0805", "8h05", "8 giờ 5 phút", "8" to "08:05"; 24 hours. */
export function parseTime(text: string): string | null {
  const match = /^(\d{1,2})(?:\s*(?::|h|giờ|\.)\s*(\d{1,2})?\s*(?:phút|p)?)?$/iu.exec(text.trim()) ?? /^(\d{1,2})(\d{2})$/u.exec(text.trim());
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** "1.234,5" (vi) or "1,234.5" (en) to 1234.5; spaces and a leading minus are fine. */
export function parseNumber(text: string, language: 'vi' | 'en'): number | null {
  const group = language === 'vi' ? /\.(?=\d{3}(\D|$))/gu : /,(?=\d{3}(\D|$))/gu;
  const plain = text.trim().replace(/[\s\u00a0]/gu, '').replace(/^−/u, '-').replace(group, '');
  const point = plain.replace(',', '.');
  if (!/^-?\d+(\.\d+)?$/u.test(point)) return null;
  return Number(point);
}
