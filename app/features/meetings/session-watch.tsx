import { useEffect, useRef } from 'react';
import { useLiveMeeting } from '../../tablet/live/use-live-meeting';
import type { SittingView } from '../sitting';
import { isNews } from './session-news';
import { useAskAnew } from '../../tablet/live/use-ask-anew';

/** Tablets of one room must not all ask in the same instant: they spread over this time, ms. */
const SPREAD_MS = 1_500;
/** Lists with a paper that is kept from this person by now do not stay that long, ms. */
const SIGHT_SPREAD_MS = 500;

export interface SessionWatchProps {
  meetingId: string;
  /** The own place in the list of those present is open. */
  mayCheckIn: boolean;
  /** Told of each picture. */
  onPicture?: (picture: SittingView) => void;
}

/** Follows a session for a page that shows a little of it: hands its pictures on, and loads the page's own data again where a picture says that there is more. */
export function SessionWatch({ meetingId, mayCheckIn, onPicture }: SessionWatchProps) {
  const { view, end } = useLiveMeeting<SittingView | null>(meetingId, null);
  const ask = useAskAnew();
  const seen = useRef<SittingView | null>(null);
  const mine = useRef(mayCheckIn);
  mine.current = mayCheckIn;
  const waiting = useRef<() => void>(() => undefined);
  useEffect(() => {
    if (view === null) return;
    const before = seen.current;
    seen.current = view;
    onPicture?.(view);
    if (before === null || !isNews(before, view, mine.current)) return;
    waiting.current();
    waiting.current = ask(Math.random() * (before.sight === view.sight ? SPREAD_MS : SIGHT_SPREAD_MS));
  }, [view, ask, onPicture]);
  useEffect(() => () => waiting.current(), []);
  // What the page says of the sitting is not true any more: its own data tell what is.
  useEffect(() => (end === 'closed' ? ask(0) : undefined), [end, ask]);
  return null;
}
