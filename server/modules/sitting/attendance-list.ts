import type { Db } from '../../kernel/ports/database';
import { eventsOf } from '../../kernel/repository.history';
import { numberIn } from '../../shared/rules/agenda-times';
import { listSeats, listSites, recusalsOf, spotsOf, type Attendance, type Meeting, type Seat } from '../meetings';
import { unitNames, unitsOfPeople } from '../organization';
import { isElector } from '../voting';
import { coursesOf, presenceIn, staysOf, type AttendanceChange, type Stay } from './presence';
import { siteFacts, type SiteFact } from './site-facts';
import { listItems } from './repository';

export type ItemPresence = 'all' | 'part' | 'none' | 'recused';

export interface ListedItem {
  id: string;
  number: number | null;
  title: string;
  from: Date;
  to: Date;
}

export interface ListedPerson {
  spot: string | null;
  fullName: string;
  position: string;
  unit: string;
  role: Seat['role'];
  /** Counts for the quorum. */
  elector: boolean;
  site: string | null;
  /** Name of the member this substitute sits for. */
  substituteFor: string | null;
  /** Now, or as it was at the end. */
  state: Attendance | 'left';
  reason: string | null;
  changes: AttendanceChange[];
  /** For each item of the list, in its order; minutes there. */
  items: { presence: ItemPresence; minutes: number }[];
}

/** How long somebody was there while an item ran; less than half a minute short of it is all of it. */
export function presenceOn({ from, to }: Pick<ListedItem, 'from' | 'to'>, stays: readonly Stay[]): { presence: ItemPresence; minutes: number } {
  const ms = stays.reduce((sum, stay) => sum + Math.max(0, Math.min((stay.to ?? to).getTime(), to.getTime()) - Math.max(stay.from.getTime(), from.getTime())), 0);
  const length = to.getTime() - from.getTime();
  return { presence: ms <= 0 ? 'none' : ms >= length - 30_000 ? 'all' : 'part', minutes: Math.round(ms / 60_000) };
}

/** Everybody of a session with their seat, their coming and going, and where they were at each item that was begun (L55). */
export async function attendanceList(db: Db, meeting: Meeting, now: Date): Promise<{ items: ListedItem[]; people: ListedPerson[]; sites: SiteFact[] }> {
  const seats = await listSeats(db, meeting.id);
  const [events, recusals, spots] = [await eventsOf(db, meeting.id), await recusalsOf(db, meeting.id), await spotsOf(db, meeting.id, seats)];
  const all = await listItems(db, meeting.id);
  const end = meeting.closedAt ?? now;
  const items = all.flatMap((item) => (item.startedAt ? [{ id: item.id, number: numberIn(all, item.id), title: item.title, from: item.startedAt, to: item.endedAt ?? end }] : []));
  const [changes, stays] = [coursesOf(events), staysOf(events)];
  const units = await unitsOfPeople(db, seats.map(({ personId }) => personId));
  const names = await unitNames(db, [...new Set([...units.values()].flatMap((ids) => ids.slice(0, 1)))]);
  const people = seats.map((seat) => ({
    spot: spots.get(seat.personId) ?? null,
    fullName: seat.fullName,
    position: seat.position,
    unit: names.get(units.get(seat.personId)?.[0] ?? '') ?? '',
    role: seat.role,
    elector: isElector(seat),
    site: seat.site,
    substituteFor: seats.find(({ personId }) => personId === seat.substituteForId)?.fullName ?? null,
    state: seat.leftAt ? ('left' as const) : seat.attendance,
    reason: seat.reason,
    changes: changes.get(seat.personId) ?? [],
    items: items.map((item) => (recusals.get(item.id)?.has(seat.personId) ? { presence: 'recused' as const, minutes: 0 } : presenceOn(item, stays.get(seat.personId) ?? []))),
  }));
  const session = { from: meeting.openedAt ?? new Date(0), to: end };
  const wasThere = (personId: string): boolean => presenceIn(session, stays.get(personId) ?? []).wasThere;
  return { items, people, sites: siteFacts(await listSites(db, meeting.id), seats, events, session, wasThere) };
}
