import { useEffect, useRef } from 'react';

/**
 * Closes `target` once nobody shows it any more. An effect that is run again at once with the same target (React's
 * strict mode) takes the closing back: what was closed cannot be opened again.
 */
export function useClosing(target: object, close: () => void): void {
  const due = useRef<{ target: object; timer: ReturnType<typeof setTimeout> } | null>(null);
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (due.current?.target === target) {
      clearTimeout(due.current.timer);
      due.current = null;
    }
    // The one that belongs to this target: by the time it runs another may be shown.
    const closing = latest.current;
    return () => {
      due.current = { target, timer: setTimeout(closing) };
    };
  }, [target]);
}
