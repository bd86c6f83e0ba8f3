import type { CommittedEvent } from '../../kernel/events';
import type { Attendance } from '../meetings';
import { ATTENDANCE_MARKED, CHECKED_IN, PERSON_LEFT, SESSION_ADJOURNED, WENT_ON_PAPER } from './events';

/** A stretch of time; a stay whose `to` is null goes on. */
export interface Stay { from: Date; to: Date | null }
export interface Stretch { from: Date; to: Date }

/** Times are told to the minute: what is shorter cannot be told. */
const TELLABLE_MS = 60_000;
export const isTellable = ({ from, to }: Stretch): boolean => to.getTime() - from.getTime() >= TELLABLE_MS;

/** What somebody was from a moment on. */
export interface AttendanceChange {
  at: Date;
  state: Attendance | 'left';
  /** Where from, on line (L71). */
  site?: string;
}

type Told = Pick<CommittedEvent, 'type' | 'at' | 'payload'>;
const MOVES = new Set([CHECKED_IN, ATTENDANCE_MARKED, PERSON_LEFT]);
const isPlace = (state: unknown): boolean => state === 'room' || state === 'online';

/** Where the sitting went on on paper, its notes say who was there: what tablets said of later moments does not count (L63). */
function withoutSuperseded(events: readonly Told[]): readonly Told[] {
  const index = events.findIndex(({ type }) => type === WENT_ON_PAPER);
  const from = events[index]?.at;
  return from ? events.filter(({ type, at }, place) => place >= index || !MOVES.has(type) || at < from) : events;
}

/**
 * What became of each person, in order. A mark of absence takes back what stood before it, as the seat does (L4); an adjournment, and
 * going on on paper, end every stay (L50, L63). Everything that tells of coming and going is made of this.
 */
export function coursesOf(events: readonly Told[]): Map<string, AttendanceChange[]> {
  const courses = new Map<string, AttendanceChange[]>();
  const note = (personId: unknown, state: AttendanceChange['state'], at: Date, from: unknown = null): void => {
    if (typeof personId !== 'string') return;
    const before = courses.get(personId) ?? [];
    const site = typeof from === 'string' ? from : undefined;
    if (state === 'unknown') courses.set(personId, []);
    else if (state === 'excused' || state === 'unexcused') courses.set(personId, [{ at, state }]);
    else if (isPlace(state) && before.at(-1)?.state === 'left' && before.at(-1)?.at.getTime() === at.getTime() && before.at(-2)?.state === state) courses.set(personId, before.slice(0, -1));
    else if (before.at(-1)?.state !== state || before.at(-1)?.site !== site) courses.set(personId, [...before, { at, state, ...(site === undefined ? {} : { site }) }]);
  };
  const endStays = (at: Date): void => {
    for (const [personId, course] of courses) if (isPlace(course.at(-1)?.state)) note(personId, 'left', at);
  };
  for (const { type, at, payload } of withoutSuperseded(events)) {
    if (type === CHECKED_IN) note(payload['personId'], payload['attendance'] as Attendance, at, payload['site']);
    else if (type === ATTENDANCE_MARKED && Array.isArray(payload['marks'])) for (const mark of payload['marks'] as Record<string, unknown>[]) note(mark['personId'], mark['attendance'] as Attendance, at, mark['site']);
    else if (type === SESSION_ADJOURNED || type === WENT_ON_PAPER) endStays(at);
    else if (type === PERSON_LEFT) note(payload['personId'], 'left', at);
  }
  return courses;
}

/** Who was there from when to when, by person. */
export function staysOf(events: readonly Told[]): Map<string, Stay[]> {
  return new Map([...coursesOf(events)].map(([personId, course]) => {
    const stays: Stay[] = [];
    for (const { at, state } of course) {
      const running = stays.at(-1)?.to === null ? stays.at(-1) : undefined;
      if (!isPlace(state)) {
        if (running) running.to = at;
      } else if (!running) stays.push({ from: at, to: null });
    }
    return [personId, stays];
  }));
}

/** What of the stays lies within the session. */
const within = (stays: readonly Stay[], session: Stretch): Stretch[] =>
  stays.flatMap((stay) => {
    const from = stay.from > session.from ? stay.from : session.from;
    const to = stay.to !== null && stay.to < session.to ? stay.to : session.to;
    return from < to ? [{ from, to }] : [];
  });

/** What of a stretch lies outside the times in which there was no sitting. */
function outside(stretch: Stretch, gaps: readonly Stretch[]): Stretch[] {
  return gaps.reduce<Stretch[]>(
    (left, gap) =>
      left.flatMap(({ from, to }) => [
        ...(from < gap.from ? [{ from, to: to < gap.from ? to : gap.from }] : []),
        ...(to > gap.to ? [{ from: from > gap.to ? from : gap.to, to }] : []),
      ]),
    [stretch],
  );
}

/** A moment in a time without a sitting counts as the moment it goes on. */
const onward = (at: Date, gaps: readonly Stretch[]): Date => gaps.find(({ from, to }) => at >= from && at < to)?.to ?? at;

/** How somebody took part in a session. */
export interface Presence {
  wasThere: boolean;
  /** When they came, if after the opening. */
  late: Date | null;
  /** Gone and back again. */
  away: Stretch[];
  /** When they went, if before the end and for good. */
  left: Date | null;
}

/**
 * A person's part in a session; what is shorter than a minute is not told (N20).
 * @param gaps in which it was adjourned: nobody is away, late or gone for them (L51).
 */
export function presenceIn(session: Stretch, stays: readonly Stay[], gaps: readonly Stretch[] = []): Presence {
  const there = within(stays, session).flatMap((stretch) => outside(stretch, gaps));
  const [first] = there;
  const last = there.at(-1);
  if (!first || !last) return { wasThere: false, late: null, away: [], left: null };
  const away = there.slice(1).map((stay, index) => ({ from: there[index]?.to ?? stay.from, to: stay.from }));
  return {
    wasThere: true,
    late: isTellable({ from: session.from, to: first.from }) ? first.from : null,
    away: away.flatMap((stretch) => outside(stretch, gaps)).filter(isTellable),
    left: isTellable({ from: onward(last.to, gaps), to: session.to }) ? onward(last.to, gaps) : null,
  };
}

/** How many of these people were there at the opening, and when during the session there were fewer than needed. */
export function countedIn(session: Stretch, people: readonly (readonly Stay[])[], needed: number, gaps: readonly Stretch[] = []): { atOpening: number; fewer: Stretch[] } {
  const there = people.map((stays) => within(stays, session));
  const present = (at: Date): number => there.filter((stretches) => stretches.some(({ from, to }) => from <= at && at < to)).length;
  const moments = [...new Set([session.from, session.to, ...there.flat().flatMap(({ from, to }) => [from, to])].map((moment) => moment.getTime()))].sort((a, b) => a - b);
  const fewer: Stretch[] = [];
  for (const [index, moment] of moments.entries()) {
    const next = moments[index + 1];
    if (next === undefined || present(new Date(moment)) >= needed) continue;
    const running = fewer.at(-1);
    if (running?.to.getTime() === moment) running.to = new Date(next);
    else fewer.push({ from: new Date(moment), to: new Date(next) });
  }
  return { atOpening: present(session.from), fewer: fewer.flatMap((stretch) => outside(stretch, gaps)).filter(isTellable) };
}
