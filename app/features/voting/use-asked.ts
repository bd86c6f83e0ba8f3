import { useEffect, useRef } from 'react';
import { useOwnChanged } from '~/tablet/live/use-own-changed';

interface Asking {
  /** False: nothing is asked. */
  isWanted: boolean;
  /** Asked anew when it changes. */
  mark: string;
  everyMs?: number | undefined;
  /** The first time at some moment within so long. */
  spreadMs?: number;
  /** Asked anew too when something of this person's own changed in it. */
  meetingId: string;
  /** This device knows already: it gave it itself. */
  isKnown?: () => boolean;
}

/** Asks now, on coming back to the page or the network, and every `everyMs`; what was asked before and has not answered is given up. */
export function useAsked(ask: (signal: AbortSignal) => void, { isWanted, mark, everyMs, spreadMs = 0, meetingId, isKnown }: Asking): void {
  const now = useRef<() => void>(() => undefined);
  useOwnChanged(meetingId, () => { if (!isKnown?.()) now.current(); });
  const spread = useRef(spreadMs);
  spread.current = spreadMs;
  useEffect(() => {
    if (!isWanted) return undefined;
    const stop = new AbortController();
    const again = (): void => ask(stop.signal);
    now.current = again;
    const first = setTimeout(again, Math.random() * spread.current);
    const timer = everyMs === undefined ? undefined : setInterval(again, everyMs);
    const seen = (): void => { if (document.visibilityState === 'visible') again(); };
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('online', again);
    return () => {
      now.current = () => undefined;
      clearTimeout(first);
      clearInterval(timer);
      stop.abort();
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', again);
    };
  }, [ask, isWanted, mark, everyMs]);
}
