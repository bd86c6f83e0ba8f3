import { useFetcher } from '@remix-run/react';
import type { PublicError } from '@shared/protocol/public-error';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandName, CommandResult } from '../../server/application';
import { deviceOnline } from '~/tablet/live/network-watch';
import { newCommandId } from './command-id';
import { unreachedError } from './unreached-error';
import { commandFields, type ActionAnswer, type PageInput } from './wire';

export interface Sender<N extends CommandName, Answer = CommandResult<N>> {
  /** Sends a command to the page's action. @param onDone runs once it was carried out. @param file goes along with it. */
  run<K extends N>(command: K, input: PageInput<K>, onDone?: ((answer: Answer) => void) | null, file?: File): void;
  busy: boolean;
  /** The command under way. */
  doing: N | null;
  error: PublicError | null;
  clear(): void;
}

interface Options<Answer> {
  /** Address of another page, where the page itself takes no such command. */
  page?: string;
  /** Runs once for each command that was carried out. */
  onDone?: (answer: Answer) => void;
}

interface Sent<N, Answer> {
  command: N;
  input: unknown;
  onDone: ((answer: Answer) => void) | null | undefined;
  file: File | undefined;
}

/**
 * Commands of one form, row or screen, one at a time. While one is on its way, another of the same kind is not taken, so that two taps
 * before the page has drawn itself anew are one act; one of another kind follows, unless the first is refused. Sent again unchanged, a
 * command keeps its id until it was carried out: one whose answer was lost is not done twice.
 */
export function useCommand<N extends CommandName, Answer = CommandResult<N>>({ page, onDone }: Options<Answer> = {}): Sender<N, Answer> {
  const fetcher = useFetcher<ActionAnswer<Answer>>();
  const [error, setError] = useState<PublicError | null>(null);
  const [doing, setDoing] = useState<N | null>(null);
  /** What nobody has told to be carried out. */
  const last = useRef<{ key: string; id: string } | null>(null);
  /** What is on its way, and the answer that was there before it. */
  const underWay = useRef<(Sent<N, Answer> & { earlier: unknown; hasLeft: boolean }) | null>(null);
  const waiting = useRef<Sent<N, Answer>[]>([]);
  const latest = useRef({ fetcher, page, onDone });
  latest.current = { fetcher, page, onDone };

  const send = useCallback((sent: Sent<N, Answer>): void => {
    const { command, input, file } = sent;
    const key = `${command} ${JSON.stringify(input)}`;
    // Of a file nobody can say that it is the one sent before.
    if (last.current?.key !== key || file) last.current = { key, id: newCommandId() };
    if (!deviceOnline()) {
      waiting.current = [];
      setError(unreachedError());
      return;
    }
    underWay.current = { ...sent, earlier: latest.current.fetcher.data, hasLeft: false };
    setDoing(command);
    setError(null);
    const fields = commandFields(command, input as PageInput<N>, last.current.id);
    const action = latest.current.page;
    if (!file) return latest.current.fetcher.submit(fields, { method: 'post', action });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', file);
    latest.current.fetcher.submit(form, { method: 'post', action, encType: 'multipart/form-data' });
  }, []);

  const run = useCallback<Sender<N, Answer>['run']>((command, input, done, file) => {
    const sent = { command, input, onDone: done, file };
    const known = underWay.current ? [underWay.current, ...waiting.current] : [];
    if (known.length === 0) send(sent);
    else if (known.every((other) => other.command !== command)) waiting.current.push(sent);
  }, [send]);

  const { state, data } = fetcher;
  // Idle means that the page was asked for anew as well.
  useEffect(() => {
    const sent = underWay.current;
    if (!sent) return;
    if (state !== 'idle') {
      sent.hasLeft = true;
      return;
    }
    const answer = data === sent.earlier ? undefined : data;
    if (!answer && !sent.hasLeft) return;
    underWay.current = null;
    setDoing(null);
    if (!answer?.ok) {
      waiting.current = [];
      if (answer) setError(answer.error);
      return;
    }
    last.current = null;
    sent.onDone?.(answer.value);
    latest.current.onDone?.(answer.value);
    const next = waiting.current.shift();
    if (next) send(next);
  }, [state, data, send]);

  return { run, busy: state !== 'idle' || doing !== null, doing, error, clear: useCallback(() => setError(null), []) };
}
