import type { CommittedEvent } from '../../kernel/events';
import { ATTENDANCE_MARKED, CHECKED_IN, PERSON_LEFT, SESSION_ADJOURNED } from './events';

/** A stretch of time; a stay whose `to` is null goes on. */
export interface Stay { from: Date; to: Date | null }
export interface Stretch { from: Date; to: Date }

/** Times are told to the minute: what is shorter cannot be told. */
const TELLABLE_MS = 60_000;
export const isTellable = ({ from, to }: Stretch): boolean => to.getTime() - from.getTime() >= TELLABLE_MS;

/** Who was there from when to when, by person. A mark of absence takes back what stood before it, as the seat does (L4); leaving ends a stay (L5). */
export function staysOf(events: readonly Pick<CommittedEvent, 'type' | 'at' | 'payload'>[]): Map<string, Stay[]> {
  const stays = new Map<string, Stay[]>();
  const note = (personId: unknown, attendance: unknown, at: Date): void => {
    if (typeof personId !== 'string') return;
    const own = stays.get(personId) ?? [];
    if (attendance !== 'room' && attendance !== 'online') stays.set(personId, []);
    else if (own.at(-1)?.to !== null) stays.set(personId, [...own, { from: at, to: null }]);
  };
  for (const { type, at, payload } of events) {
    if (type === CHECKED_IN) note(payload['personId'], payload['attendance'], at);
    else if (type === ATTENDANCE_MARKED && Array.isArray(payload['marks'])) for (const mark of payload['marks'] as Record<string, unknown>[]) note(mark['personId'], mark['attendance'], at);
    else if (type === SESSION_ADJOURNED) {
      for (const own of stays.values()) {
        const last = own.at(-1);
        if (last?.to === null) last.to = at;
      }
    } else if (type === PERSON_LEFT) {
      const last = stays.get(String(payload['personId']))?.at(-1);
      if (last?.to === null) last.to = at;
    }
  }
  return stays;
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
