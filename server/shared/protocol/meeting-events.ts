/** JSON events of a sitting between tablet and server; ink has its own (`ink-events.ts`). */
import { z } from 'zod';

/** Changes when events change their meaning; a client of another version is asked to reload. */
export const MEETING_PROTOCOL_VERSION = 1;

const uuid = z.uuid();

export const MEETING_JOIN = 'meeting:join';
export const MEETING_LEAVE = 'meeting:leave';
export const MEETING_VIEW = 'meeting:view';
export const MEETING_PAGE = 'meeting:page';
export const MEETING_CLOSED = 'meeting:closed';
export const MEETING_OWN = 'meeting:own';
export const PAGE_SHOW = 'page:show';
export const ACTIVITY = 'activity';

/**
 * `meeting:join`, client → server, answered by {@link MeetingJoinAnswer}. `as` asks for less than the account may see:
 * what stands on the wall. Another `proto` is answered with `protocol` whatever else the message holds.
 */
export const meetingJoinSchema = z.strictObject({ proto: z.literal(MEETING_PROTOCOL_VERSION), meetingId: uuid, as: z.enum(['screen']).optional() });
export const meetingLeaveSchema = z.strictObject({ meetingId: uuid });
/** `page:show`, client → server: the presenter turned to a page (1-based). Answered by {@link PageShowAnswer}. */
export const pageShowSchema = z.strictObject({
  meetingId: uuid,
  documentId: uuid,
  page: z.number().int().min(1).max(100_000),
});
/** `activity`, client → server: the person touched the tablet; keeps the session from idling out. */
export const activitySchema = z.strictObject({});

/** Page everybody who follows looks at. */
export interface ShownPage {
  meetingId: string;
  documentId: string;
  page: number;
  personId: string;
  /** Grows with every turn within one run of the server; a smaller one that arrives later is old. */
  rev: number;
}

/** `meeting:page`, server → client: the page was turned, or nobody presents any more. */
export interface PushedPage {
  meetingId: string;
  /** As in {@link ShownPage}. */
  rev: number;
  page: ShownPage | null;
}

/** `meeting:closed`, server → client: this person may not watch the meeting any more; nothing follows. */
export interface MeetingClosed {
  meetingId: string;
  reason: 'revoked';
}

/**
 * `meeting:own`, server → client, to the devices of one person alone: something that is this person's own changed (ballot, presence, site looked
 * after). Nothing of it is told; who shows it asks again, at some moment within `withinMs`.
 */
export interface OwnChanged {
  meetingId: string;
  withinMs: number;
}

/** Why a handshake is refused (`connect_error`). `unauthenticated`: sign in first; the others: try again later. Where the server failed, `data.request` is the code by which an operator finds it. */
export type HandshakeRefusal = 'unauthenticated' | 'unavailable' | 'too_many';

/** A picture of the sitting for one audience. `seq` is the meeting's event number it holds up to. */
export interface PushedView<View = unknown> {
  meetingId: string;
  seq: number;
  view: View;
}

export type MeetingJoinAnswer =
  | { ok: true; seq: number; view: unknown; page: ShownPage | null; epoch: string }
  // `retryAfter`: seconds after which to ask again. `request`: where the server failed, the code by which an operator finds it.
  | { ok: false; code: 'protocol' | 'not_found' | 'invalid' | 'rate_limited' | 'unavailable'; retryAfter?: number; request?: string };

export type PageShowAnswer = { ok: true; rev: number } | { ok: false; code: 'forbidden' | 'not_found' | 'invalid' | 'rate_limited' | 'unavailable'; request?: string };
