import type { Db } from '../../kernel/ports/database';
import { localMoment } from '../../shared/rules/date-forms';
import { isVoidFile, type MinutesState } from '../signing';
import { parseContent, writeContent, type MinutesContent } from './content';

/** Biên bản phiên họp. */
export interface Minutes {
  id: string;
  meetingId: string;
  number: number | null;
  notation: string;
  state: MinutesState;
  content: MinutesContent;
  remarks: string;
  submittedAt: Date | null;
  approvedAt: Date | null;
  approvedById: string | null;
  frozenSha256: string | null;
  verifyCode: string | null;
  version: number;
}

export type RevisionAction = 'draft' | 'save' | 'submit' | 'return' | 'approve' | 'reopen';

type MinutesRow = NonNullable<Awaited<ReturnType<Db['minutes']['findUnique']>>>;
const toMinutes = (row: MinutesRow): Minutes => ({ ...row, state: row.state as MinutesState, content: parseContent(row.content) });

export async function findMinutes(db: Db, id: string): Promise<Minutes | null> {
  const row = await db.minutes.findUnique({ where: { id } });
  return row && toMinutes(row);
}

export async function findMinutesOf(db: Db, meetingId: string): Promise<Minutes | null> {
  const row = await db.minutes.findUnique({ where: { meetingId } });
  return row && toMinutes(row);
}

export async function findByCode(db: Db, verifyCode: string): Promise<(Minutes & { title: string; startsAt: Date }) | null> {
  const row = await db.minutes.findUnique({ where: { verifyCode }, include: { meeting: { select: { title: true, startsAt: true } } } });
  if (!row) return null;
  const { meeting, ...minutes } = row;
  return { ...toMinutes(minutes), ...meeting };
}

export async function createMinutes(db: Db, minutes: { id: string; meetingId: string; notation: string; content: MinutesContent }): Promise<void> {
  await db.minutes.create({ data: { ...minutes, content: writeContent(minutes.content) } });
}

export type MinutesChange = Partial<Omit<Minutes, 'id' | 'meetingId' | 'version'>>;

/** Changes the row when it still has the version; false when somebody else was first. */
export async function updateMinutes(db: Db, id: string, version: number, { content, ...change }: MinutesChange): Promise<boolean> {
  const data = { ...change, ...(content ? { content: writeContent(content) } : {}), version: { increment: 1 } };
  const { count } = await db.minutes.updateMany({ where: { id, version }, data });
  return count === 1;
}

const ONE_VERSION_MS = 10 * 60_000;

/** Keeps a version for good; saves of one person that follow each other closely are one version (N4). */
export async function keepRevision(
  db: Db,
  revision: { id: string; minutesId: string; action: RevisionAction; content: MinutesContent; remarks?: string; authorId: string; at: Date },
): Promise<void> {
  const [last, before] = await db.minutesRevision.findMany({
    where: { minutesId: revision.minutesId },
    orderBy: { number: 'desc' },
    take: 2,
    select: { id: true, number: true, action: true, authorId: true, at: true },
  });
  const content = writeContent(revision.content);
  const goesOn = revision.action === 'save' && last?.action === 'save' && last.authorId === revision.authorId;
  if (goesOn && before && revision.at.getTime() - before.at.getTime() < ONE_VERSION_MS) {
    await db.minutesRevision.update({ where: { id: last.id }, data: { content, at: revision.at } });
    return;
  }
  await db.minutesRevision.create({ data: { ...revision, remarks: revision.remarks ?? '', content, number: (last?.number ?? 0) + 1 } });
}

export async function listRevisions(db: Db, minutesId: string): Promise<{ number: number; action: RevisionAction; by: string; byId: string; at: Date; remarks: string }[]> {
  const rows = await db.minutesRevision.findMany({ where: { minutesId }, orderBy: { number: 'desc' }, select: { number: true, action: true, authorId: true, at: true, remarks: true } });
  const people = await db.person.findMany({ where: { id: { in: rows.map(({ authorId }) => authorId) } }, select: { id: true, fullName: true } });
  const names = new Map(people.map((person) => [person.id, person.fullName]));
  return rows.map(({ authorId, action, ...row }) => ({ ...row, action: action as RevisionAction, by: names.get(authorId) ?? '', byId: authorId }));
}

/** Who wrote the newest kept version. */
export async function lastAuthor(db: Db, minutesId: string): Promise<{ by: string; byId: string; at: Date } | null> {
  const [last] = await listRevisions(db, minutesId);
  return last ? { by: last.by, byId: last.byId, at: last.at } : null;
}

/** Numbers of a body's minutes with the year they were given in (N7). */
export async function numberRegister(db: Db, bodyId: string): Promise<{ year: number; number: number }[]> {
  const rows = await db.minutes.findMany({ where: { number: { not: null }, meeting: { bodyId } }, select: { number: true, approvedAt: true } });
  return rows.flatMap(({ number, approvedAt }) => (number !== null && approvedAt ? [{ number, year: localMoment(approvedAt).year }] : []));
}

export async function bodyOf(db: Db, bodyId: string): Promise<{ name: string; shortName: string; unitName: string }> {
  const row = await db.body.findUniqueOrThrow({ where: { id: bodyId }, select: { name: true, shortName: true, unit: { select: { name: true } } } });
  return { name: row.name, shortName: row.shortName, unitName: row.unit.name };
}

export async function findFile(db: Db, minutesId: string, revision: number): Promise<{ blobKey: string; size: number; sha256: string; isVoid: boolean } | null> {
  const file = await db.minutesFile.findUnique({ where: { minutesId_revision: { minutesId, revision } }, select: { blobKey: true, size: true, sha256: true } });
  return file && { ...file, isVoid: await isVoidFile(db, minutesId, revision) };
}

export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.person.findMany({ where: { id: { in: [...ids] } }, select: { id: true, fullName: true } });
  return new Map(rows.map((row) => [row.id, row.fullName]));
}

export interface ClosedMeeting {
  id: string;
  title: string;
  closedAt: Date | null;
  minutes: { id: string; state: MinutesState; remarks: string; submittedAt: Date | null } | null;
}

const closedFields = { id: true, title: true, closedAt: true, minutes: { select: { id: true, state: true, remarks: true, submittedAt: true } } } as const;

/** Tasks of a kind looked for at once, the longest waiting first; when these are done the next ones show. */
const TASKS_AT_MOST = 100;

/** Closed sessions a person wrote or chaired whose minutes are not approved yet. */
export async function unfinishedOf(db: Db, personId: string): Promise<(ClosedMeeting & { role: string; isSecretary: boolean })[]> {
  const rows = await db.attendee.findMany({
    where: {
      personId,
      role: { in: ['chair', 'secretary', 'assistant'] },
      meeting: { state: 'closed', OR: [{ minutes: null }, { minutes: { state: { in: ['draft', 'submitted', 'returned'] } } }] },
    },
    orderBy: { meeting: { closedAt: 'asc' } },
    take: TASKS_AT_MOST,
    select: { role: true, meeting: { select: closedFields } },
  });
  return rows.map(({ role, meeting }) => ({
    ...meeting,
    minutes: meeting.minutes && { ...meeting.minutes, state: meeting.minutes.state as MinutesState },
    role,
    isSecretary: role === 'secretary',
  }));
}

export interface DueStep {
  role: string;
  minutesId: string;
  meetingId: string;
  title: string;
  number: number | null;
  notation: string;
  since: Date | null;
}

/** Minutes a person writes whose signing stopped because somebody refused (N12). */
export async function refusedOf(db: Db, personId: string): Promise<(Pick<DueStep, 'minutesId' | 'meetingId' | 'title' | 'number' | 'notation' | 'since'> & { reason: string })[]> {
  const rows = await db.signatureStep.findMany({
    where: { state: 'refused', minutes: { state: 'approved', meeting: { attendees: { some: { personId, role: 'secretary' } } } } },
    include: { minutes: { include: { meeting: { select: { id: true, title: true } } } } },
    take: TASKS_AT_MOST,
  });
  return rows.map(({ reason, minutes }) => ({
    minutesId: minutes.id,
    meetingId: minutes.meeting.id,
    title: minutes.meeting.title,
    number: minutes.number,
    notation: minutes.notation,
    since: minutes.approvedAt,
    reason: reason ?? '',
  }));
}

/** Signatures due from a person, and seals due from a records clerk of the bodies given. */
export async function dueStepsOf(db: Db, personId: string, clerkOf: readonly string[]): Promise<DueStep[]> {
  const rows = await db.signatureStep.findMany({
    where: { state: 'due', OR: [{ personId }, { role: 'seal', minutes: { meeting: { bodyId: { in: [...clerkOf] } } } }] },
    include: { minutes: { include: { meeting: { select: { id: true, title: true } }, steps: { where: { state: 'signed' }, orderBy: { signedAt: 'desc' }, take: 1 } } } },
    take: TASKS_AT_MOST,
  });
  return rows.map(({ role, minutes }) => ({
    role,
    minutesId: minutes.id,
    meetingId: minutes.meeting.id,
    title: minutes.meeting.title,
    number: minutes.number,
    notation: minutes.notation,
    since: minutes.steps[0]?.signedAt ?? minutes.approvedAt,
  }));
}
