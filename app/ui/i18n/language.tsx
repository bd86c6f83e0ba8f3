import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import { translator } from './texts';
import type { Language } from './languages';
import type { Texts, Translate } from './texts';
import * as formats from './formats';
import type { TimeValue } from './formats';

const LanguageContext = createContext<Language>('vi');

/** Gives the language the server chose from the cookie; nothing is detected in the browser, so both sides print the same. */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** The typed `t` of one feature: `const t = useTexts(texts); t('papers', { count })`. */
export function useTexts<V extends Readonly<Record<string, string>>>(texts: Texts<V>): Translate<V> {
  const language = useLanguage();
  return useMemo(() => translator(texts, language), [texts, language]);
}

export interface Formats {
  date(value: TimeValue): string;
  dayMonth(value: TimeValue): string;
  time(value: TimeValue): string;
  timeSeconds(value: TimeValue): string;
  dateTime(value: TimeValue): string;
  weekday(value: TimeValue): string;
  month(value: TimeValue): string;
  relativeDay(value: TimeValue, now: TimeValue): string;
  number(value: number, digits?: { min?: number; max?: number }): string;
  percent(share: number, digits?: number): string;
  minutes(minutes: number): string;
  bytes(bytes: number): string;
  clock(milliseconds: number): string;
}

/** Formatters bound to the reader's language. */
export function useFormats(): Formats {
  const language = useLanguage();
  return useMemo(
    () => ({
      date: formats.formatDate,
      dayMonth: formats.formatDayMonth,
      time: formats.formatTime,
      timeSeconds: formats.formatTimeSeconds,
      dateTime: formats.formatDateTime,
      weekday: (value) => formats.formatWeekday(value, language),
      month: (value) => formats.formatMonth(value, language),
      relativeDay: (value, now) => formats.formatRelativeDay(value, now, language),
      number: (value, digits) => formats.formatNumber(value, language, digits),
      percent: (share, digits) => formats.formatPercent(share, language, digits),
      minutes: (minutes) => formats.formatMinutes(minutes, language),
      bytes: (bytes) => formats.formatBytes(bytes, language),
      clock: formats.formatClock,
    }),
    [language],
  );
}
