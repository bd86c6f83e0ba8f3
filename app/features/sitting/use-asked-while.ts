import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';

/** What an address says, asked at once and every `everyMs` as long as it is looked at; undefined before the first answer. */
export function useAskedWhile<Answer>(isLookedAt: boolean, address: string, everyMs: number) {
  const { load, data } = useFetcher<Answer>();
  useEffect(() => {
    if (!isLookedAt) return undefined;
    const ask = (): void => load(address);
    ask();
    const timer = setInterval(ask, everyMs);
    return () => clearInterval(timer);
  }, [isLookedAt, address, everyMs, load]);
  return data;
}
