import { z } from 'zod';
import type { Db } from '../../kernel/ports/database';
import { preparedInks } from '../annotations';

const line = z.object({ what: z.string(), count: z.int() });
const reportSchema = z.object({ removed: z.array(line), kept: z.array(line) });
/** What went and what stayed, as counts, by the names of `removal.ts`. */
export type RemovalReport = z.output<typeof reportSchema>;

export interface PersonRemoval {
  id: string;
  personId: string;
  fullName: string;
  title: string;
  reason: string;
  removedById: string | null;
  removedBy: string;
  at: Date;
  report: RemovalReport;
  doneAt: Date | null;
}

type Row = NonNullable<Awaited<ReturnType<Db['personRemoval']['findUnique']>>>;
const toRemoval = (row: Row): PersonRemoval => ({ ...row, report: reportSchema.parse(JSON.parse(row.report)) });

export async function insertRemoval(db: Db, removal: Omit<PersonRemoval, 'doneAt'>): Promise<void> {
  await db.personRemoval.create({ data: { ...removal, report: JSON.stringify(removal.report) } });
}

export async function findRemoval(db: Db, id: string): Promise<PersonRemoval | null> {
  const row = await db.personRemoval.findUnique({ where: { id } });
  return row && toRemoval(row);
}

/** The newest first. */
export async function listRemovals(db: Db, take: number): Promise<PersonRemoval[]> {
  return (await db.personRemoval.findMany({ orderBy: [{ at: 'desc' }, { id: 'desc' }], take })).map(toRemoval);
}

export async function endRemoval(db: Db, id: string, doneAt: Date, report: RemovalReport): Promise<void> {
  await db.personRemoval.update({ where: { id }, data: { doneAt, report: JSON.stringify(report) } });
}

/** Something a person has to do or hand over before the account can go. */
export interface Duty {
  kind: 'signature' | 'minutes' | 'session' | 'item' | 'membership';
  /** Title of the document, session or body. */
  what: string;
  /** Seat in the session, position in the body. */
  as: string;
}

const OPEN = ['draft', 'published', 'in_session'];
const AT_MOST = 50;

/** Duties that are not over, the most pressing kind first. @param day yyyy-MM-dd. */
export async function dutiesOf(db: Db, personId: string, day: string): Promise<Duty[]> {
  const steps = await db.signatureStep.findMany({ where: { personId, state: { in: ['waiting', 'due'] }, official: { state: 'approved' } }, select: { role: true, official: { select: { title: true } } }, orderBy: { id: 'asc' }, take: AT_MOST });
  const seats = await db.attendee.findMany({ where: { personId, meeting: { state: { in: OPEN } } }, select: { role: true, meeting: { select: { title: true } } }, orderBy: { id: 'asc' }, take: AT_MOST });
  const minutes = await db.attendee.findMany({
    where: { personId, role: { in: ['chair', 'secretary'] }, meeting: { state: 'closed', minutes: { state: { in: ['draft', 'submitted', 'returned'] } } } },
    select: { role: true, meeting: { select: { title: true } } },
    orderBy: { id: 'asc' },
    take: AT_MOST,
  });
  const items = await db.agendaItem.findMany({ where: { presenterId: personId, removedAt: null, meeting: { state: { in: OPEN } } }, select: { title: true }, orderBy: { id: 'asc' }, take: AT_MOST });
  const memberships = await db.membership.findMany({ where: { personId, OR: [{ validTo: null }, { validTo: { gte: day } }] }, select: { position: true, body: { select: { name: true } } }, orderBy: { id: 'asc' }, take: AT_MOST });
  return [
    ...steps.map(({ role, official }): Duty => ({ kind: 'signature', what: official.title, as: role })),
    ...minutes.map(({ role, meeting }): Duty => ({ kind: 'minutes', what: meeting.title, as: role })),
    ...seats.map(({ role, meeting }): Duty => ({ kind: 'session', what: meeting.title, as: role })),
    ...items.map(({ title }): Duty => ({ kind: 'item', what: title, as: '' })),
    ...memberships.map(({ position, body }): Duty => ({ kind: 'membership', what: body.name, as: position })),
  ];
}

/** What of a person stands in the record and stays. */
export async function countRecordOf(db: Db, personId: string): Promise<{ seats: number; memberships: number; signatures: number; requests: number; pinResets: number }> {
  const where = { personId };
  return {
    seats: await db.attendee.count({ where }),
    memberships: await db.membership.count({ where }),
    signatures: await db.signatureStep.count({ where }),
    requests: await db.linkRequest.count({ where }),
    pinResets: await db.pinReset.count({ where }),
  };
}

/** Active administrators other than this person. */
export const countOtherAdministrators = (db: Db, personId: string): Promise<number> => db.globalRole.count({ where: { role: 'admin', personId: { not: personId }, person: { status: 'active' } } });

/** Streams of ink of papers of sessions that ended before a moment, some at a time. @param after id of the last paper. */
export async function inkOfEnded(db: Db, before: Date, after: string, take: number): Promise<{ inkIds: string[]; next: string | null }> {
  const papers = await db.document.findMany({
    where: { id: { gt: after }, meeting: { state: { in: ['closed', 'cancelled'] }, endsAt: { lt: before } } },
    orderBy: { id: 'asc' },
    take,
    select: { id: true, versions: { where: { number: { gt: 1 } }, select: { id: true } } },
  });
  const prepared = await preparedInks(db, papers.map(({ id }) => id));
  return { inkIds: [...papers.flatMap(({ id, versions }) => [id, ...versions.map((version) => version.id)]), ...prepared], next: papers.length < take ? null : (papers.at(-1)?.id ?? null) };
}
