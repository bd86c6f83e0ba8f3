import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { watchMeeting } from '~/tablet/live/shared-feed';
import { connection } from '~/tablet/live/socket';
import { pageLife, WAKE } from '~/tablet/page-life';

/** What others do with the minutes shows without loading the page anew: told by the sitting's feed, and asked for by a page that was away. */
export function useMinutesNews(meetingId: string): void {
  const { revalidate } = useRevalidator();
  const latest = useRef(revalidate);
  latest.current = revalidate;
  useEffect(() => {
    const look = (): void => void latest.current();
    const leave = watchMeeting(connection(), meetingId, { onView: look, onPage: () => undefined, onStatus: () => undefined, onEnd: () => undefined });
    pageLife.addEventListener(WAKE, look);
    return () => {
      leave();
      pageLife.removeEventListener(WAKE, look);
    };
  }, [meetingId]);
}
