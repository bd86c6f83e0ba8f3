/** What a tablet says of itself before and during a session, over the connection of the meeting (docs/protocol.md). Kept in memory, as long as it is connected. */
import { z } from 'zod';

export const READY_TELL = 'ready:tell';
export const READY_BOARD = 'ready:board';
export const READY_GONE = 'ready:gone';
export const READY_NUDGE = 'ready:nudge';
/** Server → client: whoever runs the session asks this person to look at their tablet. */
export const READY_NUDGED = 'ready:nudged';

/** How often a tablet tells, ms; and how long what it told counts, where it went without a word. */
export const TELL_MS = 20_000;
export const TELL_COUNTS_MS = 65_000;

const uuid = z.uuid();

export const readinessSchema = z.strictObject({
  /** Of this load of the page: two windows of one person are two. */
  tablet: uuid,
  /** Build of the program that runs there. */
  program: z.string().max(64),
  /** The tablet's clock against the server's, ms; null before it is known. */
  offsetMs: z.int().min(-1e12).max(1e12).nullable(),
  /** From a word to its answer, ms. */
  tripMs: z.int().min(0).max(600_000).nullable(),
  /** Null: the browser does not say. */
  battery: z.strictObject({ percent: z.int().min(0).max(100), charging: z.boolean() }).nullable(),
  /** A paper is open in front of the person. */
  isReading: z.boolean(),
});
export type TabletReadiness = z.output<typeof readinessSchema>;

export const readyTellSchema = z.strictObject({ meetingId: uuid, readiness: readinessSchema });
export const readyBoardSchema = z.strictObject({ meetingId: uuid });
export const readyGoneSchema = z.strictObject({ meetingId: uuid });
export const readyNudgeSchema = z.strictObject({ meetingId: uuid, personId: uuid });

/** One tablet on the board. */
export interface BoardTablet extends Omit<TabletReadiness, 'tablet'> {
  personId: string;
  /** When it told, ms since 1970 by the server. */
  at: number;
}

/** Somebody whose last tablet went. */
export interface GonePerson {
  personId: string;
  /** When, ms since 1970 by the server. */
  at: number;
}

/** `now`: the server's time, ms since 1970. */
export type ReadyTellAnswer = { ok: true; now: number } | { ok: false; code: string };
export type ReadyBoardAnswer = { ok: true; tablets: BoardTablet[] } | { ok: false; code: string };
/** `here`: people with a tablet; `gone`: those who had one. */
export type ReadyGoneAnswer = { ok: true; here: string[]; gone: GonePerson[]; now: number } | { ok: false; code: string };
/** `reached`: how many tablets of that person were told. */
export type ReadyNudgeAnswer = { ok: true; reached: number } | { ok: false; code: string };
