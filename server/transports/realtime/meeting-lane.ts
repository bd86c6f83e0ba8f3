import type { LiveMeetings } from '../../live';
import type { SignIns } from '../http/sign-ins';
import {
  ACTIVITY,
  activitySchema,
  MEETING_JOIN,
  MEETING_LEAVE,
  MEETING_PROTOCOL_VERSION,
  meetingJoinSchema,
  meetingLeaveSchema,
  PAGE_SHOW,
  pageShowSchema,
  type MeetingJoinAnswer,
  type PageShowAnswer,
} from '../../shared/protocol/meeting-events';
import { READY_BOARD, READY_GONE, READY_NUDGE, READY_TELL, readyBoardSchema, readyGoneSchema, readyNudgeSchema, readyTellSchema, type ReadyBoardAnswer, type ReadyGoneAnswer, type ReadyNudgeAnswer, type ReadyTellAnswer } from '../../shared/protocol/readiness';
import { defineEvent, type AnySocketEvent, type Connection } from './event-registry';

export interface MeetingLaneOptions {
  meetings: LiveMeetings;
  signIns: Pick<SignIns, 'touch'>;
  /** Changes when a backup was put back. */
  epoch: string;
}

/** Everything a client may say about meetings; documented in docs/protocol.md. */
export function meetingEvents({ meetings, signIns, epoch }: MeetingLaneOptions): ReadonlyMap<string, AnySocketEvent> {
  const inMeeting = (connection: Connection, { meetingId }: { meetingId: string }): string | null => (meetings.has(connection, meetingId) ? null : 'not_found');
  const events = [
    defineEvent({
      name: MEETING_JOIN,
      schema: meetingJoinSchema,
      proto: MEETING_PROTOCOL_VERSION,
      cost: 4,
      isFirst: true,
      policy: () => null,
      async handle(connection, { meetingId, as }): Promise<MeetingJoinAnswer> {
        const first = await meetings.join(connection, meetingId, as);
        if (!first) return { ok: false, code: 'not_found' };
        return { ok: true, ...first, epoch };
      },
    }),
    defineEvent({
      name: MEETING_LEAVE,
      schema: meetingLeaveSchema,
      cost: 1,
      policy: inMeeting,
      handle(connection, { meetingId }) {
        meetings.leave(connection, meetingId);
        return { ok: true };
      },
    }),
    defineEvent({
      name: PAGE_SHOW,
      schema: pageShowSchema,
      cost: 1,
      policy: inMeeting,
      async handle(connection, { meetingId, documentId, page }): Promise<PageShowAnswer> {
        const rev = await meetings.turn(connection, meetingId, documentId, page);
        return rev === null ? { ok: false, code: 'forbidden' } : { ok: true, rev };
      },
    }),
    defineEvent({
      name: READY_TELL,
      schema: readyTellSchema,
      cost: 1,
      policy: inMeeting,
      handle: (connection, { meetingId, readiness }): ReadyTellAnswer => ({ ok: true, now: meetings.tellReadiness(connection, meetingId, readiness) }),
    }),
    defineEvent({
      name: READY_BOARD,
      schema: readyBoardSchema,
      cost: 4,
      policy: inMeeting,
      handle(connection, { meetingId }): ReadyBoardAnswer {
        const tablets = meetings.readinessBoard(connection, meetingId);
        return tablets === null ? { ok: false, code: 'forbidden' } : { ok: true, tablets };
      },
    }),
    defineEvent({
      name: READY_GONE,
      schema: readyGoneSchema,
      cost: 4,
      policy: inMeeting,
      handle(connection, { meetingId }): ReadyGoneAnswer {
        const people = meetings.peopleGone(connection, meetingId);
        return people === null ? { ok: false, code: 'forbidden' } : { ok: true, ...people };
      },
    }),
    defineEvent({
      name: READY_NUDGE,
      schema: readyNudgeSchema,
      cost: 4,
      policy: inMeeting,
      handle(connection, { meetingId, personId }): ReadyNudgeAnswer {
        const reached = meetings.nudge(connection, meetingId, personId);
        return reached === null ? { ok: false, code: 'forbidden' } : { ok: true, reached };
      },
    }),
    defineEvent({
      name: ACTIVITY,
      schema: activitySchema,
      cost: 1,
      policy: () => null,
      handle(connection) {
        signIns.touch(connection.signInId);
        return { ok: true };
      },
    }),
  ];
  return new Map(events.map((event) => [event.name, event]));
}
