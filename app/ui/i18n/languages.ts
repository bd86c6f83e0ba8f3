export type Language = 'vi' | 'en';
export const LANGUAGES: readonly Language[] = ['vi', 'en'];

/** Reads a language from a cookie or a header; anything unknown is Vietnamese. */
export function languageOf(value: string | null | undefined): Language {
  return value === 'en' ? 'en' : 'vi';
}
