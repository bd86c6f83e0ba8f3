import { useFetcher } from '@remix-run/react';
import type { PublicError } from '@shared/protocol/public-error';
import { useEffect, useRef, useState } from 'react';
import type { ActionAnswer } from '../../data.server';
import { newCommandId } from './command-id';

export interface Send {
  /** Sends one act to the page's action; while one is on the way further ones are not taken, so that no answer is dropped. */
  send(intent: string, values: unknown): void;
  busy: boolean;
  error: PublicError | null;
  clear(): void;
}

/**
 * Acts of one form or row. Sent again unchanged, an act keeps its command id until it was carried out: one whose answer
 * was lost is not done twice.
 * @param onDone runs once per act that was carried out.
 */
export function useSend<Answer = unknown>(onDone?: (answer: Answer) => void): Send {
  const fetcher = useFetcher<ActionAnswer<Answer>>();
  const [error, setError] = useState<PublicError | null>(null);
  const last = useRef<{ body: string; id: string } | null>(null);
  const isUnderWay = useRef(false);
  const done = useRef(onDone);
  done.current = onDone;
  const { state, data } = fetcher;
  useEffect(() => {
    if (state !== 'idle' || !data || !isUnderWay.current) return;
    isUnderWay.current = false;
    if (!data.ok) return setError(data.error);
    last.current = null;
    done.current?.(data.value);
  }, [state, data]);
  return {
    busy: state !== 'idle',
    error,
    clear: () => setError(null),
    send: (intent, values) => {
      if (isUnderWay.current) return;
      const json = JSON.stringify(values);
      const body = `${intent} ${json}`;
      if (last.current?.body !== body) last.current = { body, id: newCommandId() };
      isUnderWay.current = true;
      setError(null);
      fetcher.submit({ intent, commandId: last.current.id, values: json }, { method: 'post' });
    },
  };
}
