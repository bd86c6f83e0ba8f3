import { useEffect, useState } from 'react';

/** So often it is asked whether one still prepares here, and for which papers, ms: what ended is gone within two seconds. */
const ASK_MS = 1_500;

/**
 * Papers of the session that the leader sees now, as `document.version`; null: one does not prepare for them any more. Without an answer it stays as it
 * was; the server refuses every paper in any case.
 */
export function useStillPrepared(base: string, loaded: readonly string[]): readonly string[] | null {
  const [papers, setPapers] = useState<readonly string[] | null>(loaded);
  const isOver = papers === null;
  useEffect(() => {
    if (isOver) return undefined;
    const abort = new AbortController();
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      fetch(`${base}/still`, { cache: 'no-store', signal: abort.signal, headers: { Accept: 'application/json' } }).then(async (answer) => {
        if (answer.status === 404) setPapers(null);
        else if (answer.ok) {
          const { papers: now } = (await answer.json()) as { papers: string[] };
          setPapers((before) => (before?.join() === now.join() ? before : now));
        }
      }).catch(() => undefined);
    }, ASK_MS);
    return () => {
      abort.abort();
      clearInterval(timer);
    };
  }, [base, isOver]);
  return papers;
}
