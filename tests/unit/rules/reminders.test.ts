import { describe, expect, it } from 'vitest';
import { vietnameseCalendar } from '../../../server/shared/law/public-holidays';
import { DEFAULT_REMINDERS, dueReminder, isQuiet, reminderMoment, reminderName, remindersSchema } from '../../../server/shared/rules/reminders';

const at = (text: string): Date => new Date(`${text}+07:00`);
const due = (startsAt: string, known: string, now: string, rules = DEFAULT_REMINDERS) => {
  const rule = dueReminder(rules, at(startsAt), at(known), at(now), vietnameseCalendar);
  return rule && reminderName(rule);
};

describe('mail ML9 when people are reminded', () => {
  it('mail ML9 on the working day before, over a weekend and over a holiday', () => {
    const rule = { workingDaysBefore: 1, at: '08:00' } as const;
    expect(reminderMoment(rule, at('2026-11-26T08:00:00'), vietnameseCalendar)).toEqual(at('2026-11-25T08:00:00'));
    expect(reminderMoment(rule, at('2026-11-23T08:00:00'), vietnameseCalendar)).toEqual(at('2026-11-20T08:00:00'));
    expect(reminderMoment(rule, at('2026-09-03T08:00:00'), vietnameseCalendar) < at('2026-09-02T00:00:00')).toBe(true);
  });

  it('mail ML9 by the rule nearest to the session alone, and not by a moment that was over before one was told', () => {
    const [starts, known] = ['2026-11-26T08:00:00', '2026-11-20T09:00:00'];
    expect(due(starts, known, '2026-11-25T07:59:00')).toBeNull();
    expect(due(starts, known, '2026-11-25T08:00:00')).toBe('days:1@08:00');
    expect(due(starts, known, '2026-11-26T07:00:00')).toBe('minutes:60');
    expect(due(starts, known, '2026-11-26T08:00:00')).toBeNull();
    expect(due(starts, '2026-11-25T09:00:00', '2026-11-25T10:00:00')).toBeNull();
    expect(due(starts, '2026-11-25T09:00:00', '2026-11-26T07:30:00')).toBe('minutes:60');
  });

  it('mail ML9 nothing leaves in the quiet hours, over midnight or not', () => {
    expect([at('2026-11-26T21:00:00'), at('2026-11-26T02:00:00'), at('2026-11-26T06:29:00')].map((moment) => isQuiet(moment, DEFAULT_REMINDERS.quiet))).toEqual([true, true, true]);
    expect([at('2026-11-26T06:30:00'), at('2026-11-26T20:59:00')].map((moment) => isQuiet(moment, DEFAULT_REMINDERS.quiet))).toEqual([false, false]);
    expect(isQuiet(at('2026-11-26T13:00:00'), { from: '12:00', to: '13:30' })).toBe(true);
    expect(isQuiet(at('2026-11-26T13:00:00'), { from: '13:00', to: '13:00' })).toBe(false);
    // An early session: the hour before lies in the night, and nobody is woken or told late.
    expect(due('2026-11-26T07:00:00', '2026-11-20T09:00:00', '2026-11-26T06:15:00')).toBeNull();
    expect(due('2026-11-26T07:00:00', '2026-11-20T09:00:00', '2026-11-26T06:45:00')).toBe('days:1@08:00');
    expect(remindersSchema.safeParse({ rules: [{ minutesBefore: 5 }], quiet: DEFAULT_REMINDERS.quiet }).success).toBe(false);
  });
});
