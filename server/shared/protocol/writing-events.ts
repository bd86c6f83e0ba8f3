/** JSON events between tablets that write the same minutes and the server. */
import { z } from 'zod';
import { stepSchema, type Steps, type WrittenMinutes } from '../rules/written-minutes';
import type { PublicError } from './public-error';

/** Changes when events or steps change their meaning; a client of another version is asked to reload. */
export const WRITING_PROTOCOL_VERSION = 2;

export const WRITING_JOIN = 'minutes:join';
export const WRITING_LEAVE = 'minutes:leave';
export const WRITING_STEPS = 'minutes:write';
export const WRITING_CARET = 'minutes:caret';
/** Server → client. */
export const WRITING_EDITS = 'minutes:edits';
export const WRITING_PEOPLE = 'minutes:people';
export const WRITING_CLOSED = 'minutes:closed';

const minutesId = z.uuid();
/** Steps of one message: the server goes through them in one go; a tablet that has gathered more sends several. */
export const STEPS_AT_MOST = 200;

/** Whose words they are: a page goes on while somebody else signs in in the same browser, and writes nothing in their name. */
const by = z.string().min(1).max(64);

/** `opId`: of what was sent and not answered yet: the answer says whether it is in the log. `seq`: up to where the tablet has the log. */
export const writingJoinSchema = z.strictObject({ proto: z.literal(WRITING_PROTOCOL_VERSION), minutesId, by, opId: z.uuid().optional(), seq: z.int().min(0).optional() });
export const writingLeaveSchema = z.strictObject({ minutesId });
export const writingSteps = z.array(stepSchema).min(1).max(STEPS_AT_MOST);
export const writingStepsSchema = z.strictObject({ minutesId, by, opId: z.uuid(), base: z.int().min(0), steps: writingSteps });
/** Where the writer is: in which paragraph, and behind how many units of it; null: nowhere. */
export const writingCaretSchema = z.strictObject({ minutesId, at: z.strictObject({ id: z.string().max(120), place: z.int().min(0).max(20_000) }).nullable() });

/** One entry of the log. `opId` is the sender's. */
export interface PushedEdit {
  opId: string;
  seq: number;
  by: string;
  /** Ms since 1970. */
  at: number;
  steps: Steps;
}
export interface PushedEdits {
  minutesId: string;
  edits: PushedEdit[];
}

/** Everybody who writes, with names; carets of others, in the text as it is at whoever sent them. */
export interface WritingPerson {
  personId: string;
  name: string;
  at: { id: string; place: number } | null;
}
export interface WritingPeople {
  minutesId: string;
  people: WritingPerson[];
}
/** Nothing follows: the minutes are submitted or decided (`state`), or the person may not write them any more. */
export interface WritingClosed {
  minutesId: string;
  reason: 'revoked' | 'state';
}

type Refused = { ok: false; code: 'protocol' | 'unauthenticated' | 'not_found' | 'forbidden' | 'invalid' | 'rate_limited' | 'unavailable'; retryAfter?: number; request?: string };
/** `since`: every entry between the tablet's `seq` and this one; left out where they are many. `unauthenticated`: the connection is somebody else's by now. */
export type WritingJoinAnswer =
  | { ok: true; text: WrittenMinutes; seq: number; isSentIn: boolean; since?: PushedEdit[]; people: WritingPerson[]; names: Record<string, string> }
  | { ok: false; code: 'closed'; isSentIn: boolean }
  | Refused;
export type WritingStepsAnswer = { ok: true; seq: number } | { ok: false; code: 'refused'; error: PublicError } | Refused;
