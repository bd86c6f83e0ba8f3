import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/** Asks for the page's data again when the person comes back to it: a session may have been opened meanwhile. */
export function useFreshOnReturn(): void {
  const { revalidate } = useRevalidator();
  const run = useRef(revalidate);
  run.current = revalidate;
  useEffect(() => {
    const onShow = (): void => {
      if (document.visibilityState === 'visible') run.current();
    };
    document.addEventListener('visibilitychange', onShow);
    return () => document.removeEventListener('visibilitychange', onShow);
  }, []);
}
