import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { CommandName } from '../../../server/application';
import { describeError, useLanguage } from '~/ui/i18n';
import { useCommand } from '../../commands';

/**
 * Values of one dialog and their way to the server. When somebody else changed the row meanwhile, the new row is
 * fetched and both stand side by side; what was typed is never lost.
 * @param initial the row as it is on the server now. @param onDone called with the answer once it is saved.
 */
export function useEditor<N extends CommandName, Values, Answer = unknown>(initial: Values, onDone: (answer: Answer) => void) {
  const { run, busy, error } = useCommand<N, Answer>({ onDone });
  const { revalidate } = useRevalidator();
  const language = useLanguage();
  const [value, setValue] = useState(initial);
  const isConflict = error?.reason.endsWith('.changed_elsewhere') === true;
  useEffect(() => {
    if (isConflict) revalidate();
  }, [isConflict, revalidate]);
  return {
    value,
    set: (change: Partial<Values>): void => setValue((known) => ({ ...known, ...change })),
    replace: setValue as (next: Values) => void,
    error,
    isConflict,
    busy,
    /** The sentence for one field, when the refusal names it. */
    problem: (field: string): string | null => (error && error.params.field === field ? describeError(error, language) : null),
    run,
  };
}
