import type { ShownPage } from '@shared/protocol/meeting-events';
import type { Socket } from 'socket.io-client';
import { openMeetingFeed, type LiveEnd, type LiveStatus, type MeetingFeed } from './meeting-feed';

interface Shared {
  socket: Socket;
  watchers: Set<MeetingFeed>;
  /** What a watcher that comes later is told first. */
  known: { view?: { value: unknown }; page: ShownPage | null; status: LiveStatus; end: LiveEnd | null };
  leave: () => void;
}

const open = new Map<string, Shared>();

function begin(socket: Socket, meetingId: string, as: 'screen' | undefined): Shared {
  const shared: Shared = { socket, watchers: new Set(), known: { page: null, status: 'connecting', end: null }, leave: () => undefined };
  const { known } = shared;
  const tell = (say: (feed: MeetingFeed) => void): void => shared.watchers.forEach(say);
  shared.leave = openMeetingFeed(
    socket,
    meetingId,
    {
      onView: (value) => { known.view = { value }; tell((feed) => feed.onView(value)); },
      onPage: (page) => { known.page = page; tell((feed) => feed.onPage(page)); },
      onJoined: (page) => tell((feed) => feed.onJoined?.(page)),
      onStatus: (status) => { known.status = status; tell((feed) => feed.onStatus(status)); },
      onEnd: (end) => { known.end = end; tell((feed) => feed.onEnd(end)); },
    },
    as,
  );
  return shared;
}

/**
 * Watches a meeting together with whatever else on this page watches it: the connection joins once, and leaves with the
 * last one, since leaving would end the pushes for all of them. @returns stops watching.
 */
export function watchMeeting(socket: Socket, meetingId: string, feed: MeetingFeed, as?: 'screen'): () => void {
  const key = `${meetingId} ${as ?? ''}`;
  const running = open.get(key);
  const shared = running?.socket === socket ? running : begin(socket, meetingId, as);
  open.set(key, shared);
  shared.watchers.add(feed);
  const { view, page, status, end } = shared.known;
  if (view) {
    feed.onView(view.value);
    feed.onPage(page);
    feed.onJoined?.(page);
  }
  if (status !== 'connecting') feed.onStatus(status);
  if (end !== null) feed.onEnd(end);
  return () => {
    shared.watchers.delete(feed);
    if (shared.watchers.size > 0) return;
    shared.leave();
    if (open.get(key) === shared) open.delete(key);
  };
}
