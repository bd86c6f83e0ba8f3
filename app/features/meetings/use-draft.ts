import { useCallback, useEffect, useState } from 'react';
import { useMe } from '../account/account-menu';

interface StoredDraft<T> {
  value: T;
  /** ISO. */
  at: string;
}

export interface Draft<T> {
  value: T;
  change(next: T): void;
  /** What was left unsaved on this device by this person, until it is taken back or dropped. */
  left: StoredDraft<T> | null;
  takeBack(): void;
  drop(): void;
  /** To be called when the server has it. */
  saved(): void;
}

function read<T>(key: string): StoredDraft<T> | null {
  try {
    const raw = localStorage.getItem(key);
    return raw ? (JSON.parse(raw) as StoredDraft<T>) : null;
  } catch {
    return null;
  }
}

/**
 * Values of a form that survive an expired session or a closed tab: kept on this device, under this person, until they
 * are saved. What an earlier visit left is offered, never put in place of the server's text by itself.
 */
export function useDraft<T>(name: string, initial: T): Draft<T> {
  const { personId } = useMe();
  const key = `phien.draft.${personId}.${name}`;
  const [value, setValue] = useState(initial);
  const [left, setLeft] = useState<StoredDraft<T> | null>(null);
  useEffect(() => {
    const stored = read<T>(key);
    if (stored && JSON.stringify(stored.value) !== JSON.stringify(initial)) setLeft(stored);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what lay there when the form was opened is offered
  }, [key]);
  const change = useCallback(
    (next: T): void => {
      setValue(next);
      try {
        localStorage.setItem(key, JSON.stringify({ value: next, at: new Date().toISOString() } satisfies StoredDraft<T>));
      } catch {
        // A full or forbidden storage only loses the safety net; the form itself goes on.
      }
    },
    [key],
  );
  const forget = useCallback((): void => {
    localStorage.removeItem(key);
    setLeft(null);
  }, [key]);
  return {
    value,
    change,
    left,
    takeBack: () => {
      if (left) change(left.value);
      setLeft(null);
    },
    drop: forget,
    saved: forget,
  };
}
