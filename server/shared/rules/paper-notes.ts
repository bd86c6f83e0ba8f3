import { z } from 'zod';
import { optionalLine, paragraphs } from '../language/text-fields';
import { VIETNAM_OFFSET_MINUTES } from './date-forms';
import { LIMITS } from './limits';

/** HH:MM by Viet Nam's clock; empty while nobody has written it. */
const clock = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).refine((day) => !Number.isNaN(Date.parse(day)));
/** Of a row that is no row of anything else. */
const key = z.string().regex(/^[\w-]{1,40}$/);
/** Figures by what they count: for, against, abstain, invalid; agree, disagree, other; none and the ids of alternatives. */
const counts = z.record(z.string().max(40), z.int().min(0).max(10_000).nullable());

export const NOTED_FATES = ['taken', 'block', 'put_off', 'left_out'] as const;
/** Đưa ra, thông qua không thảo luận, hoãn, bỏ qua (a break, an opening or closing that was none). */
export type NotedFate = (typeof NOTED_FATES)[number];

/**
 * What the secretary's notes say of a sitting held on paper, as it is filled in: every time a clock of its day, everything that is not yet
 * known empty. Judged as a whole by `faultsOf`.
 */
export const paperNotesSchema = z.strictObject({
  /** The day of the beginning, or from which it was on paper. */
  date,
  beganAt: clock,
  endedAt: clock,
  /** It went on after midnight: what is earlier than the beginning was on the next day. */
  nextDay: z.boolean(),
  presidedById: z.uuid().nullable(),
  /** Why it was on paper, and who kept the notes. */
  reason: optionalLine(300),
  keptBy: optionalLine(120),
  /** The notes themselves, as a paper of the session. */
  scanId: z.uuid().nullable(),
  /** Everybody else was there from the beginning to the end. */
  people: z.array(z.strictObject({
    personId: z.uuid(),
    /** `away`: not there, with nothing said about it that is not known already. */
    attendance: z.enum(['room', 'online', 'excused', 'unexcused', 'away']),
    reason: optionalLine(300),
    came: clock,
    left: clock,
  })).max(LIMITS.seats),
  items: z.array(z.strictObject({ itemId: z.uuid(), fate: z.enum(NOTED_FATES), from: clock, to: clock, reason: optionalLine(300), conclusion: paragraphs(20_000) })).max(LIMITS.items),
  /** The one vote on everything that was adopted without debate. */
  block: z.strictObject({ from: clock, to: clock, counts, chair: z.string().max(40).nullable() }),
  floor: z.array(z.strictObject({ key, itemId: z.uuid().nullable(), personId: z.uuid().nullable(), from: clock, to: clock })).max(500),
  votes: z.array(z.strictObject({
    key,
    itemId: z.uuid().nullable(),
    /** A question that was prepared; null: as it is worded here. */
    questionId: z.uuid().nullable(),
    text: optionalLine(500),
    /** By hands, or on paper, counted by a committee (tổ kiểm phiếu): figures alone. */
    way: z.enum(['hands', 'paper']),
    at: clock,
    counts,
    /** The chair's own vote, where a tie goes with it. */
    chair: z.string().max(40).nullable(),
  })).max(LIMITS.questions),
  breaks: z.array(z.strictObject({ key, from: clock, to: clock })).max(50),
});
export type PaperNotes = z.output<typeof paperNotesSchema>;
export type NotedItem = PaperNotes['items'][number];

const DAY = 86_400_000;

/** The moment a clock of the notes means; null for none. */
export function momentOf({ date: day, beganAt, nextDay }: Pick<PaperNotes, 'date' | 'beganAt' | 'nextDay'>, time: string): Date | null {
  if (time === '') return null;
  const at = Date.parse(`${day}T${time}:00Z`) - VIETNAM_OFFSET_MINUTES * 60_000;
  return new Date(nextDay && beganAt !== '' && time < beganAt ? at + DAY : at);
}

export type QuestionShape = { kind: string; options: readonly { id: string }[] };

/** What has to be counted of a question: of a vote on paper the invalid ballots as well. */
export function countedOf({ kind, options }: QuestionShape, way: 'hands' | 'paper'): string[] {
  const sides = kind === 'opinions' ? ['agree', 'disagree', 'other'] : kind === 'options' ? [...options.map(({ id }) => id), 'none'] : ['for', 'against', 'abstain'];
  return way === 'paper' ? [...sides, 'invalid'] : sides;
}

export const APPROVAL: QuestionShape = { kind: 'approve', options: [] };

/** Nothing known yet: everything on the agenda taken, everybody there. */
export const blankNotes = (of: Pick<PaperNotes, 'date' | 'beganAt' | 'presidedById' | 'keptBy' | 'people' | 'items'>): PaperNotes => ({
  endedAt: '', nextDay: false, reason: '', scanId: null, floor: [], votes: [], breaks: [], block: { from: '', to: '', counts: {}, chair: null }, ...of,
});
