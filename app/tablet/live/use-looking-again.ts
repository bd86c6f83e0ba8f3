import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

/** So often a page asks how far something is, ms. */
const LOOK_MS = 2_000;

/** While something of the page is being made by a job, the page is loaded anew now and then. */
export function useLookingAgain(isWaiting: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(revalidate, LOOK_MS);
    return () => clearInterval(timer);
  }, [isWaiting, revalidate]);
}
