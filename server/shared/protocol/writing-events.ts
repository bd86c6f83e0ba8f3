/** JSON events between tablets that write the same minutes and the server. */
import { z } from 'zod';
import { stepSchema, type Steps, type WrittenMinutes } from '../rules/written-minutes';
import type { PublicError } from './public-error';

/** Changes when events or steps change their meaning; a client of another version is asked to reload. */
export const WRITING_PROTOCOL_VERSION = 1;

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

/** `opId`: of what was sent and not answered yet: the answer says whether it is in the log. */
export const writingJoinSchema = z.strictObject({ proto: z.literal(WRITING_PROTOCOL_VERSION), minutesId, opId: z.uuid().optional() });
export const writingLeaveSchema = z.strictObject({ minutesId });
export const writingStepsSchema = z.strictObject({ minutesId, opId: z.uuid(), base: z.int().min(0), steps: z.array(stepSchema).min(1).max(STEPS_AT_MOST) });
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

type Refused = { ok: false; code: 'protocol' | 'not_found' | 'forbidden' | 'invalid' | 'rate_limited' | 'unavailable'; retryAfter?: number; request?: string };
export type WritingJoinAnswer = { ok: true; text: WrittenMinutes; seq: number; isSentIn: boolean; people: WritingPerson[]; names: Record<string, string> } | { ok: false; code: 'closed' } | Refused;
export type WritingStepsAnswer = { ok: true; seq: number } | { ok: false; code: 'refused'; error: PublicError } | Refused;
