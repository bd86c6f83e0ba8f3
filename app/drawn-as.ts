import { createContext, useContext } from 'react';
import { decodeDisplay, DISPLAY_COOKIE, displayOfPage, type DisplayPreferences } from '~/ui';

export interface DrawnAs {
  locale: 'vi' | 'en';
  display: DisplayPreferences;
  /** Of an answer that is an error: the code by which an operator finds the request. */
  request: string | null;
}

/** Of the answer being rendered; null in the browser. */
export const DrawnAsContext = createContext<DrawnAs | null>(null);

/** What the device says of its display, from the cookies of a request. */
export const displayOf = (request: Request): DisplayPreferences =>
  decodeDisplay(new URLSearchParams((request.headers.get('cookie') ?? '').split(/;\s*/).join('&')).get(DISPLAY_COOKIE));

/** Language and display of who looks, also for an error page that has no data at all: in the browser, as the page was drawn last. */
export function useDrawnAs(): DrawnAs {
  const given = useContext(DrawnAsContext);
  if (given) return given;
  return { locale: document.documentElement.lang === 'en' ? 'en' : 'vi', display: displayOfPage(), request: document.documentElement.dataset.request ?? null };
}
