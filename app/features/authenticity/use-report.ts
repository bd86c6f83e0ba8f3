import { useCallback, useEffect, useState } from 'react';
import { askFor } from '~/tablet/ask-for';
import type { Report } from '../verification';

/** The report at an address, asked for when it is wanted. */
export function useReport(href: string): { report: Report | null; failed: boolean; ask: () => void } {
  const [state, setState] = useState<{ report: Report | null; failed: boolean }>({ report: null, failed: false });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    setState({ report: null, failed: false });
    void askFor<Report>(href, gone.signal).then((report) => { if (!gone.signal.aborted) setState({ report, failed: report === null }); });
    return () => gone.abort();
  }, [href, turn]);
  return { ...state, ask: useCallback(() => setTurn((count) => count + 1), []) };
}
