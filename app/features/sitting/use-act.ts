import { useFetcher } from '@remix-run/react';
import type { PublicError } from '@shared/protocol/public-error';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandInput } from '../../../server/application';
import type { ActionAnswer } from '../../data.server';
import { unreachedError } from '../errors/unreached-error';
import { deviceOnline } from '~/tablet/live/network-watch';
import { newCommandId } from '../meetings/command-id';
import type { SittingCommand } from './commands';

type InputOf<N extends SittingCommand> = Omit<CommandInput<N>, 'meetingId'>;

export interface Act {
  /** Sends a command of this page's meeting; `onDone` runs once it was carried out. */
  run<N extends SittingCommand>(command: N, input: InputOf<N>, onDone?: () => void): void;
  /** The command under way. */
  busy: SittingCommand | null;
  error: PublicError | null;
  clear(): void;
}

/**
 * One act at a time through the page's action; the same act sent again keeps its id, so that a double tap acts once.
 * @param action of another page, where the page itself has none for it.
 */
export function useAct(action?: string): Act {
  const fetcher = useFetcher<ActionAnswer<unknown>>();
  const [error, setError] = useState<PublicError | null>(null);
  const [busy, setBusy] = useState<SittingCommand | null>(null);
  const pending = useRef<{ key: string; id: string } | null>(null);
  const done = useRef<(() => void) | undefined>(undefined);
  const submit = useRef(fetcher.submit);
  submit.current = fetcher.submit;

  const run = useCallback<Act['run']>((command, input, onDone) => {
    const body = JSON.stringify(input);
    const key = `${command} ${body}`;
    if (pending.current?.key !== key) pending.current = { key, id: newCommandId() };
    if (!deviceOnline()) {
      setError(unreachedError());
      return;
    }
    done.current = onDone;
    setBusy(command);
    setError(null);
    submit.current({ command, input: body, commandId: pending.current.id }, { method: 'post', action });
  }, [action]);

  const { state, data } = fetcher;
  useEffect(() => {
    if (state !== 'idle' || !data || busy === null) return;
    setBusy(null);
    if (!data.ok) {
      setError(data.error);
      return;
    }
    pending.current = null;
    done.current?.();
  }, [state, data, busy]);

  return { run, busy, error, clear: useCallback(() => setError(null), []) };
}
