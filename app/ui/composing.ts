import { useEffect } from 'react';

/** Keys that belong to an input method (Telex on macOS, iPad, ibus): Safari tells the key that ends a word after the composition, by its code alone. */
const PROCESSED_BY_INPUT_METHOD = 229;

const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === PROCESSED_BY_INPUT_METHOD;

/**
 * While an input method composes a word no handler of the page sees its keys: the Enter that ends the word chooses nothing and sends nothing,
 * Escape closes nothing. One guard before all handlers, because each of them would have to look otherwise.
 */
export function useComposingGuard(): void {
  useEffect(() => {
    const guard = (event: KeyboardEvent): void => {
      if (isComposing(event)) event.stopPropagation();
    };
    const kinds = ['keydown', 'keyup'] as const;
    for (const kind of kinds) window.addEventListener(kind, guard, { capture: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, guard, { capture: true });
    };
  }, []);
}
