import { useCallback, useEffect, useRef, useState } from 'react';
import type { PublicError } from '@shared/protocol/public-error';
import { askFor } from '~/tablet/ask-for';
import { newCommandId } from '../../commands';
import { deliver, pauseBefore } from './ballot-delivery';
import { isOneByOne } from './vote-progress';
import type { LiveQuestion } from './data';
import { openOf } from './open-of';
import { useAsked } from './use-asked';
import { useRecently } from './use-recently';

/** What the server has of this person's ballot. */
export interface OwnBallot {
  questionId: string;
  openedAt: string | null;
  voter: { personId: string; insteadOf: string | null } | null;
  because: { reason: string; params: Record<string, string> } | null;
  cast: { choice: string; castAt: string } | null;
}

export type Sending = 'idle' | 'sending' | 'waiting';

export interface BallotState {
  own: OwnBallot | null;
  /** On disk: what, since when, and whether from this device. */
  counted: { choice: string; at: Date; here: boolean } | null;
  sending: Sending;
  error: PublicError | null;
  send(choice: string): void;
}

/** A hall of tablets that hears of a vote in one instant does not ask for its own ballots in the same; they can be given meanwhile. */
const SPREAD_MS = 4_000;

/**
 * One person's ballot of the question that is open: sent under one id until the server says that it is on disk, whatever the network does. Nothing
 * that others do changes it.
 * @param isVoter the seat may have a vote; else nothing is asked.
 */
export function useBallot(meetingId: string, question: LiveQuestion, isVoter: boolean, now: Date, personId: string): BallotState {
  const [own, setOwn] = useState<OwnBallot | null>(null);
  const [counted, setCounted] = useState<BallotState['counted']>(null);
  const [sending, setSending] = useState<Sending>('idle');
  const [error, setError] = useState<PublicError | null>(null);
  const under = useRef<AbortController | null>(null);
  const address = `/meetings/${meetingId}/ballot`;
  const opening = openOf(question);
  const takes = isVoter && question.state === 'open' && isOneByOne(question);

  const recently = useRecently();
  const ask = useCallback((signal: AbortSignal): void => {
    const began = performance.now();
    void askFor<OwnBallot>(address, signal).then((said) => {
      if (said === null || signal.aborted) return;
      setOwn(said);
      const { cast } = said;
      // Asked before the server had it, or while it is on its way: what is here is newer.
      if (under.current !== null || recently.after(began)) return;
      // What was entered in a roll call can be taken back (V48).
      if (!cast) setCounted(null);
      else setCounted((known) => (known?.choice === cast.choice ? known : { choice: cast.choice, at: new Date(cast.castAt), here: false }));
    });
  }, [address, recently]);
  useEffect(() => {
    if (!takes) return;
    setOwn(null);
    setCounted(null);
    setError(null);
  }, [takes, opening]);
  const isNew = question.openedAt !== null && now.getTime() - question.openedAt.getTime() < SPREAD_MS;
  useAsked(ask, { isWanted: takes, mark: opening, spreadMs: isNew ? SPREAD_MS : 0, meetingId, isKnown: () => under.current !== null || recently.is() });

  useEffect(() => () => under.current?.abort(), [opening]);

  const send = useCallback((choice: string): void => {
    if (under.current) return;
    const stop = new AbortController();
    under.current = stop;
    const body = { commandId: newCommandId(), questionId: question.id, choice, by: personId };
    setError(null);
    setSending('sending');
    void (async () => {
      for (let attempt = 0; !stop.signal.aborted; attempt += 1) {
        const answer = await deliver<{ castAt: string }>(address, body);
        if (stop.signal.aborted) break;
        if (answer) recently.note();
        if (answer?.ok) setCounted({ choice, at: new Date(answer.result.castAt), here: true });
        else if (answer) setError(answer.error);
        if (answer) break;
        setSending('waiting');
        await pauseBefore(attempt, stop.signal);
      }
      under.current = null;
      setSending('idle');
    })();
  }, [address, question.id, personId, recently]);

  return { own, counted, sending, error, send };
}
