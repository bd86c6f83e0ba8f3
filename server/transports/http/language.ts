import { parse, serialize } from 'cookie';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Language chosen on this device before anybody signed in, null when none was. */
export function languageOfDevice(cookieHeader: string | undefined): 'vi' | 'en' | null {
  const value = parse(cookieHeader ?? '').phien_locale;
  return value === 'en' || value === 'vi' ? value : null;
}

export const languageCookie = (locale: 'vi' | 'en', https: boolean): string =>
  serialize('phien_locale', locale, { path: '/', sameSite: 'lax', maxAge: YEAR_SECONDS, secure: https });
