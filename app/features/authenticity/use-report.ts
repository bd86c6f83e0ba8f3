import { useCallback, useEffect, useState } from 'react';
import type { Report } from '../verification';

/** The report at an address, asked for when it is wanted. */
export function useReport(href: string): { report: Report | null; failed: boolean; ask: () => void } {
  const [state, setState] = useState<{ report: Report | null; failed: boolean }>({ report: null, failed: false });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    setState({ report: null, failed: false });
    fetch(href, { signal: gone.signal, headers: { Accept: 'application/json' } })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        setState({ report: (await answer.json()) as Report, failed: false });
      })
      .catch(() => { if (!gone.signal.aborted) setState({ report: null, failed: true }); });
    return () => gone.abort();
  }, [href, turn]);
  return { ...state, ask: useCallback(() => setTurn((count) => count + 1), []) };
}
