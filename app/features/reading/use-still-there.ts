import { useEffect, useRef, useState } from 'react';

/** Tablets of one room do not all ask in the same instant, ms. */
const SPREAD_MS = 400;

/**
 * Whether the paper that is open is still there for this person: asked again whenever the papers they see are others (`sight`). What
 * cannot be asked now is taken as before; the server refuses its bytes in any case. The answer also tells the browser to drop its copies.
 */
export function useStillThere(url: string, sight: string): boolean {
  const [isThere, setThere] = useState(true);
  const known = useRef(sight);
  useEffect(() => {
    if (known.current === sight) return;
    known.current = sight;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      fetch(url, { cache: 'no-store', headers: { Range: 'bytes=0-0' }, signal: asking.signal }).then(({ status }) => setThere(status !== 404 && status !== 410), () => undefined);
    }, Math.random() * SPREAD_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [url, sight]);
  return isThere;
}
