import type { Db } from '../../kernel/ports/database';
import { peopleNames } from '../identity';
import { paragraphsOf } from '../../shared/rules/written-minutes';
import { parseContent, settledParagraph, writeContent, type MinutesContent } from './content';
import { findWriting, type Writing } from './repository.writing';

export type MinutesState = 'draft' | 'submitted' | 'returned' | 'approved';

/** Biên bản phiên họp: the text and how far it is decided. What an approval makes of it is an official document. */
export interface Minutes {
  id: string;
  meetingId: string;
  state: MinutesState;
  content: MinutesContent;
  /** The text with its authors; null once it is frozen. */
  writing: Writing | null;
  remarks: string;
  submittedAt: Date | null;
  /** What the first approval made; it stays the same when they are approved again. */
  officialId: string | null;
  version: number;
}

export type RevisionAction = 'begin' | 'draft' | 'save' | 'submit' | 'return' | 'approve' | 'reopen';

type MinutesRow = NonNullable<Awaited<ReturnType<Db['minutes']['findUnique']>>>;

/** What is frozen stands in the row; before that the text is what the log makes of it. */
async function toMinutes(db: Db, row: MinutesRow): Promise<Minutes> {
  const state = row.state as MinutesState;
  const writing = state === 'approved' ? null : await findWriting(db, row.id);
  const content = writing ? { paragraphs: paragraphsOf(writing.text).map(settledParagraph) } : parseContent(row.content);
  return { ...row, state, content, writing };
}

export async function findMinutes(db: Db, id: string): Promise<Minutes | null> {
  const row = await db.minutes.findUnique({ where: { id } });
  return row && toMinutes(db, row);
}

export async function findState(db: Db, id: string): Promise<Pick<Minutes, 'meetingId' | 'state' | 'submittedAt'> | null> {
  const row = await db.minutes.findUnique({ where: { id }, select: { meetingId: true, state: true, submittedAt: true } });
  return row && { ...row, state: row.state as MinutesState };
}

export async function findMinutesOf(db: Db, meetingId: string): Promise<Minutes | null> {
  const row = await db.minutes.findUnique({ where: { meetingId } });
  return row && toMinutes(db, row);
}

export async function createMinutes(db: Db, minutes: { id: string; meetingId: string; content: MinutesContent }): Promise<void> {
  await db.minutes.create({ data: { ...minutes, content: writeContent(minutes.content) } });
}

export type MinutesChange = Partial<Omit<Minutes, 'id' | 'meetingId' | 'version' | 'writing'>>;

export async function updateMinutes(db: Db, id: string, version: number, { content, ...change }: MinutesChange): Promise<void> {
  const data = { ...change, ...(content ? { content: writeContent(content) } : {}), version: { increment: 1 } };
  await db.minutes.update({ where: { id, version }, data });
}

/** What is written so far, where the state stays as it is. */
export async function keepContent(db: Db, id: string, content: MinutesContent): Promise<void> {
  await db.minutes.update({ where: { id }, data: { content: writeContent(content) } });
}

const ONE_VERSION_MS = 10 * 60_000;

/** Keeps a version for good; saves that follow each other closely are one version, whoever made them: who wrote what stands in the log (N4). */
export async function keepRevision(
  db: Db,
  revision: { id: string; minutesId: string; action: RevisionAction; content: MinutesContent; remarks?: string; authorId: string; at: Date },
): Promise<void> {
  const [last, before] = await db.minutesRevision.findMany({
    where: { minutesId: revision.minutesId },
    orderBy: { number: 'desc' },
    take: 2,
    select: { id: true, number: true, action: true, at: true },
  });
  const content = writeContent(revision.content);
  const goesOn = revision.action === 'save' && last?.action === 'save';
  if (goesOn && before && revision.at.getTime() - before.at.getTime() < ONE_VERSION_MS) {
    await db.minutesRevision.update({ where: { id: last.id }, data: { content, at: revision.at } });
    return;
  }
  await db.minutesRevision.create({ data: { ...revision, remarks: revision.remarks ?? '', content, number: (last?.number ?? 0) + 1 } });
}

export async function listRevisions(db: Db, minutesId: string): Promise<{ number: number; action: RevisionAction; by: string; byId: string; at: Date; remarks: string }[]> {
  const rows = await db.minutesRevision.findMany({ where: { minutesId }, orderBy: { number: 'desc' }, select: { number: true, action: true, authorId: true, at: true, remarks: true } });
  const names = await peopleNames(db, rows.map(({ authorId }) => authorId));
  return rows.map(({ authorId, action, ...row }) => ({ ...row, action: action as RevisionAction, by: names.get(authorId) ?? '', byId: authorId }));
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
