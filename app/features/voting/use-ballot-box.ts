import { useCallback, useState } from 'react';
import { askFor } from '~/tablet/ask-for';
import { useAsked } from './use-asked';
import type { OwnBallot } from './use-ballot';

/** The box of a secret vote as its page is told of it. */
export interface BallotBox {
  state: 'open' | 'frozen' | 'counted' | 'void' | null;
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

/**
 * What is known of a box, asked for when `mark` changes, on coming back to the page or the network, and every `everyMs`.
 * @param isWanted false: nothing is asked.
 */
export function useBallotBox(meetingId: string, questionId: string, { isWanted, mark, everyMs, isKnown }: { isWanted: boolean; mark: string; everyMs?: number | undefined; isKnown?: () => boolean }): { said: BoxSaid | null; failed: boolean; ask: () => void } {
  const address = boxAddress(meetingId, questionId);
  const [said, setSaid] = useState<BoxSaid | null>(null);
  const [failed, setFailed] = useState(false);
  const [asked, setAsked] = useState(0);
  const ask = useCallback(() => setAsked((count) => count + 1), []);
  const look = useCallback((signal: AbortSignal): void => void askFor<BoxSaid>(address, signal).then((answer) => {
    if (signal.aborted) return;
    setFailed(answer === null);
    if (answer) setSaid(answer);
  }), [address]);
  useAsked(look, { isWanted, mark: `${mark} ${asked}`, everyMs, meetingId, ...(isKnown ? { isKnown } : {}) });
  return { said, failed, ask };
}
