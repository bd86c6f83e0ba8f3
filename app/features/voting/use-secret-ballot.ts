import { useCallback, useEffect, useRef, useState } from 'react';
import type { PublicError } from '@shared/protocol/public-error';
import { keepOnItsWay, keepTracker, sealedOnItsWay, trackerHere, type SealedOnItsWay } from '~/tablet/ballots-here';
import { newCommandId } from '../../commands';
import { deliver, pauseBefore } from './ballot-delivery';
import type { LiveQuestion } from './data';
import { openOf } from './open-of';
import type { Sending } from './use-ballot';
import { useRecently } from './use-recently';
import { boxAddress, useBallotBox, type BoxSaid } from './use-ballot-box';

export type SealingTrouble = 'insecure' | 'unsealed' | 'otherTracker';

export interface SecretBallotState {
  said: BoxSaid | null;
  /** A ballot of this voter is in the box; the tracker where this device or the server still knows it. */
  given: { tracker: string | null } | null;
  sending: Sending;
  error: PublicError | null;
  trouble: SealingTrouble | null;
  /** Seals a choice and sends it until the server has it. @returns whether it is sealed: from then on nobody has to show it. */
  send(choice: string): Promise<boolean>;
}

const sealing = (): Promise<typeof import('~/tablet/seal-ballot')> => import('~/tablet/seal-ballot');

/**
 * One person's ballot of a secret question: sealed here, sent under one id until the server says that it is on disk, whatever the network does, also
 * after the page was left. Nothing but the sealed bytes and the tracker is kept on the device.
 */
export function useSecretBallot(meetingId: string, question: LiveQuestion, isVoter: boolean, personId: string): SecretBallotState {
  const address = boxAddress(meetingId, question.id);
  const opening = openOf(question);
  const isOpen = question.state === 'open';
  const under = useRef<AbortController | null>(null);
  const recently = useRecently();
  const { said } = useBallotBox(meetingId, question.id, { isWanted: isVoter && (isOpen || question.state === 'closed'), mark: `${opening} ${question.state} ${question.counting}`, isKnown: () => under.current !== null || recently.is() });
  /** Of the opening, what this page has heard the server acknowledge. */
  const [acknowledged, setAcknowledged] = useState<string | null>(null);
  const [sending, setSending] = useState<Sending>('idle');
  const [error, setError] = useState<PublicError | null>(null);
  const [trouble, setTrouble] = useState<SealingTrouble | null>(null);

  // The part of the program that seals is here before the network may go.
  useEffect(() => { if (isVoter && isOpen) void sealing().catch(() => undefined); }, [isVoter, isOpen]);

  const carry = useCallback(async (sealed: SealedOnItsWay): Promise<void> => {
    if (under.current) return;
    const stop = new AbortController();
    under.current = stop;
    setSending('sending');
    for (let attempt = 0; !stop.signal.aborted; attempt += 1) {
      const answer = await deliver<{ tracker: string }>(address, { commandId: sealed.commandId, ballot: sealed.ballot, by: personId });
      if (stop.signal.aborted) return;
      if (answer) {
        recently.note();
        // Signed out, or somebody else is signed in: it waits here until its person is back.
        if (answer.ok || answer.error.code !== 'unauthenticated') keepOnItsWay(personId, question.id, null);
        if (answer.ok) {
          const { trackerOf } = await sealing();
          const isSame = answer.result.tracker === (await trackerOf(sealed.ballot));
          if (isSame) keepTracker(personId, question.id, answer.result.tracker);
          setTrouble(isSame ? null : 'otherTracker');
          setAcknowledged(answer.result.tracker);
        } else setError(answer.error);
        break;
      }
      setSending('waiting');
      await pauseBefore(attempt, stop.signal);
    }
    if (under.current === stop) under.current = null;
    setSending('idle');
  }, [address, personId, question.id, recently]);

  // Another opening is another vote; what was on its way goes on where it is for this box.
  useEffect(() => {
    setAcknowledged(null);
    setError(null);
    setTrouble(null);
    return () => {
      under.current?.abort();
      under.current = null;
      setSending('idle');
    };
  }, [opening]);
  const publicKey = said?.box.publicKey ?? null;
  useEffect(() => {
    if (!isVoter || publicKey === null || personId === '') return;
    const kept = sealedOnItsWay(personId, question.id);
    if (!kept) return;
    if (kept.publicKey === publicKey) void carry(kept);
    else keepOnItsWay(personId, question.id, null);
  }, [isVoter, publicKey, personId, question.id, carry]);

  const send = useCallback(async (choice: string): Promise<boolean> => {
    if (under.current || publicKey === null) return false;
    setError(null);
    setTrouble(null);
    // Without a secure connection browsers have nothing to seal with.
    if (!globalThis.isSecureContext) {
      setTrouble('insecure');
      return false;
    }
    setSending('sending');
    try {
      const { sealBallot } = await sealing();
      const sealed = { commandId: newCommandId(), ballot: await sealBallot({ questionId: question.id, publicKey }, choice), publicKey };
      keepOnItsWay(personId, question.id, sealed);
      void carry(sealed);
      return true;
    } catch {
      setSending('idle');
      setTrouble('unsealed');
      return false;
    }
  }, [publicKey, question.id, personId, carry]);

  const mine = said?.box.mine ?? null;
  const isGiven = acknowledged !== null || mine?.given === true;
  const kept = personId === '' ? null : trackerHere(personId, question.id);
  // The server knows the tracker until the count; afterwards the device that gave the ballot does.
  const known = acknowledged ?? mine?.tracker ?? (said?.box.trackers.includes(kept ?? '') ? kept : null);
  return { said, given: isGiven ? { tracker: known } : null, sending, error, trouble, send };
}
