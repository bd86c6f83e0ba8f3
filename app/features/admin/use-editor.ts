import { useFetcher, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { ActionAnswer } from '../../data.server';
import { describeError, useLanguage } from '~/ui/i18n';
import { newCommandId } from '../meetings/command-id';

/**
 * Values of one dialog and their way to the server. When somebody else changed the row meanwhile, the new row is
 * fetched and both stand side by side; what was typed is never lost.
 * @param initial the row as it is on the server now. @param onDone called with the answer once it is saved.
 */
export function useEditor<Values, Answer = unknown>(initial: Values, onDone: (answer: Answer) => void) {
  const fetcher = useFetcher<ActionAnswer<Answer>>();
  const revalidator = useRevalidator();
  const language = useLanguage();
  const [value, setValue] = useState(initial);
  const [commandId, setCommandId] = useState(newCommandId);
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined;
  const error = answer && !answer.ok ? answer.error : null;
  const isConflict = error?.reason === 'organization.changed_elsewhere';
  useEffect(() => {
    if (!answer) return;
    setCommandId(newCommandId());
    if (answer.ok) onDone(answer.value);
    else if (answer.error.reason === 'organization.changed_elsewhere') revalidator.revalidate();
    // Once per answer; the callbacks are made anew on every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [answer]);
  return {
    value,
    set: (change: Partial<Values>): void => setValue({ ...value, ...change }),
    replace: setValue,
    error,
    isConflict,
    busy: fetcher.state !== 'idle',
    /** The sentence for one field, when the refusal names it. */
    problem: (field: string): string | null => (error && error.params.field === field ? describeError(error, language) : null),
    send: (intent: string, input: unknown): void => void fetcher.submit({ intent, commandId, values: JSON.stringify(input) }, { method: 'post' }),
  };
}
