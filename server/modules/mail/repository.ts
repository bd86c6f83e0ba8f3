import type { Db } from '../../kernel/ports/database';
import { perishable } from '../../kernel/repository';
import type { MailProblem } from '../../kernel/ports/mailer';
import { LIMITS } from '../../shared/rules/limits';
import type { Announced, AnnouncedFacts, LetterKind, LetterState } from './plan';

/** Why a letter did not leave: by the mail server, or because it was of no use any more. */
export type LetterProblem = MailProblem | 'over' | 'superseded';

/** A letter in the log (Nhật ký gửi thư). */
export interface StoredLetter {
  id: string;
  meetingId: string;
  personId: string;
  kind: LetterKind;
  sequence: number;
  rule: string;
  fields: string;
  /** What it is about, where that is an assignment and not the session itself. */
  assignmentId: string | null;
  edition: number;
  state: LetterState;
  tries: number;
  problem: LetterProblem | null;
  code: string | null;
  queuedAt: Date;
  dueAt: Date;
  until: Date;
  sentAt: Date | null;
}

type Row = NonNullable<Awaited<ReturnType<Db['mailMessage']['findUnique']>>>;
const toLetter = (row: Row): StoredLetter => ({ ...row, kind: row.kind as LetterKind, state: row.state as LetterState, problem: row.problem as LetterProblem | null });

/** Letters about one session at most: each of its people is told a few dozen times. */
const MOST_OF_SESSION = 20 * LIMITS.seats;

export const oldLetters = perishable('MailMessage', ['id'], 'queuedAt');

export interface StoredAnnouncement extends Announced {
  uid: string;
}

export async function findAnnouncement(db: Db, meetingId: string): Promise<StoredAnnouncement | null> {
  const row = await db.announcement.findUnique({ where: { meetingId } });
  return row && { ...row, kind: row.kind as AnnouncedFacts['kind'], form: row.form as AnnouncedFacts['form'] };
}

export async function storeAnnouncement(db: Db, meetingId: string, uid: string, { sequence, startsAt, endsAt, place, title, kind, form, cancelled }: Announced): Promise<void> {
  const facts = { sequence, startsAt, endsAt, place, title, kind, form, cancelled };
  await db.announcement.upsert({ where: { meetingId }, create: { meetingId, uid, ...facts }, update: facts });
}

/** All about a session, the oldest first. */
export async function listLetters(db: Db, meetingId: string): Promise<StoredLetter[]> {
  const rows = await db.mailMessage.findMany({ where: { meetingId }, orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }], take: MOST_OF_SESSION });
  return rows.map(toLetter);
}

export async function findLetter(db: Db, id: string): Promise<StoredLetter | null> {
  const row = await db.mailMessage.findUnique({ where: { id } });
  return row && toLetter(row);
}

export type NewLetter = Pick<StoredLetter, 'id' | 'meetingId' | 'personId' | 'kind' | 'sequence' | 'rule' | 'fields' | 'queuedAt' | 'dueAt' | 'until'> & Partial<Pick<StoredLetter, 'assignmentId'>>;

export async function addLetters(db: Db, letters: readonly NewLetter[]): Promise<void> {
  if (letters.length > 0) await db.mailMessage.createMany({ data: [...letters] });
}

export async function changeLetter(db: Db, id: string, change: Partial<Pick<StoredLetter, 'state' | 'tries' | 'problem' | 'code' | 'dueAt' | 'sentAt' | 'edition' | 'until'>>): Promise<void> {
  await db.mailMessage.update({ where: { id }, data: change });
}

/** Those of them that wait still. */
export async function dropLetters(db: Db, ids: readonly string[], problem: LetterProblem): Promise<void> {
  if (ids.length > 0) await db.mailMessage.updateMany({ where: { id: { in: [...ids] }, state: 'queued' }, data: { state: 'dropped', problem } });
}

/** Letters whose time has come, the longest waiting first; those of sessions that are over whatever their time. */
export async function dueLetters(db: Db, now: Date, take: number): Promise<{ id: string; isOver: boolean }[]> {
  const rows = await db.mailMessage.findMany({ where: { state: 'queued', OR: [{ dueAt: { lte: now } }, { until: { lte: now } }] }, orderBy: [{ dueAt: 'asc' }, { id: 'asc' }], take, select: { id: true, until: true } });
  return rows.map(({ id, until }) => ({ id, isOver: until <= now }));
}

/** Letters of the whole installation, for whoever looks after it. */
export async function countLetters(db: Db, since: Date): Promise<Record<LetterState, number>> {
  const rows = await db.mailMessage.groupBy({ by: ['state'], where: { OR: [{ state: 'queued' }, { queuedAt: { gte: since } }] }, _count: true });
  const counts: Record<LetterState, number> = { queued: 0, sent: 0, failed: 0, bounced: 0, dropped: 0 };
  for (const { state, _count } of rows) counts[state as LetterState] = _count;
  return counts;
}

/** Whom a letter goes to. */
export interface Addressee {
  id: string;
  fullName: string;
  email: string | null;
  locale: 'vi' | 'en';
  /** Somebody who signs in by themself. */
  hasAccount: boolean;
}

export async function findAddressees(db: Db, ids: readonly string[]): Promise<Map<string, Addressee>> {
  const rows = await db.person.findMany({ where: { id: { in: [...ids] } }, select: { id: true, fullName: true, email: true, locale: true, userName: true }, take: ids.length });
  return new Map(rows.map(({ userName, locale, ...row }) => [row.id, { ...row, locale: locale === 'en' ? 'en' : 'vi', hasAccount: userName !== null }]));
}

/** People told by one rule of an assignment. */
export async function toldOfAssignment(db: Db, { meetingId, rule }: Pick<StoredLetter, 'meetingId' | 'rule'>): Promise<Set<string>> {
  const rows = await db.mailMessage.findMany({ where: { meetingId, kind: 'reminder', rule }, select: { personId: true }, take: MOST_OF_SESSION });
  return new Set(rows.map(({ personId }) => personId));
}

/** Of one unit at most; the first by name. */
const MOST_OF_UNIT = 50;

/** Who works in a unit and reads letters; administrators of the system see no assignments. */
export async function peopleOfUnit(db: Db, unitId: string): Promise<string[]> {
  const rows = await db.person.findMany({ where: { unitId, status: 'active', email: { not: null }, roles: { none: { role: 'admin' } } }, orderBy: [{ sortName: 'asc' }, { id: 'asc' }], select: { id: true }, take: MOST_OF_UNIT });
  return rows.map(({ id }) => id);
}

/** Sessions that are announced and begin in a span, or are adjourned and go on in it, for reminders. */
export async function upcomingMeetings(db: Db, from: Date, to: Date): Promise<string[]> {
  const rows = await db.meeting.findMany({ where: { OR: [{ state: 'published', startsAt: { gt: from, lte: to } }, { state: 'in_session', continuesAt: { gt: from, lte: to } }] }, orderBy: { startsAt: 'asc' }, select: { id: true }, take: 500 });
  return rows.map(({ id }) => id);
}

/** What the log holds of one person, for the deletion of their account. */
export const countLettersOf = (db: Db, personId: string): Promise<number> => db.mailMessage.count({ where: { personId } });
export const dropLettersOf = async (db: Db, personId: string): Promise<number> => (await db.mailMessage.deleteMany({ where: { personId } })).count;
