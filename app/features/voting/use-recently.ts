import { useMemo } from 'react';

/** So long what the server tells of an act of this device is no news to it, ms. */
const NEWS_MS = 1_500;

/** Whether something was done here a moment ago. */
export function useRecently(): { note(): void; is(): boolean; /** @param moment of `performance.now`. */ after(moment: number): boolean } {
  return useMemo(() => {
    let at = -Infinity;
    return { note: () => void (at = performance.now()), is: () => performance.now() - at < NEWS_MS, after: (moment) => at > moment };
  }, []);
}
