import { useCallback, useEffect, useState } from 'react';
import type { OwnBallot } from './use-ballot';

/** The box of a secret vote as its page is told of it. */
export interface BallotBox {
  state: 'open' | 'frozen' | 'counted' | null;
  publicKey: string | null;
  ballots: number;
  electors: number;
  mine: { given: boolean; tracker: string | null } | null;
  can: { cast: boolean; void: boolean };
  trackers: string[];
  keyGone: boolean;
}

export interface BoxSaid {
  box: BallotBox;
  /** Null once the question is not open. */
  own: Pick<OwnBallot, 'voter' | 'because'> | null;
}

export const boxAddress = (meetingId: string, questionId: string): string => `/meetings/${meetingId}/secret/${questionId}`;

/** Asks once. Null: nobody answered. */
export async function askBox(address: string, signal: AbortSignal): Promise<BoxSaid | null> {
  const response = await fetch(address, { headers: { Accept: 'application/json' }, cache: 'no-store', signal }).catch(() => null);
  if (!response?.ok || signal.aborted) return null;
  return (await response.json().catch(() => null)) as BoxSaid | null;
}

/**
 * What is known of a box, asked for when `mark` changes, on coming back to the page or the network, and every `everyMs`.
 * @param isWanted false: nothing is asked.
 */
export function useBallotBox(address: string, { isWanted, mark, everyMs, spreadMs = 0 }: { isWanted: boolean; mark: string; everyMs?: number; spreadMs?: number }): { said: BoxSaid | null; failed: boolean; ask: () => void } {
  const [said, setSaid] = useState<BoxSaid | null>(null);
  const [failed, setFailed] = useState(false);
  const [asked, setAsked] = useState(0);
  const ask = useCallback(() => setAsked((count) => count + 1), []);
  useEffect(() => {
    if (!isWanted) return undefined;
    const stop = new AbortController();
    const again = (): void => void askBox(address, stop.signal).then((answer) => {
      if (stop.signal.aborted) return;
      setFailed(answer === null);
      if (answer) setSaid(answer);
    });
    const first = setTimeout(again, Math.random() * spreadMs);
    const timer = everyMs === undefined ? undefined : setInterval(again, everyMs);
    const seen = (): void => { if (document.visibilityState === 'visible') again(); };
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('online', again);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      stop.abort();
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', again);
    };
  }, [address, isWanted, mark, everyMs, spreadMs, asked]);
  return { said, failed, ask };
}
