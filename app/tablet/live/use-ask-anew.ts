import { useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';

/**
 * Loads the data of the page again a moment after something happened, once for all that happened meanwhile: not at all when a
 * load began since, for whatever reason. @returns asks; what it returns takes the question back.
 */
export function useAskAnew(): (afterMs: number) => () => void {
  const { revalidate, state } = useRevalidator();
  const run = useRef(revalidate);
  run.current = revalidate;
  const began = useRef(-Infinity);
  useEffect(() => {
    if (state === 'loading') began.current = performance.now();
  }, [state]);
  return useCallback((afterMs) => {
    const since = performance.now();
    const timer = setTimeout(() => {
      if (began.current < since) run.current();
    }, afterMs);
    return () => clearTimeout(timer);
  }, []);
}
