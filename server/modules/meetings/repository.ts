import type { Pass } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import { numberIn, NUMBERED_KINDS } from '../../shared/rules/agenda-times';
import type { BodyPolicy } from '../../shared/rules/body-policy';
import { readPolicy } from '../organization';
import { MEETING_CANCELLED } from './events';
import type { AttendeeRole, BodyMember, ChosenPerson, NewSeat } from './seats';

export type MeetingState = 'draft' | 'published' | 'in_session' | 'closed' | 'cancelled';
/** Có mặt trực tiếp, có mặt trực tuyến, vắng có lý do, vắng không lý do, chưa điểm danh. */
export type Attendance = 'unknown' | 'room' | 'online' | 'excused' | 'unexcused';

/** Phiên họp. */
export interface Meeting {
  id: string;
  bodyId: string;
  title: string;
  kind: 'regular' | 'thematic' | 'extraordinary';
  state: MeetingState;
  startsAt: Date;
  endsAt: Date;
  place: string;
  form: 'room' | 'online' | 'hybrid';
  remoteSites: number;
  /** Of the catalogue; null: the place is in words alone. */
  roomId: string | null;
  /** Who presides. */
  chairId: string;
  /** The chair the session was called with, while somebody else presides; null: that is who presides. */
  calledChairId: string | null;
  /** The item for which somebody else presides; null: until it is given on. */
  chairItemId: string | null;
  secretaryId: string;
  policy: BodyPolicy;
  invitationNumber: string | null;
  invitationDate: string | null;
  printedSets: number;
  publishedAt: Date | null;
  openedAt: Date | null;
  closedAt: Date | null;
  /** The last time the sitting was adjourned: when it goes on, and is expected to end then. */
  continuesAt: Date | null;
  continuesUntil: Date | null;
  /** When it came in from an archive of earlier years; null: it was held here. */
  importedAt: Date | null;
  currentItemId: string | null;
  createdById: string;
  version: number;
}

/** A person among the attendees (Thành phần tham dự), name and position as they were. */
export interface Seat {
  id: string;
  meetingId: string;
  personId: string;
  role: AttendeeRole;
  voting: boolean;
  fullName: string;
  position: string;
  protocolOrder: number;
  /** Name of the remote site (điểm cầu), null in the room. */
  site: string | null;
  /** Person id of the member this substitute (người dự thay) sits for. */
  substituteForId: string | null;
  attendance: Attendance;
  reason: string | null;
  checkedInAt: Date | null;
  leftAt: Date | null;
  /** The one item this guest is asked to; null: the whole session. */
  onlyItemId: string | null;
}

type MeetingRow = NonNullable<Awaited<ReturnType<Db['meeting']['findUnique']>>>;
type SeatRow = NonNullable<Awaited<ReturnType<Db['attendee']['findUnique']>>>;

export const toMeeting = (row: MeetingRow): Meeting => ({
  ...row,
  kind: row.kind as Meeting['kind'],
  state: row.state as MeetingState,
  form: row.form as Meeting['form'],
  policy: readPolicy(row.policy),
});

export const toSeat = (row: SeatRow): Seat => ({ ...row, role: row.role as AttendeeRole, attendance: row.attendance as Attendance });

export async function findMeeting(db: Db, id: string): Promise<Meeting | null> {
  const [row] = await rowsOf<MeetingRow>(db, 'SELECT * FROM "Meeting" WHERE "id" = ?', [id], { instants: ['startsAt', 'endsAt', 'publishedAt', 'openedAt', 'closedAt', 'continuesAt', 'continuesUntil', 'importedAt', 'createdAt'] });
  return row ? toMeeting(row) : null;
}

export async function findSeat(db: Db, meetingId: string, personId: string): Promise<Seat | null> {
  const [row] = await rowsOf<SeatRow>(db, 'SELECT * FROM "Attendee" WHERE "meetingId" = ? AND "personId" = ?', [meetingId, personId], { instants: ['checkedInAt', 'leftAt'], truths: ['voting'] });
  return row ? toSeat(row) : null;
}

/** All attendees in protocol order. */
export async function listSeats(db: Db, meetingId: string): Promise<Seat[]> {
  const rows = await db.attendee.findMany({ where: { meetingId }, orderBy: [{ protocolOrder: 'asc' }, { id: 'asc' }] });
  return rows.map(toSeat);
}

export interface BodySummary {
  id: string;
  name: string;
  shortName: string;
  unitId: string;
  policy: BodyPolicy;
}

/** What holds on a date (YYYY-MM-DD), both ends included. */
const validOn = (on: string) => ({ validFrom: { lte: on }, OR: [{ validTo: null }, { validTo: { gte: on } }] });

/** Bodies that exist on a date (YYYY-MM-DD). */
export async function listBodies(db: Db, on: string): Promise<BodySummary[]> {
  const rows = await db.body.findMany({
    where: validOn(on),
    orderBy: { name: 'asc' },
  });
  return rows.map(({ id, name, shortName, unitId, policy }) => ({ id, name, shortName, unitId, policy: readPolicy(policy) }));
}

/** Memberships valid on a date, in protocol order, with the names of that moment. */
export async function membersOn(db: Db, bodyId: string, on: string): Promise<BodyMember[]> {
  const rows = await db.membership.findMany({
    where: { bodyId, ...validOn(on) },
    include: { person: { select: { fullName: true, roles: { select: { role: true } } } } },
    orderBy: [{ protocolOrder: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    personId: row.personId,
    fullName: row.person.fullName,
    position: row.position,
    voting: row.voting,
    protocolOrder: row.protocolOrder,
    isAdmin: row.person.roles.some(({ role }) => role === 'admin'),
  }));
}

const chosen = { id: true, fullName: true, title: true, status: true, unitId: true, unit: { select: { shortName: true } }, roles: { select: { role: true } } } as const;

export interface FoundPerson extends ChosenPerson {
  unitId: string | null;
  unit: string | null;
  isOfficer: boolean;
}

type ChosenRow = { id: string; fullName: string; title: string; unitId: string | null; unit: { shortName: string } | null; roles: { role: string }[] };

const toFound = (row: ChosenRow): FoundPerson => ({
  id: row.id,
  fullName: row.fullName,
  title: row.title,
  unitId: row.unitId,
  unit: row.unit?.shortName ?? null,
  isAdmin: row.roles.some(({ role }) => role === 'admin'),
  isOfficer: row.roles.some(({ role }) => role === 'officer'),
});

interface PersonRow extends Omit<ChosenRow, 'unit' | 'roles'> {
  unit: string | null;
  roles: string | null;
}

/** Asked with every letter typed into a search for people. */
const PEOPLE_SQL = `SELECT p."id", p."fullName", p."title", u."shortName" AS unit, (SELECT string_agg("role", ',') FROM "GlobalRole" WHERE "personId" = p."id") AS roles
  FROM "Person" p LEFT JOIN "OrgUnit" u ON u."id" = p."unitId" WHERE p."status" <> 'blocked' ORDER BY p."sortName", p."id"`;

/** People who are not blocked, given name first in the Vietnamese order of their stored key. */
export async function listPeople(db: Db): Promise<FoundPerson[]> {
  const rows = await rowsOf<PersonRow>(db, PEOPLE_SQL, []);
  return rows.map(({ unit, roles, ...row }) => toFound({ ...row, unit: unit === null ? null : { shortName: unit }, roles: (roles?.split(',') ?? []).map((role) => ({ role })) }));
}

/** Officers who are not blocked: those who can be a session's secretary. */
export async function listOfficers(db: Db): Promise<FoundPerson[]> {
  const rows = await db.person.findMany({ where: { status: { not: 'blocked' }, roles: { some: { role: 'officer' } } }, select: chosen, orderBy: { sortName: 'asc' } });
  return rows.map(toFound);
}

export async function findPeople(db: Db, ids: readonly string[]): Promise<FoundPerson[]> {
  const rows = await db.person.findMany({ where: { id: { in: [...ids] }, status: { not: 'blocked' } }, select: chosen });
  return rows.map(toFound);
}

export async function createMeeting(db: Db, meeting: Omit<Meeting, 'state' | 'publishedAt' | 'openedAt' | 'closedAt' | 'currentItemId' | 'calledChairId' | 'chairItemId' | 'continuesAt' | 'continuesUntil' | 'importedAt' | 'version'> & { createdAt: Date }): Promise<void> {
  await db.meeting.create({ data: { ...meeting, policy: JSON.stringify(meeting.policy), state: 'draft' } });
}

/** Opens or closes the sitting of a meeting. */
export async function setSessionState(db: Db, id: string, fields: { state: 'in_session'; openedAt: Date } | { state: 'closed'; closedAt: Date }): Promise<void> {
  await db.meeting.update({ where: { id }, data: { ...fields, version: { increment: 1 } } });
}

/** When an adjourned sitting goes on, and is expected to end. */
export async function setContinuation(db: Db, id: string, fields: { continuesAt: Date; continuesUntil: Date }): Promise<void> {
  await db.meeting.update({ where: { id }, data: fields });
}

export async function setCurrentItem(db: Db, id: string, currentItemId: string | null): Promise<void> {
  await db.meeting.update({ where: { id }, data: { currentItemId } });
}

/** Writes the attendance of one seat as the sitting knows it. @param markedById who marked it; left out: as it was. */
export async function setAttendance(db: Db, seatId: string, change: Partial<Pick<Seat, 'attendance' | 'reason' | 'checkedInAt' | 'leftAt' | 'site'>> & { markedById?: string | null }): Promise<void> {
  await db.attendee.update({ where: { id: seatId }, data: change });
}

export type MeetingChange = Partial<Omit<Meeting, 'id' | 'policy' | 'version'>>;

export async function updateMeeting(db: Db, id: string, version: number, change: MeetingChange): Promise<void> {
  await db.meeting.update({ where: { id, version }, data: { ...change, version: { increment: 1 } } });
}

/** Why and when a session was called off; null when it was not. */
export async function cancellationOf(db: Db, meetingId: string): Promise<{ reason: string; at: Date } | null> {
  const event = await db.historyEvent.findFirst({ where: { stream: meetingId, type: MEETING_CANCELLED }, orderBy: { seq: 'desc' } });
  return event && { reason: (JSON.parse(event.payload) as { reason: string }).reason, at: event.at };
}

const OFFICES = ['chair', 'secretary', 'assistant', 'member'];

/** Numbered or not, the rows of the agenda a person presents; removed ones left out. */
export async function presentedBy(db: Db, meetingId: string, personIds: readonly string[]): Promise<{ personId: string; title: string }[]> {
  const rows = await db.agendaItem.findMany({ where: { meetingId, removedAt: null, presenterId: { in: [...personIds] } }, orderBy: { order: 'asc' }, select: { presenterId: true, title: true } });
  return rows.flatMap(({ presenterId, title }) => (presenterId ? [{ personId: presenterId, title }] : []));
}

/**
 * Puts the seats that follow from the body in place; guests stay, substitutes as long as their member does, and so does
 * what a kept seat has recorded.
 */
export async function replaceSeats(db: Db, meetingId: string, seats: readonly (NewSeat & { id: string })[]): Promise<void> {
  const kept = seats.map((seat) => seat.personId);
  await db.attendee.deleteMany({ where: { meetingId, role: { in: OFFICES }, personId: { notIn: kept } } });
  await db.attendee.deleteMany({ where: { meetingId, role: 'substitute', substituteForId: { notIn: kept } } });
  // One seat has the office of the chair: whoever has it no longer is written first.
  for (const { id, personId, role, voting, fullName, position, protocolOrder, site } of [...seats].sort((a, b) => Number(a.role === 'chair') - Number(b.role === 'chair'))) {
    const facts = { role, voting, fullName, position, protocolOrder };
    await db.attendee.upsert({
      where: { meetingId_personId: { meetingId, personId } },
      create: { id, meetingId, personId, site: site ?? null, ...facts },
      update: { ...facts, substituteForId: null },
    });
  }
}

export async function addSeat(db: Db, seat: NewSeat & { id: string; meetingId: string; site: string | null; substituteForId: string | null; onlyItemId?: string | null }): Promise<void> {
  await db.attendee.create({ data: seat });
}

/** Asks a guest to one item only; null: to the whole session. */
export async function setGuestItem(db: Db, id: string, onlyItemId: string | null): Promise<void> {
  await db.attendee.update({ where: { id }, data: { onlyItemId } });
}

/** @throws DomainError `invalid`/`meetings.no_such_item`: not a row of this agenda with papers of its own. */
export async function assertItemOf(db: Db, meetingId: string, itemId: string): Promise<void> {
  const item = await db.agendaItem.findFirst({ where: { id: itemId, meetingId, removedAt: null, kind: { notIn: ['break', 'paper_only'] } }, select: { id: true } });
  if (!item) throw new DomainError('invalid', 'meetings.no_such_item', { field: 'itemId' });
}

export async function removeSeat(db: Db, id: string): Promise<void> {
  await db.attendee.delete({ where: { id } });
}

const NOTHING_UNSEEN: ReadonlySet<string> = new Set();

export interface MeetingCounts {
  items: number;
  documents: number;
  pages: number;
  questions: number;
  members: number;
  others: number;
}

/** Sizes of a session for cards and checks; withdrawn papers and removed items do not count, nor papers that the reader does not see. */
export async function countsOf(db: Db, meetingId: string, unseen: ReadonlySet<string> = NOTHING_UNSEEN): Promise<MeetingCounts> {
  const [items, documents, questions, members, others] = await Promise.all([
    db.agendaItem.count({ where: { meetingId, removedAt: null, kind: { in: [...NUMBERED_KINDS] } } }),
    db.document.aggregate({ where: { meetingId, removedAt: null, ...(unseen.size > 0 ? { id: { notIn: [...unseen] } } : {}) }, _count: true, _sum: { pages: true } }),
    db.voteQuestion.count({ where: { meetingId, item: { removedAt: null } } }),
    db.attendee.count({ where: { meetingId, voting: true } }),
    db.attendee.count({ where: { meetingId, role: 'guest' } }),
  ]);
  return { items, documents: documents._count, pages: documents._sum.pages ?? 0, questions, members, others };
}

/** Drafts, and drafts that were called off before anybody was told. */
const unannounced = { OR: [{ state: 'draft' }, { state: 'cancelled', publishedAt: null }] };

/** Place of a session in a list ordered by its start: what follows begins after it. */
export interface MeetingCursor {
  startsAt: Date;
  id: string;
}

export interface MeetingChoice {
  part: 'drafts' | 'running' | 'coming' | 'past';
  now: Date;
  /** Only sessions that end at this moment or later. */
  endsFrom?: Date;
  /** Only sessions that start within these moments, the second excluded. */
  within?: { from: Date; to: Date };
  after?: MeetingCursor;
  /** Rows at most. */
  most: number;
}

/** A session called off stays among the coming ones until its planned end. */
const partOf = (part: MeetingChoice['part'], now: Date) =>
  ({
    drafts: { state: 'draft' },
    running: { state: 'in_session' },
    coming: { OR: [{ state: { in: ['published', 'in_session'] } }, { state: 'cancelled', endsAt: { gte: now } }] },
    past: { OR: [{ state: 'closed' }, { state: 'cancelled', endsAt: { lt: now } }] },
  })[part];

/** Whose list it is. */
export interface MeetingViewer {
  personId: string;
  /** Bodies whose closed sessions a clerk sees (M16). */
  clerkOf: readonly string[];
  /** Bodies whose sessions an officer prepares (M16), and whose imported ones they read (imports IM7). */
  preparesOf: readonly string[];
}

/** Sessions a person may know of (M3–M5), a page at a time (M14): past ones newest first, all others nearest first. */
export async function listMeetings(db: Db, { personId, clerkOf, preparesOf }: MeetingViewer, { part, now, endsFrom, within, after, most }: MeetingChoice): Promise<Meeting[]> {
  const order = part === 'past' ? 'desc' : 'asc';
  const behind = part === 'past' ? 'lt' : 'gt';
  const rows = await db.meeting.findMany({
    where: {
      OR: [
        { state: { notIn: ['draft', 'cancelled'] }, attendees: { some: { personId } } },
        { state: 'cancelled', publishedAt: { not: null }, attendees: { some: { personId } } },
        { ...unannounced, createdById: personId, bodyId: { in: [...preparesOf] } },
        { ...unannounced, attendees: { some: { personId, role: { in: ['secretary', 'assistant'] } } } },
        { state: 'closed', bodyId: { in: [...clerkOf] } },
        { state: 'closed', importedAt: { not: null }, bodyId: { in: [...preparesOf] } },
      ],
      AND: [
        partOf(part, now),
        ...(endsFrom ? [{ endsAt: { gte: endsFrom } }] : []),
        ...(within ? [{ startsAt: { gte: within.from, lt: within.to } }] : []),
        ...(after ? [{ OR: [{ startsAt: { [behind]: after.startsAt } }, { startsAt: after.startsAt, id: { [behind]: after.id } }] }] : []),
      ],
    },
    orderBy: [{ startsAt: order }, { id: order }],
    take: most,
  });
  return rows.map(toMeeting);
}

/** Start of the oldest past session this person may know of. */
export async function firstMeetingAt(db: Db, { personId, clerkOf, preparesOf }: MeetingViewer): Promise<Date | null> {
  const known = [{ attendees: { some: { personId } } }, { bodyId: { in: [...clerkOf] } }, { importedAt: { not: null }, bodyId: { in: [...preparesOf] } }];
  const row = await db.meeting.findFirst({ where: { state: 'closed', OR: known }, orderBy: { startsAt: 'asc' }, select: { startsAt: true } });
  return row?.startsAt ?? null;
}

/** What is being presented now: the document with its page, if it has not been withdrawn and the reader sees it. */
export async function presentedNow(db: Db, meetingId: string, unseen: ReadonlySet<string>): Promise<{ documentId: string; page: number } | null> {
  const row = await db.presentation.findUnique({ where: { meetingId } });
  if (!row?.documentId || !row.personId || unseen.has(row.documentId)) return null;
  const document = await db.document.findFirst({ where: { id: row.documentId, meetingId, removedAt: null }, select: { id: true } });
  return document && { documentId: document.id, page: row.page };
}

/** Number (null for opening, break, closing) and title of one agenda item. */
export async function itemPlace(db: Db, meetingId: string, itemId: string): Promise<{ id: string; number: number | null; title: string } | null> {
  const rows = await db.agendaItem.findMany({ where: { meetingId, removedAt: null }, orderBy: { order: 'asc' }, select: { id: true, kind: true, title: true } });
  const item = rows.find((row) => row.id === itemId);
  if (!item) return null;
  return { id: item.id, number: numberIn(rows, itemId), title: item.title };
}

/** Name of the authority a person stands in on a date: the given body, else a body the person belongs to then, else the person's unit. */
export async function authorityOf(db: Db, personId: string, bodyId: string | null, on: string): Promise<string | null> {
  const body = bodyId ? await db.body.findUnique({ where: { id: bodyId }, select: { name: true } }) : null;
  if (body) return body.name;
  const membership = await db.membership.findFirst({ where: { personId, ...validOn(on) }, orderBy: { validFrom: 'desc' }, select: { body: { select: { name: true } } } });
  if (membership) return membership.body.name;
  const person = await db.person.findUnique({ where: { id: personId }, select: { unit: { select: { name: true } } } });
  return person?.unit?.name ?? null;
}

/** A screen that is paired with a session, as long as that session is to come or runs (R21). */
export async function findWallScreen(db: Db, by: { tokenHash: string } | { id: string }): Promise<Pass | null> {
  const row = await db.roomScreen.findFirst({ where: { ...by, pairedAt: { not: null }, meeting: { state: { in: ['published', 'in_session'] } } }, select: { id: true, meetingId: true } });
  return row;
}

/** Whether a paper is the one presented in a session now, which is what its screens show (R23). */
export async function isPresented(db: Db, meetingId: string, documentId: string): Promise<boolean> {
  const shown = await db.presentation.findFirst({ where: { meetingId, documentId, meeting: { state: 'in_session' } }, select: { page: true } });
  return shown !== null;
}
