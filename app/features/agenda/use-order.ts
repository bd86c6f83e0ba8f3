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
  const latest = useRef({ stored, wanted, act });
  latest.current.stored = stored;
  latest.current.act = act;
  const sent = useRef<readonly string[] | null>(null);
  /** What the server has stored, as long as the rows on the screen are older than its answer. */
  const answeredOrder = useRef<readonly string[] | null>(null);

  const { submit } = fetcher;
  const send = useCallback(
    (from: readonly string[], order: readonly string[]): void => {
      sent.current = order;
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

  const { state, data } = fetcher;
  useEffect(() => {
    if (state === 'submitting' || !data) return;
    const answered = sent.current;
    const next = latest.current.wanted;
    if (answered) {
      sent.current = null;
      answeredOrder.current = data.ok ? answered : null;
      if (!data.ok) setError(data.error);
      else if (next && next.join() !== answered.join()) return send(answered, next);
    }
    // The rows of the server come with the end of the fetch; until then the hand's own order is shown.
    if (state !== 'idle') return;
    answeredOrder.current = null;
    if (data.ok) want(null);
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
      if (!sent.current) send(answeredOrder.current ?? latest.current.stored, order);
    },
    drop: () => want(null),
  };
}
