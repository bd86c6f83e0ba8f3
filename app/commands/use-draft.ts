import { useCallback, useEffect, useState } from 'react';
import type { KeptText } from './kept-text';
import { useKeptTexts } from './use-kept-texts';

export interface Draft<T> {
  value: T;
  change(next: T): void;
  /** Values nobody has typed yet: nothing of them is kept. */
  begin(next: T): void;
  /** What was left unsaved on this device by this person, until it is taken back or dropped. */
  left: KeptText<T> | null;
  takeBack(): void;
  drop(): void;
  /** To be called when the server has it. */
  saved(): void;
}

/**
 * Values of a form that survive an expired session or a closed tab: kept on this device, under this person, until they
 * are saved. What an earlier visit left is offered, never put in place of the server's text by itself.
 */
export function useDraft<T>(name: string, initial: T): Draft<T> {
  const texts = useKeptTexts();
  const [value, setValue] = useState(initial);
  const [left, setLeft] = useState<KeptText<T> | null>(null);
  useEffect(() => {
    const stored = texts.read<T>(name);
    if (stored && JSON.stringify(stored.value) !== JSON.stringify(initial)) setLeft(stored);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what lay there when the form was opened is offered
  }, [texts, name]);
  const change = useCallback(
    (next: T): void => {
      setValue(next);
      texts.keep(name, next, location.pathname + location.search);
    },
    [texts, name],
  );
  const forget = useCallback((): void => {
    texts.forget(name);
    setLeft(null);
  }, [texts, name]);
  return {
    value,
    change,
    begin: setValue,
    left,
    takeBack: () => {
      if (left) change(left.value);
      setLeft(null);
    },
    drop: forget,
    saved: forget,
  };
}
