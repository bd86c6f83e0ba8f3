import { useEffect, useRef } from 'react';
import { checkInOpensAt } from '@shared/rules/check-in';
import { useAskAnew } from '~/tablet/live/use-ask-anew';
import type { SittingView } from './sitting-view';

/** How long it waits, so that a whole hall does not ask within one moment, ms. */
const WITHIN_MS = 2_000;

/** Asks for one's own presence again when an adjournment took it, and when it can be shown again. */
export function usePresenceAnew({ floor: { adjournedUntil } }: SittingView, now: Date): void {
  const ask = useAskAnew();
  const key = adjournedUntil === null ? '' : `${adjournedUntil.getTime()} ${now >= checkInOpensAt({ startsAt: adjournedUntil })}`;
  const known = useRef(key);
  useEffect(() => {
    if (known.current === key) return undefined;
    known.current = key;
    return ask(Math.random() * WITHIN_MS);
  }, [key, ask]);
}
