import { z } from 'zod';
import { optionalLine, paragraphs } from '../language/text-fields';
import { MAX_NAMES, QUESTION_KINDS, type Balloted } from './ballot-choice';
import { COMMITTEE_SIZE } from './counting-committee';
import { VIETNAM_OFFSET_MINUTES } from './date-forms';
import { figureFieldsOf } from './figures';
import { FLOOR_KINDS } from './floor-queue';
import { LIMITS } from './limits';

/** Days a sitting on paper can have had. */
export const MOST_DAYS = 31;

/** HH:MM by Viet Nam's clock, of a later day of the sitting with its number (`08:05@2`); empty while nobody has written it. */
const clock = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d(?:@(?:[2-9]|[12]\d|3[01]))?)?$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).refine((day) => !Number.isNaN(Date.parse(day)));
/** Of a row that is no row of anything else. */
const key = z.string().regex(/^[\w-]{1,40}$/);
/** Figures by what they count: those of `figureFieldsOf`, and what `countedOf` adds to them. */
const counts = z.record(z.string().max(40), z.int().min(0).max(10_000).nullable());

const person = { personId: z.uuid(), reason: optionalLine(300), came: clock, left: clock };

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
  /** On the last day. */
  endedAt: clock,
  /** It went on after midnight: what is earlier than the beginning of its day was on the next one. */
  nextDay: z.boolean(),
  presidedById: z.uuid().nullable(),
  /** Why it was on paper, and who kept the notes. */
  reason: optionalLine(300),
  keptBy: optionalLine(120),
  /** The notes themselves, as a paper of the session. */
  scanId: z.uuid().nullable(),
  /** Everybody else was there from the beginning to the end, of several days to the end of the first. */
  people: z.array(z.strictObject({
    ...person,
    /** `away`: not there, with nothing said about it that is not known already. */
    attendance: z.enum(['room', 'online', 'excused', 'unexcused', 'away']),
  })).max(LIMITS.seats),
  /** It was adjourned to another day (tạm ngừng, họp tiếp): when, and when it went on with whom. Everybody else was there on that day. */
  nights: z.array(z.strictObject({ key, at: clock, date, from: clock, people: z.array(z.strictObject({ ...person, attendance: z.enum(['room', 'online', 'away']) })).max(LIMITS.seats) })).max(MOST_DAYS - 1).default([]),
  /** Who presided from then on: over the item, or until somebody else did. */
  chairs: z.array(z.strictObject({ key, at: clock, personId: z.uuid().nullable(), scope: z.enum(['item', 'rest']) })).max(100).default([]),
  items: z.array(z.strictObject({ itemId: z.uuid(), fate: z.enum(NOTED_FATES), from: clock, to: clock, reason: optionalLine(300), conclusion: paragraphs(20_000) })).max(LIMITS.items),
  /** The one vote on everything that was adopted without debate. */
  block: z.strictObject({ from: clock, to: clock, counts, chair: z.string().max(40).nullable() }),
  floor: z.array(z.strictObject({
    key,
    itemId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
    from: clock,
    to: clock,
    kind: z.enum(FLOOR_KINDS).default('speech'),
    /** Of a question (chất vấn): who was asked, and until when they answered; empty: not at the sitting. */
    askedId: z.uuid().nullable().default(null),
    answeredTo: clock.default(''),
  })).max(500),
  votes: z.array(z.strictObject({
    key,
    itemId: z.uuid().nullable(),
    /** A question that was prepared; null: as it is worded here. */
    questionId: z.uuid().nullable(),
    text: optionalLine(500),
    kind: z.enum(QUESTION_KINDS).default('approve'),
    /** Alternatives, candidates or people, one a line. */
    names: paragraphs(12_000).default(''),
    seats: z.int().min(1).max(MAX_NAMES).nullable().default(null),
    /** By hands, or on paper, counted by a committee (tổ kiểm phiếu): figures alone. */
    way: z.enum(['hands', 'paper']),
    /** The committee, its head first. */
    counters: z.array(z.uuid()).max(COMMITTEE_SIZE.most).default([]),
    at: clock,
    counts,
    /** The chair's own vote, where a tie goes with it. */
    chair: z.string().max(40).nullable(),
  })).max(LIMITS.questions),
  breaks: z.array(z.strictObject({ key, from: clock, to: clock })).max(50),
});
export type PaperNotes = z.output<typeof paperNotesSchema>;
export type NotedItem = PaperNotes['items'][number];
export type NotedPerson = PaperNotes['people'][number];
export type NotedTurn = PaperNotes['floor'][number];
export type NotedBallot = PaperNotes['votes'][number];

const DAY = 86_400_000;

/** Of which day a time of the notes is; the first is 1. */
export const dayOf = (time: string): number => Number(time.split('@')[1] ?? 1);
export const clockOf = (time: string): string => time.split('@')[0] ?? '';
export const onDay = (time: string, day: number): string => (time === '' || day === 1 ? clockOf(time) : `${clockOf(time)}@${day}`);

type Days = Pick<PaperNotes, 'date' | 'beganAt' | 'nextDay' | 'nights'>;

/** The moment a clock of the notes means; null for none, and on a day that is none. @param day where the place in the notes says it. */
export function momentOf({ date: first, beganAt, nextDay, nights }: Days, time: string, day = dayOf(time)): Date | null {
  const night = nights[day - 2];
  if (time === '' || (day > 1 && !night)) return null;
  const hour = clockOf(time);
  const begins = night ? night.from : beganAt;
  const at = Date.parse(`${night ? night.date : first}T${hour}:00Z`) - VIETNAM_OFFSET_MINUTES * 60_000;
  return new Date(nextDay && begins !== '' && hour < begins ? at + DAY : at);
}

/** When it ended, on its last day. */
export const endOf = (notes: PaperNotes): Date | null => momentOf(notes, notes.endedAt, notes.nights.length + 1);

export interface NotedDay {
  day: number;
  from: Date | null;
  to: Date | null;
  people: readonly NotedPerson[];
}

/** The days of the sitting, each with who was not there all of it. */
export const daysOf = (notes: PaperNotes): NotedDay[] =>
  [{ from: notes.beganAt, people: notes.people as readonly NotedPerson[] }, ...notes.nights].map(({ from, people }, index) => {
    const ends = notes.nights[index];
    return { day: index + 1, from: momentOf(notes, from, index + 1), to: ends ? momentOf(notes, ends.at, index + 1) : endOf(notes), people };
  });

/** The notes without their last day: times of it are to be written anew. */
export function withoutLastDay(notes: PaperNotes): PaperNotes {
  const last = notes.nights.length + 1;
  const kept = (time: string): string => (dayOf(time) === last ? '' : time);
  const span = <T extends { from: string; to: string }>(one: T): T => ({ ...one, from: kept(one.from), to: kept(one.to) });
  const moment = <T extends { at: string }>(one: T): T => ({ ...one, at: kept(one.at) });
  return {
    ...notes, nights: notes.nights.slice(0, -1), items: notes.items.map(span), block: span(notes.block), breaks: notes.breaks.map(span),
    floor: notes.floor.map((one) => ({ ...span(one), answeredTo: kept(one.answeredTo) })), votes: notes.votes.map(moment), chairs: notes.chairs.map(moment),
  };
}

export interface QuestionShape extends Balloted {
  options: readonly { id: string; label: string }[];
}

/** What has to be counted of a question: of a vote on paper the ballots themselves as well, of an election by hands who raised theirs. */
export function countedOf(question: Balloted, way: 'hands' | 'paper'): string[] {
  const before = way === 'paper' ? ['issued', 'returned', 'invalid'] : question.kind === 'candidates' ? ['raised'] : [];
  return [...before, ...figureFieldsOf(question)];
}

export const APPROVAL: QuestionShape = { kind: 'approve', options: [] };

/** Names written one a line. */
export const namesIn = (names: string): string[] => names.split('\n').map((name) => name.trim()).filter(Boolean);

/** A question as it is worded in the notes. */
export const shapeOf = ({ kind, names, seats }: Pick<NotedBallot, 'kind' | 'names' | 'seats'>): QuestionShape => ({ kind, options: kind === 'approve' || kind === 'opinions' ? [] : namesIn(names).map((label, index) => ({ id: `p${index + 1}`, label })), seats: kind === 'candidates' ? seats : null });

export const blankTurn = { itemId: null, personId: null, from: '', to: '', kind: 'speech', askedId: null, answeredTo: '' } satisfies Omit<NotedTurn, 'key'>;
export const blankVote = { itemId: null, questionId: null, text: '', kind: 'approve', names: '', seats: null, way: 'hands', counters: [], at: '', counts: {}, chair: null } satisfies Omit<NotedBallot, 'key'>;

/** Nothing known yet: everything on the agenda taken, everybody there. */
export const blankNotes = (of: Pick<PaperNotes, 'date' | 'beganAt' | 'presidedById' | 'keptBy' | 'people' | 'items'>): PaperNotes => ({
  endedAt: '', nextDay: false, reason: '', scanId: null, nights: [], chairs: [], floor: [], votes: [], breaks: [], block: { from: '', to: '', counts: {}, chair: null }, ...of,
});

/** Notes that were kept before they knew all there is to note. */
export const completed = (notes: PaperNotes): PaperNotes => ({
  ...notes,
  nights: (notes as Partial<PaperNotes>).nights ?? [],
  chairs: (notes as Partial<PaperNotes>).chairs ?? [],
  floor: notes.floor.map((one) => ({ ...blankTurn, ...one })),
  votes: notes.votes.map((one) => ({ ...blankVote, ...one })),
});
