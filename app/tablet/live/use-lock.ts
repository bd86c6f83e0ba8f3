import { useEffect } from 'react';
import { SIGN_IN_POLICY } from '@shared/law/sign-in-policy';

/** How often a tablet nobody touches asks whether it is locked, ms. */
const ASK_MS = 60_000;

/** Leads to the lock as soon as the server says that this tablet is locked: left alone, or locked in another tab (I18). @param isWall a screen on the wall shows no sign-in (R22). */
export function useLock(isWall: boolean): void {
  useEffect(() => {
    let touched = performance.now();
    const touch = (): void => void (touched = performance.now());
    const ask = async (): Promise<void> => {
      const answer = await fetch('/locked', { headers: { accept: 'application/json' } }).catch(() => null);
      const said = answer?.ok ? ((await answer.json().catch(() => null)) as { locked?: unknown } | null) : null;
      // A whole page load: nothing of the person stays in the memory of the page.
      if (said?.locked === true) location.replace(isWall ? '/screen' : `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
    };
    const wake = (): void => {
      if (document.visibilityState === 'visible') void ask();
    };
    const timer = setInterval(() => {
      if (performance.now() - touched > SIGN_IN_POLICY.idleSeconds * 1000) void ask();
    }, ASK_MS);
    const kinds = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
    for (const kind of kinds) window.addEventListener(kind, touch, { passive: true });
    document.addEventListener('visibilitychange', wake);
    return () => {
      clearInterval(timer);
      for (const kind of kinds) window.removeEventListener(kind, touch);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [isWall]);
}
