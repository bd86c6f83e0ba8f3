import type { Socket } from 'socket.io-client';
import {
  MEETING_CLOSED,
  MEETING_JOIN,
  MEETING_LEAVE,
  MEETING_PAGE,
  MEETING_PROTOCOL_VERSION,
  MEETING_VIEW,
  type MeetingClosed,
  type MeetingJoinAnswer,
  type PushedPage,
  type PushedView,
  type ShownPage,
} from '@shared/protocol/meeting-events';
import { deviceOnline, WAKE } from './network-watch';
import { isSignedOut, wakes } from './socket';

export type LiveStatus = 'connecting' | 'connected' | 'reconnecting' | 'offline';

/** Why nothing more will come: another version of the program, signed out, or no seat in this session any more. */
export type LiveEnd = 'outdated' | 'signed_out' | 'closed';

export interface MeetingFeed {
  onView(view: unknown): void;
  onPage(page: ShownPage | null): void;
  /** Joined, for the first time or again: the page the server knows of. */
  onJoined?(page: ShownPage | null): void;
  onStatus(status: LiveStatus): void;
  onEnd(end: LiveEnd | null): void;
}

export const ANSWER_MS = 5_000;
/** Trouble is told late: a reconnect that takes less is not worth a line on the screen. */
const PATIENCE_MS = 5_000;
const AGAIN_MS = 1_000;
/** A connection that was suspended with the page may still call itself connected: it gets this long to prove it. */
const PROBE_MS = 2_000;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Pushed pictures are JSON: instants come as text and are made dates again, as the page's own loader gives them. */
export function withDates(value: unknown): unknown {
  if (typeof value === 'string') return INSTANT.test(value) ? new Date(value) : value;
  if (Array.isArray(value)) return value.map(withDates);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withDates(field)]));
}

/**
 * Joins a meeting on a connection and joins again whenever that comes back. Pictures older than the newest (by sequence) and
 * pages older than the newest (by revision) are left out.
 * @param as asks for less than the account may see. @returns leaves the meeting.
 */
export function openMeetingFeed(socket: Socket, meetingId: string, feed: MeetingFeed, as?: 'screen'): () => void {
  let seq = -1;
  let rev = -1;
  let left = false;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const reached = (): void => {
    clearTimeout(patience);
    patience = undefined;
    feed.onStatus('connected');
  };
  const onLost = (): void => {
    clearTimeout(retry);
    // Each failed attempt tells it again; the patience counts from the first.
    patience ??= setTimeout(() => feed.onStatus(deviceOnline() ? 'reconnecting' : 'offline'), PATIENCE_MS);
  };
  const take = (answer: MeetingJoinAnswer): void => {
    if (answer.ok) {
      seq = answer.seq;
      rev = answer.page?.rev ?? -1;
      feed.onView(withDates(answer.view));
      feed.onPage(answer.page);
      feed.onJoined?.(answer.page);
      feed.onEnd(null);
      reached();
    } else if (answer.code === 'protocol' || answer.code === 'invalid') feed.onEnd('outdated');
    else if (answer.code === 'not_found') feed.onEnd('closed');
    else again((answer.retryAfter ?? 0) * 1_000);
  };
  const ask = async (ms: number): Promise<MeetingJoinAnswer> =>
    (await socket.timeout(ms).emitWithAck(MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId, as })) as MeetingJoinAnswer;
  const join = async (): Promise<void> => {
    try {
      const answer = await ask(ANSWER_MS);
      if (!left) take(answer);
    } catch {
      // No answer in time. A dead connection is found by the socket's own pings; on a living one it is asked again.
      again();
    }
  };
  /** Spread, so that tablets which were refused together do not ask again together. */
  const again = (afterMs = 0): void => {
    onLost();
    if (!left && socket.connected) retry = setTimeout(onConnect, Math.max(AGAIN_MS, afterMs) * (0.75 + Math.random() / 2));
  };
  const onConnect = (): void => {
    clearTimeout(retry);
    void join();
  };
  const onWake = async (): Promise<void> => {
    const { id } = socket;
    try {
      const answer = await ask(PROBE_MS);
      if (!left) take(answer);
    } catch {
      // The ink of the same connection asks as well: the second to find it silent leaves the new one alone.
      if (!left && socket.connected && socket.id === id) socket.disconnect().connect();
    }
  };
  const onRefused = (error: Error): void => {
    onLost();
    if (isSignedOut(error)) feed.onEnd('signed_out');
  };
  const onView = (pushed: PushedView): void => {
    if (pushed.meetingId !== meetingId || pushed.seq < seq) return;
    seq = pushed.seq;
    feed.onView(withDates(pushed.view));
  };
  const onPage = (pushed: PushedPage): void => {
    if (pushed.meetingId !== meetingId || pushed.rev < rev) return;
    rev = pushed.rev;
    feed.onPage(pushed.page);
  };
  const onClosed = (closed: MeetingClosed): void => {
    if (closed.meetingId === meetingId) feed.onEnd('closed');
  };

  socket.on('connect', onConnect);
  socket.on('disconnect', onLost);
  socket.on('connect_error', onRefused);
  socket.on(MEETING_VIEW, onView);
  socket.on(MEETING_PAGE, onPage);
  socket.on(MEETING_CLOSED, onClosed);
  wakes.addEventListener(WAKE, onWake);
  if (socket.connected) onConnect();
  else {
    onLost();
    socket.connect();
  }
  return () => {
    left = true;
    clearTimeout(patience);
    clearTimeout(retry);
    socket.off('connect', onConnect);
    socket.off('disconnect', onLost);
    socket.off('connect_error', onRefused);
    socket.off(MEETING_VIEW, onView);
    socket.off(MEETING_PAGE, onPage);
    socket.off(MEETING_CLOSED, onClosed);
    wakes.removeEventListener(WAKE, onWake);
    // Unsent messages would pile up in the client and be sent after a reconnect, which leaves the meeting anyway.
    if (socket.connected) socket.emit(MEETING_LEAVE, { meetingId });
  };
}
