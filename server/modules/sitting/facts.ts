import { DomainError } from '../../kernel/errors';
import type { CommittedEvent } from '../../kernel/events';
import type { Db } from '../../kernel/ports/database';
import { eventsOf } from '../../kernel/repository.history';
import { numberIn } from '../../shared/rules/agenda-times';
import type { NamedPerson, VoteFact } from '../../shared/rules/minutes-text';
import { adjournmentsOf, pausesOf } from '../floor';
import { calledChairOf, findMeeting, listSeats, listSites, recusalsOf, sessionsOfItems, type Meeting, type Seat, type Target } from '../meetings';
import { bodyOf } from '../organization';
import { chairFacts, type ChairFact } from './chair-facts';
import { speechesOn, type Speech } from './floor-record';
import { isElector, quorumOf, votingFacts } from '../voting';
import type { SittingItem } from './agenda-item';
import { paperMark, type PaperMark } from './notes/mark';
import { ITEM_TAKEN_EARLIER, PAPER_PRESENTED, PRESENTATION_STARTED, PRESENTATION_STOPPED } from './events';
import { siteFacts, type SiteFact } from './site-facts';
import { countedIn, presenceIn, staysOf, type Presence, type Stretch } from './presence';
import { listItems, paperTitles } from './repository';

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
  /** Members who take no part in it, with the reason (agenda A31). */
  recused: (NamedPerson & { reason: string })[];
  /** It was taken earlier than the agenda had it: the number it had, and why (L44). */
  earlier: { from: number | null; reason: string } | null;
  /** The session it was moved to; null fields where its people do not know of that one yet (L45). */
  movedTo: { title: string; startsAt: Date } | 'unannounced' | null;
  /** Adopted without debate with others (L48): their numbers, and the one the vote stands with. */
  inBlock: { lead: number | null; numbers: number[] } | null;
  presentations: PresentedSpan[];
  /** Who had the floor, in order (L33). */
  speeches: Speech[];
  votes: VoteFact[];
}

/** Everything that happened in a session, for its minutes, notice of conclusions and measures (L19). */
export interface SittingFacts {
  body: string;
  bodyShort: string;
  openedAt: Date | null;
  closedAt: Date | null;
  place: string;
  form: Meeting['form'];
  remoteSites: number;
  /** Sites of the session with their people and the times they had no connection (L75). */
  sites: SiteFact[];
  /** The chair the session was called with; `isThere`: whether the attendance list has them in the session. */
  chair: NamedPerson & { isThere: boolean };
  /** Hand-overs of the chair, in order; none where one person presided. */
  presided: ChairFact[];
  secretary: NamedPerson & { isThere: boolean };
  /** Voting members; present are all who were there at some time of the session. */
  members: { total: number; inRoom: number; online: number };
  absent: (NamedPerson & { reason: string; substitute?: NamedPerson & { isThere: boolean } })[];
  /** Of the members and substitutes. */
  late: (NamedPerson & { at: Date })[];
  away: (NamedPerson & { stretches: Stretch[] })[];
  left: (NamedPerson & { at: Date })[];
  /** Invited people, substitutes not among them. */
  guests: { invited: number; present: number };
  quorum: { needed: number; atOpening: number; fewer: Stretch[] };
  /** When the sitting stood still (L27). */
  pauses: Stretch[];
  /** When it was adjourned, and how many members were there when it went on; null: it did not (L51). */
  adjournments: (Stretch & { present: number | null })[];
  /** Held on paper, all of it or from then on (L66). */
  onPaper: PaperMark | null;
  items: SittingItemFact[];
  /** By person: everybody with a seat. */
  presence: ReadonlyMap<string, Presence>;
}

const announced = (target: Target | undefined): SittingItemFact['movedTo'] => (target && target.state !== 'draft' ? { title: target.title, startsAt: target.startsAt } : 'unannounced');

const named = (seat: Pick<Seat, 'fullName' | 'position'> | undefined): NamedPerson => ({ name: seat?.fullName ?? '', position: seat?.position ?? '' });

/** Spans of presenting, in order, out of the session's events. */
async function presentedSpans(db: Db, meetingId: string, events: readonly CommittedEvent[], personOf: (personId: string) => NamedPerson): Promise<PresentedSpan[]> {
  const titles = await paperTitles(db, meetingId);
  const spans: PresentedSpan[] = [];
  for (const event of events) {
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
const UNSAID: Record<Seat['attendance'], string> = {
  excused: 'có lý do', unexcused: 'không có lý do', unknown: 'chưa rõ lý do', room: 'về trước giờ khai mạc', online: 'về trước giờ khai mạc',
};

/** Whose coming and going the minutes tell of: guests come and go for their item, the office is there to work. */
export const isReported = (seat: Seat): boolean => isElector(seat) || seat.role === 'substitute';

/** @throws DomainError `not_found` for an unknown session. */
export async function sittingFacts(db: Db, meetingId: string): Promise<SittingFacts> {
  const meeting = await findMeeting(db, meetingId);
  if (!meeting) throw new DomainError('not_found', 'not_found');
  const seats = await listSeats(db, meetingId);
  const items = await listItems(db, meetingId);
  const events = await eventsOf(db, meetingId);
  const seatOf = (personId: string | null): Seat | undefined => seats.find((seat) => seat.personId === personId);
  const stays = staysOf(events);
  // Before the opening and before the end everything recorded so far counts.
  const session: Stretch = { from: meeting.openedAt ?? new Date(0), to: meeting.closedAt ?? new Date(8.64e15) };
  const pauses = await pausesOf(db, meetingId);
  const gaps = adjournmentsOf(pauses, session.to);
  const presence = new Map(seats.map(({ personId }) => [personId, presenceIn(session, stays.get(personId) ?? [], gaps)]));
  const wasThere = (seat: Seat | undefined): boolean => seat !== undefined && presence.get(seat.personId)?.wasThere === true;
  const officer = (personId: string) => ({ ...named(seatOf(personId)), isThere: wasThere(seatOf(personId)) });
  const electors = seats.filter(isElector);
  const guests = seats.filter((seat) => seat.role === 'guest');
  const told = seats.filter(isReported).flatMap((seat) => ({ seat, part: presence.get(seat.personId) }));
  const { needed } = quorumOf(seats, meeting.policy);
  const spans = await presentedSpans(db, meetingId, events, (personId) => named(seatOf(personId)));
  const votes = await votingFacts(db, meetingId);
  const recusals = await recusalsOf(db, meetingId);
  const body = await bodyOf(db, meeting.bodyId);
  const takenEarlier = new Map(events.filter(({ type }) => type === ITEM_TAKEN_EARLIER).reverse().map(({ payload }) => [String(payload['itemId']), { from: typeof payload['from'] === 'number' ? payload['from'] : null, reason: String(payload['reason'] ?? '') }]));
  const moved = await sessionsOfItems(db, items.flatMap(({ movedToId }) => movedToId ?? []));
  const blockOf = (itemId: string): SittingItemFact['inBlock'] => {
    const vote = votes.find(({ covers, passed }) => passed && covers?.includes(itemId));
    return vote?.covers ? { lead: numberIn(items, vote.itemId), numbers: vote.covers.flatMap((id) => numberIn(items, id) ?? []) } : null;
  };
  const substituteOf = (seat: Seat): Seat | undefined =>
    seats.find((one) => one.role === 'substitute' && one.substituteForId === seat.personId);
  const inPlace = (place: Seat['attendance']): number => electors.filter((seat) => wasThere(seat) && seat.attendance === place).length;
  return {
    body: body.name,
    bodyShort: body.shortName,
    openedAt: meeting.openedAt,
    closedAt: meeting.closedAt,
    place: meeting.place,
    form: meeting.form,
    remoteSites: meeting.remoteSites,
    sites: siteFacts(await listSites(db, meetingId), seats, events, session, (personId) => presence.get(personId)?.wasThere === true),
    chair: officer(calledChairOf(meeting)),
    presided: chairFacts(events, calledChairOf(meeting), (personId) => named(seatOf(personId))),
    secretary: officer(meeting.secretaryId),
    members: { total: electors.length, inRoom: inPlace('room'), online: inPlace('online') },
    absent: electors
      .filter((seat) => !wasThere(seat))
      .map((seat) => {
        const substitute = substituteOf(seat);
        const reason = seat.reason || UNSAID[seat.attendance];
        return { ...named(seat), reason, ...(substitute ? { substitute: { ...named(substitute), isThere: wasThere(substitute) } } : {}) };
      }),
    late: told.flatMap(({ seat, part }) => (part?.late && meeting.openedAt ? [{ ...named(seat), at: part.late }] : [])),
    away: told.flatMap(({ seat, part }) => (part && part.away.length > 0 ? [{ ...named(seat), stretches: part.away }] : [])),
    left: told.flatMap(({ seat, part }) => (part?.left ? [{ ...named(seat), at: part.left }] : [])),
    guests: { invited: guests.length, present: guests.filter(wasThere).length },
    quorum: { needed, ...countedIn(session, electors.map(({ personId }) => stays.get(personId) ?? []), needed, gaps) },
    adjournments: gaps.map((gap) => {
      const went = pauses.some(({ until, resumedAt }) => until && resumedAt?.getTime() === gap.to.getTime());
      return { ...gap, present: went ? countedIn({ from: gap.to, to: session.to }, electors.map(({ personId }) => stays.get(personId) ?? []), 0).atOpening : null };
    }),
    pauses: pauses.filter(({ until }) => until === null).map(({ pausedAt, resumedAt }) => ({ from: pausedAt, to: resumedAt ?? session.to })),
    onPaper: await paperMark(db, meetingId),
    items: items.map((item) => ({
      item,
      number: numberIn(items, item.id),
      presenter: item.presenterId ? named(seatOf(item.presenterId)) : item.presenterText ? { name: '', position: item.presenterText } : null,
      recused: [...(recusals.get(item.id) ?? [])].map(([personId, reason]) => ({ ...named(seatOf(personId)), reason })),
      earlier: takenEarlier.get(item.id) ?? null,
      movedTo: item.movedToId === null ? null : announced(moved.get(item.movedToId)),
      inBlock: blockOf(item.id),
      speeches: speechesOn(item.id, events, (personId) => named(seatOf(personId))),
      presentations: spans.filter((span) => span.itemId === item.id),
      votes: votes.filter((vote) => vote.itemId === item.id).map(({ itemId: _itemId, closedAt: _closedAt, covers: _covers, passed: _passed, ...fact }) => fact),
    })),
    presence,
  };
}
