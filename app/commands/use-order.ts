import { useCallback, useEffect, useRef, useState } from 'react';
import type { PublicError } from '@shared/protocol/public-error';
import type { CommandName } from '../../server/application';
import { useCommand } from './use-command';
import type { PageInput } from './wire';

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
 * @param stored Ids in the order the server last told. @param input What is sent for an order made from another.
 */
export function useOrder<N extends CommandName>(stored: readonly string[], command: N, input: (before: readonly string[], order: readonly string[]) => PageInput<N>): Order {
  const { run, busy, error, clear } = useCommand<N, unknown>();
  const [wanted, setWanted] = useState<readonly string[] | null>(null);
  const latest = useRef({ stored, wanted, busy, input });
  Object.assign(latest.current, { stored, busy, input });

  const want = useCallback((order: readonly string[] | null): void => {
    latest.current.wanted = order;
    setWanted(order);
    clear();
  }, [clear]);
  const send = useCallback(
    (from: readonly string[], order: readonly string[]): void => {
      latest.current.busy = true;
      run(command, latest.current.input(from, order), () => {
        // Carried out, and the rows were asked for anew: only now may the hand's own order go.
        latest.current.busy = false;
        const next = latest.current.wanted;
        if (next && next.join() !== order.join()) send(order, next);
        else want(null);
      });
    },
    [run, command, want],
  );

  useEffect(() => {
    if (wanted === null || error) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [wanted, error]);

  return {
    wanted,
    error,
    put: (order) => {
      want(order);
      if (!latest.current.busy) send(latest.current.stored, order);
    },
    drop: () => want(null),
  };
}
