import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import { dateInVietNam, VIETNAM_OFFSET_MINUTES } from '../../shared/rules/date-forms';
import { line, optionalLine } from '../../shared/language/text-fields';
import type { LocalDate } from '../../shared/rules/working-days';

/** First moment of a year in Viet Nam. */
export const startOfYear = (year: number): Date => new Date(Date.UTC(year, 0, 1) - VIETNAM_OFFSET_MINUTES * 60_000);

export { line, optionalLine };

const shape = {
  title: line(300),
  kind: z.enum(['regular', 'thematic', 'extraordinary']),
  /** ISO instants. */
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  /** Of a room, its own words stand instead (M52). */
  place: line(300),
  roomId: z.uuid().nullable().default(null),
  form: z.enum(['room', 'online', 'hybrid']),
  remoteSites: z.int().min(0).max(500).default(0),
  printedSets: z.int().min(0).max(10_000).default(0),
  invitationNumber: optionalLine(60).nullable().default(null),
  invitationDate: z.iso.date().nullable().default(null),
};

/** What a session is, apart from its people. */
export const factsSchema = z.strictObject(shape);
export const factsShape = shape;
export type MeetingFacts = z.output<typeof factsSchema>;

const LONGEST_HOURS = 24;

/** @throws DomainError `invalid`/`meetings.end_before_start` or `meetings.too_long`. */
export function factsForStore(facts: MeetingFacts) {
  const startsAt = new Date(facts.startsAt);
  const endsAt = new Date(facts.endsAt);
  const hours = (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
  if (hours <= 0) throw new DomainError('invalid', 'meetings.end_before_start', { field: 'endsAt' });
  if (hours > LONGEST_HOURS) throw new DomainError('invalid', 'meetings.too_long', { field: 'endsAt', hours: LONGEST_HOURS });
  return {
    title: facts.title,
    kind: facts.kind,
    startsAt,
    endsAt,
    place: facts.place,
    roomId: facts.roomId,
    form: facts.form,
    remoteSites: facts.form === 'room' ? 0 : facts.remoteSites,
    printedSets: facts.printedSets,
    invitationNumber: facts.invitationNumber || null,
    invitationDate: facts.invitationDate,
  };
}

/** Minutes since midnight in Viet Nam at which the session begins. */
export function startMinuteOf(meeting: { startsAt: Date }): number {
  const local = new Date(meeting.startsAt.getTime() + VIETNAM_OFFSET_MINUTES * 60_000);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
}

/** Calendar date of an instant in Viet Nam. */
export const localDateOf = (instant: Date): LocalDate => dateInVietNam(instant);
