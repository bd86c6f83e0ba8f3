import { useEffect, useRef } from 'react';
import { useAskAnew } from '../../tablet/live/use-ask-anew';
import { useLiveMeeting } from '../../tablet/live/use-live-meeting';
import type { SittingView } from '../sitting';

/** Pages of one hall must not all ask in the same instant: they spread over this time, ms; what was pulled back is gone within two seconds (SR11). */
const SPREAD_MS = 500;

/** Follows the sessions of what was found: where a paper was replaced or withdrawn, or the right to one is gone, the question is asked anew. */
export function SearchWatch({ meetingIds }: { meetingIds: readonly string[] }) {
  const ask = useAskAnew();
  return <>{meetingIds.map((id) => <OneSession key={id} meetingId={id} ask={ask} />)}</>;
}

function OneSession({ meetingId, ask }: { meetingId: string; ask: (afterMs: number) => () => void }) {
  const { view, end } = useLiveMeeting<SittingView | null>(meetingId, null);
  const seen = useRef<string | null>(null);
  const waiting = useRef<() => void>(() => undefined);
  const papers = view ? `${view.prepared} ${view.sight}` : null;
  useEffect(() => {
    if (papers === null) return;
    const before = seen.current;
    seen.current = papers;
    if (before === null || before === papers) return;
    waiting.current();
    waiting.current = ask(Math.random() * SPREAD_MS);
  }, [papers, ask]);
  useEffect(() => () => waiting.current(), []);
  useEffect(() => (end === 'closed' ? ask(0) : undefined), [end, ask]);
  return null;
}
