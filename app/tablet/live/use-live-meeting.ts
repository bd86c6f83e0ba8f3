import { useCallback, useEffect, useRef, useState } from 'react';
import {
  MEETING_JOIN,
  MEETING_LEAVE,
  MEETING_PAGE,
  MEETING_PROTOCOL_VERSION,
  MEETING_VIEW,
  PAGE_SHOW,
  type MeetingJoinAnswer,
  type PageShowAnswer,
  type PushedView,
  type ShownPage,
} from '@shared/protocol/meeting-events';
import { connection } from './socket';

export type LiveStatus = 'connecting' | 'connected' | 'reconnecting' | 'offline';

export interface LiveMeeting<View> {
  view: View;
  /** Page the presenter shows, null when nobody presents. */
  page: ShownPage | null;
  status: LiveStatus;
  /** The server speaks another version of the protocol: the page must be loaded anew. */
  outdated: boolean;
  /** Turns the page for all who follow; false when it was refused or could not be sent. */
  presentPage(documentId: string, page: number): Promise<boolean>;
}

const ANSWER_MS = 5_000;
/** Trouble is told late: a reconnect that takes less is not worth a line on the screen. */
const PATIENCE_MS = 5_000;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Pushed pictures are JSON: instants come as text and are made dates again, as the page's own loader gives them. */
function withDates(value: unknown): unknown {
  if (typeof value === 'string') return INSTANT.test(value) ? new Date(value) : value;
  if (Array.isArray(value)) return value.map(withDates);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withDates(field)]));
}

/**
 * The sitting as it is pushed. `initial` is what the page was loaded with; pictures that arrive later replace it,
 * older ones (by sequence) are ignored.
 */
export function useLiveMeeting<View>(meetingId: string, initial: View): LiveMeeting<View> {
  const [view, setView] = useState(initial);
  const [page, setPage] = useState<ShownPage | null>(null);
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const [outdated, setOutdated] = useState(false);
  const seq = useRef(-1);
  const rev = useRef(-1);

  useEffect(() => {
    setView(initial);
  }, [initial]);

  useEffect(() => {
    const socket = connection();
    let patience: ReturnType<typeof setTimeout> | undefined;
    const takePage = (next: ShownPage | null, fresh = false): void => {
      if (next && next.meetingId !== meetingId) return;
      if (next && !fresh && next.rev < rev.current) return;
      rev.current = next?.rev ?? -1;
      setPage(next);
    };
    const join = async (): Promise<void> => {
      const answer = (await socket
        .timeout(ANSWER_MS)
        .emitWithAck(MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId })) as MeetingJoinAnswer;
      if (!answer.ok) {
        setOutdated(answer.code === 'protocol');
        return;
      }
      clearTimeout(patience);
      seq.current = answer.seq;
      setView(withDates(answer.view) as View);
      takePage(answer.page, true);
      setStatus('connected');
    };
    const onConnect = (): void => {
      // No answer in time: the socket's own pings decide whether the connection is dead, and `connect` comes again.
      join().catch(() => undefined);
    };
    const onLost = (): void => {
      clearTimeout(patience);
      patience = setTimeout(() => setStatus(navigator.onLine ? 'reconnecting' : 'offline'), PATIENCE_MS);
    };
    const onView = (pushed: PushedView<View>): void => {
      if (pushed.meetingId !== meetingId || pushed.seq < seq.current) return;
      seq.current = pushed.seq;
      setView(withDates(pushed.view) as View);
    };
    const onPage = (next: ShownPage): void => takePage(next);
    socket.on('connect', onConnect);
    socket.on('disconnect', onLost);
    socket.on('connect_error', onLost);
    socket.on(MEETING_VIEW, onView);
    socket.on(MEETING_PAGE, onPage);
    if (socket.connected) onConnect();
    else socket.connect();
    return () => {
      clearTimeout(patience);
      socket.off('connect', onConnect);
      socket.off('disconnect', onLost);
      socket.off('connect_error', onLost);
      socket.off(MEETING_VIEW, onView);
      socket.off(MEETING_PAGE, onPage);
      socket.emit(MEETING_LEAVE, { meetingId });
    };
  }, [meetingId]);

  const presentPage = useCallback(
    async (documentId: string, shown: number): Promise<boolean> => {
      try {
        const answer = (await connection().timeout(ANSWER_MS).emitWithAck(PAGE_SHOW, { meetingId, documentId, page: shown })) as PageShowAnswer;
        return answer.ok;
      } catch {
        return false;
      }
    },
    [meetingId],
  );

  return { view, page, status, outdated, presentPage };
}
