import type { Sessions } from '../http/session';
import {
  ACTIVITY,
  activitySchema,
  MEETING_JOIN,
  MEETING_LEAVE,
  MEETING_PAGE,
  MEETING_PROTOCOL_VERSION,
  meetingJoinSchema,
  meetingLeaveSchema,
  PAGE_SHOW,
  pageShowSchema,
  type MeetingJoinAnswer,
  type PageShowAnswer,
  type PushedPage,
} from '../../shared/protocol/meeting-events';
import { defineEvent, type AnySocketEvent, type Connection } from './event-registry';
import type { LiveRooms } from '../../live/live-rooms';
import type { ShownPages } from '../../live/shown-pages';

export interface MeetingLaneOptions {
  live: LiveRooms;
  pages: ShownPages;
  sessions: Sessions;
  /** Changes when a backup was put back. */
  epoch: string;
}

/** Everything a client may say about meetings; documented in docs/protocol.md. */
export function meetingEvents({ live, pages, sessions, epoch }: MeetingLaneOptions): ReadonlyMap<string, AnySocketEvent> {
  const inMeeting = (connection: Connection, { meetingId }: { meetingId: string }): string | null => (live.has(connection, meetingId) ? null : 'not_found');
  const events = [
    defineEvent({
      name: MEETING_JOIN,
      schema: meetingJoinSchema,
      proto: MEETING_PROTOCOL_VERSION,
      cost: 4,
      policy: () => null,
      async handle(connection, { meetingId, as }): Promise<MeetingJoinAnswer> {
        const first = await live.join(connection, meetingId, as);
        if (!first) return { ok: false, code: 'not_found' };
        return { ok: true, seq: first.seq, view: first.view, page: await pages.current(meetingId), epoch };
      },
    }),
    defineEvent({
      name: MEETING_LEAVE,
      schema: meetingLeaveSchema,
      cost: 1,
      policy: inMeeting,
      handle(connection, { meetingId }) {
        live.leave(connection, meetingId);
        return { ok: true };
      },
    }),
    defineEvent({
      name: PAGE_SHOW,
      schema: pageShowSchema,
      cost: 1,
      policy: inMeeting,
      async handle(connection, { meetingId, documentId, page }): Promise<PageShowAnswer> {
        const shown = await pages.turn(meetingId, connection.personId, documentId, page);
        if (!shown) return { ok: false, code: 'forbidden' };
        live.tell(meetingId, MEETING_PAGE, { meetingId, rev: shown.rev, page: shown } satisfies PushedPage);
        return { ok: true, rev: shown.rev };
      },
    }),
    defineEvent({
      name: ACTIVITY,
      schema: activitySchema,
      cost: 1,
      policy: () => null,
      handle(connection) {
        sessions.touch(connection.sessionId);
        return { ok: true };
      },
    }),
  ];
  return new Map(events.map((event) => [event.name, event]));
}
