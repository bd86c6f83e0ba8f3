import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useLiveMeeting } from '../../tablet/live/use-live-meeting';

/** Tablets of one room must not all ask in the same instant: they spread over this time, ms. */
const SPREAD_MS = 1_500;

/** Loads the page's data again when the sitting has changed; draws nothing. For pages that show a little of a session. */
export function SessionWatch({ meetingId }: { meetingId: string }) {
  const { view, end } = useLiveMeeting<unknown>(meetingId, null);
  const { revalidate } = useRevalidator();
  const run = useRef(revalidate);
  run.current = revalidate;
  const seen = useRef<unknown>(null);
  useEffect(() => {
    if (view === null) return undefined;
    const isFirst = seen.current === null;
    seen.current = view;
    if (isFirst) return undefined;
    const timer = setTimeout(() => run.current(), Math.random() * SPREAD_MS);
    return () => clearTimeout(timer);
  }, [view]);
  // What the page says of the sitting is not true any more: its own data tell what is.
  useEffect(() => {
    if (end === 'closed') run.current();
  }, [end]);
  return null;
}
