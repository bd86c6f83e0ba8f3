import { useLocation, useNavigate } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { QueryResult } from '../../../server/application';

type Found = QueryResult<'meetings.find-people'>;

/** Typing goes on for this long before the server is asked, ms. */
const PAUSE = 150;
const SHORTEST = 2;

export interface PeopleSearch {
  /** Null: nothing asked yet, or the answer is not there. */
  found: Found | null;
  isMissed: boolean;
  again: () => void;
}

/**
 * People by what is typed; only the answer to the newest text counts. Asked with a plain request: a router's fetcher
 * would put an error page in the place of this one when the network fails, and lead to the bare answer after signing in.
 */
export function usePeopleSearch(text: string): PeopleSearch {
  const [answer, setAnswer] = useState<{ text: string; found: Found | null } | null>(null);
  const [tries, setTries] = useState(0);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const wanted = text.trim();
  useEffect(() => {
    if (wanted.length < SHORTEST) return undefined;
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      const response = await fetch(`/meetings/people?text=${encodeURIComponent(wanted)}`, { signal: abort.signal });
      if (response.redirected) return navigate(`/sign-in?next=${encodeURIComponent(pathname)}`);
      setAnswer({ text: wanted, found: response.ok ? ((await response.json()) as Found) : null });
    };
    const timer = setTimeout(() => {
      ask().catch(() => {
        if (!abort.signal.aborted) setAnswer({ text: wanted, found: null });
      });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [wanted, tries, navigate, pathname]);
  const isAnswered = answer !== null && answer.text === wanted;
  return { found: wanted.length >= SHORTEST ? (answer?.found ?? null) : null, isMissed: isAnswered && answer.found === null, again: () => setTries((known) => known + 1) };
}
