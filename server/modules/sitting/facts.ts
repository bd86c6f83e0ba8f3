import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { eventsOf } from '../../kernel/repository';
import type { NamedPerson, VoteFact } from '../../shared/rules/minutes-text';
import { findMeeting, listSeats, type Seat } from '../meetings';
import { isElector, votingFacts } from '../voting';
import type { SittingItem } from './agenda-item';
import { countAttendance, isLate } from './attendance';
import { PAPER_PRESENTED, PRESENTATION_STARTED, PRESENTATION_STOPPED } from './events';
import { bodyNames, listItems, paperTitles } from './repository';
import { numbersOf } from './timetable';

/** A paper led through by one person without interruption; `to` is null while it goes on. */
export interface PresentedSpan {
  personId: string;
  presenter: NamedPerson;
  documentId: string;
  document: string;
  itemId: string | null;
  from: Date;
  to: Date | null;
}

export interface SittingItemFact {
  item: SittingItem;
  number: number | null;
  /** Who presents it by the agenda. */
  presenter: NamedPerson | null;
  presentations: PresentedSpan[];
  votes: VoteFact[];
}

/** Everything that happened in a session, for its minutes, notice of conclusions and measures (L19). */
export interface SittingFacts {
  body: string;
  bodyShort: string;
  openedAt: Date | null;
  closedAt: Date | null;
  place: string;
  remoteSites: number;
  chair: NamedPerson;
  secretary: NamedPerson;
  /** Voting members; present are all who came, whether or not they left before the end. */
  members: { total: number; inRoom: number; online: number };
  absent: (NamedPerson & { reason: string; substitute?: NamedPerson })[];
  late: (NamedPerson & { at: Date; role: Seat['role'] })[];
  left: (NamedPerson & { at: Date; role: Seat['role'] })[];
  /** Invited people, substitutes not among them. */
  guests: number;
  guestsPresent: number;
  quorumReached: boolean;
  items: SittingItemFact[];
}

const named = (seat: Pick<Seat, 'fullName' | 'position'> | undefined): NamedPerson => ({ name: seat?.fullName ?? '', position: seat?.position ?? '' });

/** Spans of presenting, in order, out of the session's events. */
async function presentedSpans(db: Db, meetingId: string, personOf: (personId: string) => NamedPerson): Promise<PresentedSpan[]> {
  const titles = await paperTitles(db, meetingId);
  const spans: PresentedSpan[] = [];
  for (const event of await eventsOf(db, meetingId)) {
    const begins = event.type === PRESENTATION_STARTED || event.type === PAPER_PRESENTED;
    if (!begins && event.type !== PRESENTATION_STOPPED) continue;
    const running = spans.at(-1);
    if (running && running.to === null) running.to = event.at;
    if (!begins) continue;
    const { personId, documentId, itemId } = event.payload as { personId: string; documentId: string; itemId: string | null };
    spans.push({ personId, presenter: personOf(personId), documentId, document: titles.get(documentId) ?? '', itemId, from: event.at, to: null });
  }
  return spans;
}

/** What the minutes say of an absence for which no reason was noted: nobody is called unexcused whom nobody asked about. */
const UNSAID: Partial<Record<Seat['attendance'], string>> = { unexcused: 'không có lý do', unknown: 'chưa rõ lý do' };

/** @throws DomainError `not_found` for an unknown session. */
export async function sittingFacts(db: Db, meetingId: string): Promise<SittingFacts> {
  const meeting = await findMeeting(db, meetingId);
  if (!meeting) throw new DomainError('not_found', 'not_found');
  const seats = await listSeats(db, meetingId);
  const items = await listItems(db, meetingId);
  const seatOf = (personId: string | null): Seat | undefined => seats.find((seat) => seat.personId === personId);
  const electors = seats.filter(isElector);
  const came = (seat: Seat): boolean => seat.attendance === 'room' || seat.attendance === 'online';
  const counts = countAttendance(seats.map((seat) => ({ ...seat, leftAt: null })), meeting.policy);
  const spans = await presentedSpans(db, meetingId, (personId) => named(seatOf(personId)));
  const votes = await votingFacts(db, meetingId);
  const numbers = numbersOf(items);
  const substituteOf = (seat: Seat): Seat | undefined =>
    seats.find((one) => one.role === 'substitute' && one.substituteForId === seat.personId);
  return {
    ...(await bodyNames(db, meeting.bodyId)),
    openedAt: meeting.openedAt,
    closedAt: meeting.closedAt,
    place: meeting.place,
    remoteSites: meeting.remoteSites,
    chair: named(seatOf(meeting.chairId)),
    secretary: named(seatOf(meeting.secretaryId)),
    members: { total: electors.length, inRoom: counts.inRoom, online: counts.online },
    absent: electors
      .filter((seat) => !came(seat))
      .map((seat) => {
        const substitute = substituteOf(seat);
        const reason = seat.reason ?? UNSAID[seat.attendance] ?? '';
        return { ...named(seat), reason, ...(substitute ? { substitute: named(substitute) } : {}) };
      }),
    late: seats.flatMap((seat) => (came(seat) && seat.checkedInAt && isLate(seat, meeting.openedAt) ? [{ ...named(seat), at: seat.checkedInAt, role: seat.role }] : [])),
    left: seats.flatMap((seat) => (seat.leftAt ? [{ ...named(seat), at: seat.leftAt, role: seat.role }] : [])),
    guests: seats.filter((seat) => seat.role === 'guest').length,
    guestsPresent: seats.filter((seat) => seat.role === 'guest' && came(seat)).length,
    quorumReached: counts.quorum.reached,
    items: items.map((item) => ({
      item,
      number: numbers.get(item.id) ?? null,
      presenter: item.presenterId ? named(seatOf(item.presenterId)) : item.presenterText ? { name: '', position: item.presenterText } : null,
      presentations: spans.filter((span) => span.itemId === item.id),
      votes: votes.filter((vote) => vote.itemId === item.id).map(({ itemId: _itemId, closedAt: _closedAt, ...fact }) => fact),
    })),
  };
}
