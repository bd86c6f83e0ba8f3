import { useEffect, useRef } from 'react';
import { checkInOpensAt } from '@shared/rules/check-in';
import { useAskAnew } from '~/tablet/live/use-ask-anew';
import { useOwnChanged } from '~/tablet/live/use-own-changed';
import type { SittingView } from './sitting-view';

/** How long it waits, so that a whole hall does not ask within one moment, ms. */
const WITHIN_MS = 2_000;

/** What is told of an act of this page is known once its own answer has come, ms. */
const SOON_MS = 400;

/** Asks for one's own presence again when it changed elsewhere (live LR16), when an adjournment took it, and when it can be shown again. */
export function usePresenceAnew(meetingId: string, { floor: { adjournedUntil } }: SittingView, now: Date): void {
  const ask = useAskAnew();
  useOwnChanged(meetingId, () => void ask(SOON_MS));
  const key = adjournedUntil === null ? '' : `${adjournedUntil.getTime()} ${now >= checkInOpensAt({ startsAt: adjournedUntil })}`;
  const known = useRef(key);
  useEffect(() => {
    if (known.current === key) return undefined;
    known.current = key;
    return ask(Math.random() * WITHIN_MS);
  }, [key, ask]);
}
