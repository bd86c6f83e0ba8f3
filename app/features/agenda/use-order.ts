import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PublicError } from '@shared/protocol/public-error';
import type { ActionAnswer } from '../../data.server';
import { newCommandId } from '../meetings/command-id';

export interface Order {
  /** Order put by this hand that the server has not confirmed yet; null when what is shown is what is stored. */
  readonly wanted: readonly string[] | null;
  readonly error: PublicError | null;
  put: (order: readonly string[]) => void;
  /** Gives up what was not stored. */
  drop: () => void;
}

/**
 * Orders put one after the other, faster than the server answers: one is on the way at a time, each says which order
 * it was made from, and only the newest follows. Moving twice quickly is never a conflict with oneself.
 *
 * @param stored Ids in the order the server last told. @param act What is sent for an order made from another.
 */
export function useOrder(stored: readonly string[], act: (before: readonly string[], order: readonly string[]) => { intent: string; values: unknown }): Order {
  const fetcher = useFetcher<ActionAnswer<unknown>>();
  const [wanted, setWanted] = useState<readonly string[] | null>(null);
  const [error, setError] = useState<PublicError | null>(null);
  const { submit, state, data } = fetcher;
  const latest = useRef({ stored, wanted, data, act });
  Object.assign(latest.current, { stored, data, act });
  /** What is on its way, and the answer that was there before it. */
  const sent = useRef<{ order: readonly string[]; earlier: unknown } | null>(null);

  const send = useCallback(
    (from: readonly string[], order: readonly string[]): void => {
      sent.current = { order, earlier: latest.current.data };
      const { intent, values } = latest.current.act(from, order);
      submit({ intent, commandId: newCommandId(), values: JSON.stringify(values) }, { method: 'post' });
    },
    [submit],
  );
  const want = useCallback((order: readonly string[] | null): void => {
    latest.current.wanted = order;
    setWanted(order);
    setError(null);
  }, []);

  // Idle means that the rows were asked for anew as well: only then may the hand's own order go.
  useEffect(() => {
    const answered = sent.current;
    if (state !== 'idle' || !data || !answered || answered.earlier === data) return;
    sent.current = null;
    const next = latest.current.wanted;
    if (!data.ok) setError(data.error);
    else if (next && next.join() !== answered.order.join()) send(answered.order, next);
    else want(null);
  }, [state, data, send, want]);

  useEffect(() => {
    if (wanted === null || error) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [wanted, error]);

  return {
    wanted,
    error: state === 'submitting' ? null : error,
    put: (order) => {
      want(order);
      if (!sent.current) send(latest.current.stored, order);
    },
    drop: () => want(null),
  };
}
