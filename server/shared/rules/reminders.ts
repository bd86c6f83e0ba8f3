import { z } from 'zod';
import { dateInVietNam, VIETNAM_OFFSET_MINUTES } from './date-forms';
import { addWorkingDays, type WorkingCalendar } from './working-days';

/** HH:MM by Viet Nam's clock. */
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

const ruleSchema = z.union([
  z.strictObject({ workingDaysBefore: z.int().min(1).max(10), at: clock }),
  z.strictObject({ minutesBefore: z.int().min(10).max(1_440) }),
]);
export type ReminderRule = z.infer<typeof ruleSchema>;

/** When a body reminds its people; nothing leaves in the quiet hours, from … up to …. */
export const remindersSchema = z.strictObject({ rules: z.array(ruleSchema).max(5), quiet: z.strictObject({ from: clock, to: clock }) });
export type Reminders = z.infer<typeof remindersSchema>;

/** The working day before at eight, and an hour before. A choice of this product; no regulation sets it. */
export const DEFAULT_REMINDERS: Reminders = { rules: [{ workingDaysBefore: 1, at: '08:00' }, { minutesBefore: 60 }], quiet: { from: '21:00', to: '06:30' } };

/** A rule by its name: `days:1@08:00`, `minutes:60`. */
export const reminderName = (rule: ReminderRule): string => ('at' in rule ? `days:${rule.workingDaysBefore}@${rule.at}` : `minutes:${rule.minutesBefore}`);

/** The moment of one rule for a session that starts then. */
export function reminderMoment(rule: ReminderRule, startsAt: Date, calendar: WorkingCalendar): Date {
  if ('minutesBefore' in rule) return new Date(startsAt.getTime() - rule.minutesBefore * 60_000);
  return new Date(`${addWorkingDays(dateInVietNam(startsAt), -rule.workingDaysBefore, calendar)}T${rule.at}:00+07:00`);
}

/** Whether a moment lies in the quiet hours; they may go over midnight, and none are where both ends are one. */
export function isQuiet(at: Date, { from, to }: Reminders['quiet']): boolean {
  const local = new Date(at.getTime() + VIETNAM_OFFSET_MINUTES * 60_000).toISOString().slice(11, 16);
  return from <= to ? local >= from && local < to : local >= from || local < to;
}

/**
 * The rules whose moment has come for a session, and was not over when it became known. Of several that have come the one nearest to the
 * session stands for all: nobody is reminded twice at once.
 * @param knownSince when the person, or everybody, was told of it.
 */
export function dueReminder({ rules, quiet }: Reminders, startsAt: Date, knownSince: Date, now: Date, calendar: WorkingCalendar): ReminderRule | null {
  if (now >= startsAt || isQuiet(now, quiet)) return null;
  const come = rules
    .map((rule) => ({ rule, at: reminderMoment(rule, startsAt, calendar) }))
    .filter(({ at }) => at <= now && at > knownSince && !isQuiet(at, quiet))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  return come[0]?.rule ?? null;
}
