import type { Db } from '../../../kernel/ports/database';
import type { DocumentKind } from '../kinds';

/** An item whose papers a unit was asked for (Giao chuẩn bị tài liệu). */
export interface PaperTask {
  itemId: string;
  meetingId: string;
  unitId: string;
  /** Who of the unit sees to it; null: nobody by name. */
  officerId: string | null;
  askedAt: Date;
  askedById: string;
  /** A day the office gave in place of the one the rules come to. */
  dueOn: string | null;
  /** From then on nothing more is taken. */
  lockedAt: Date | null;
  version: number;
}

export const SUBMISSION_STATES = ['waiting_leader', 'waiting_office', 'returned', 'approved', 'superseded', 'withdrawn'] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** A file a unit brings for its item (Tài liệu trình duyệt). */
export interface Submission {
  id: string;
  /** Of all that came for one paper: the id of the first. */
  lineId: string;
  number: number;
  meetingId: string;
  itemId: string;
  unitId: string;
  title: string;
  kind: DocumentKind;
  reason: string | null;
  /** Null once it is a version of a paper. */
  blobKey: string | null;
  sha256: string;
  size: number;
  pages: number;
  fileName: string;
  facts: string;
  submittedById: string;
  submittedAt: Date;
  /** Working days; 0: in time. */
  daysLate: number;
  state: SubmissionState;
  replaces: number | null;
  documentId: string | null;
  versionNumber: number | null;
  version: number;
}

export const STEP_KINDS = ['asked', 'submitted', 'leader_approved', 'approved', 'excepted', 'returned', 'withdrawn', 'extended', 'officer', 'locked', 'unlocked', 'reminded'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Something that happened to the papers of an item, as its history tells it. */
export interface PreparationStep {
  id: string;
  meetingId: string;
  itemId: string;
  submissionId: string | null;
  kind: StepKind;
  byId: string | null;
  at: Date;
  words: string;
  days: number | null;
  dueOn: string | null;
}

type SubmissionRow = NonNullable<Awaited<ReturnType<Db['paperSubmission']['findUnique']>>>;
const toSubmission = (row: SubmissionRow): Submission => ({ ...row, kind: row.kind as DocumentKind, state: row.state as SubmissionState });

export const findTask = (db: Db, itemId: string): Promise<PaperTask | null> => db.paperTask.findUnique({ where: { itemId } });

export const listTasks = (db: Db, meetingId: string): Promise<PaperTask[]> => db.paperTask.findMany({ where: { meetingId }, orderBy: { itemId: 'asc' } });

/** Tasks shown at once; behind them somebody has more than anybody prepares in a season. */
const TASKS_SHOWN = 200;
const OPEN = ['draft', 'published', 'in_session'];

/** What units are asked for in sessions that are not over, the nearest first. */
export async function tasksOfUnits(db: Db, unitIds: readonly string[]): Promise<PaperTask[]> {
  if (unitIds.length === 0) return [];
  const rows = await db.paperTask.findMany({ where: { unitId: { in: [...unitIds] }, meeting: { state: { in: OPEN } } }, orderBy: [{ meeting: { startsAt: 'asc' } }, { itemId: 'asc' }], take: TASKS_SHOWN });
  return rows;
}

/** The same in sessions a person prepares. */
export async function tasksOfOffice(db: Db, personId: string): Promise<PaperTask[]> {
  const prepared = { state: { in: OPEN }, attendees: { some: { personId, role: { in: ['secretary', 'assistant'] } } } };
  return db.paperTask.findMany({ where: { meeting: prepared }, orderBy: [{ meeting: { startsAt: 'asc' } }, { itemId: 'asc' }], take: TASKS_SHOWN });
}

/** Sessions in which somebody is asked for papers and that begin in a span, for reminders. */
export async function meetingsWithTasks(db: Db, from: Date, to: Date): Promise<string[]> {
  const rows = await db.paperTask.findMany({ where: { meeting: { state: { in: ['draft', 'published'] }, startsAt: { gt: from, lte: to } } }, distinct: ['meetingId'], orderBy: { meetingId: 'asc' }, select: { meetingId: true }, take: 500 });
  return rows.map(({ meetingId }) => meetingId);
}

export async function addTask(db: Db, task: Pick<PaperTask, 'itemId' | 'meetingId' | 'unitId' | 'askedAt' | 'askedById'>): Promise<void> {
  await db.paperTask.upsert({ where: { itemId: task.itemId }, create: task, update: { ...task, officerId: null, dueOn: null, lockedAt: null, version: { increment: 1 } } });
}

export async function updateTask(db: Db, itemId: string, version: number, change: Partial<Pick<PaperTask, 'officerId' | 'dueOn' | 'lockedAt'>>): Promise<void> {
  await db.paperTask.update({ where: { itemId, version }, data: { ...change, version: { increment: 1 } } });
}

export async function findSubmission(db: Db, id: string): Promise<Submission | null> {
  const row = await db.paperSubmission.findUnique({ where: { id } });
  return row && toSubmission(row);
}

/** All that came for some items, the oldest first. */
export async function submissionsOf(db: Db, itemIds: readonly string[]): Promise<Submission[]> {
  const rows = await db.paperSubmission.findMany({ where: { itemId: { in: [...itemIds] } }, orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }] });
  return rows.map(toSubmission);
}

export const countSubmissions = (db: Db, meetingId: string): Promise<number> => db.paperSubmission.count({ where: { meetingId } });

export async function addSubmission(db: Db, submission: Omit<Submission, 'documentId' | 'versionNumber' | 'version'>): Promise<void> {
  await db.paperSubmission.create({ data: submission });
}

export async function updateSubmission(db: Db, id: string, version: number, change: Partial<Pick<Submission, 'state' | 'blobKey' | 'documentId' | 'versionNumber'>>): Promise<void> {
  await db.paperSubmission.update({ where: { id, version }, data: { ...change, version: { increment: 1 } } });
}

export interface KeptOriginal {
  blobKey: string | null;
  sha256: string;
  size: number;
  fileName: string;
  conversion: string;
}

export async function addOriginal(db: Db, submissionId: string, original: KeptOriginal, keptAt: Date): Promise<void> {
  await db.submissionOriginal.create({ data: { submissionId, ...original, keptAt } });
}

export const findOriginalOf = (db: Db, submissionId: string): Promise<KeptOriginal | null> =>
  db.submissionOriginal.findUnique({ where: { submissionId }, select: { blobKey: true, sha256: true, size: true, fileName: true, conversion: true } });

/** It stands beside the version by now. */
export async function releaseOriginal(db: Db, submissionId: string): Promise<void> {
  await db.submissionOriginal.update({ where: { submissionId }, data: { blobKey: null } });
}

export async function addStep(db: Db, step: Omit<PreparationStep, 'words' | 'days' | 'dueOn' | 'submissionId'> & Partial<PreparationStep>): Promise<void> {
  await db.preparationStep.create({ data: step });
}

/** Steps told at once, the newest of them where there are more. */
const STEPS_SHOWN = 300;

/** The history of some items, the oldest first. */
export async function stepsOf(db: Db, itemIds: readonly string[]): Promise<PreparationStep[]> {
  const rows = await db.preparationStep.findMany({ where: { itemId: { in: [...itemIds] } }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: STEPS_SHOWN * itemIds.length });
  return rows.reverse().map((row) => ({ ...row, kind: row.kind as StepKind }));
}

/** Papers of some items that are not withdrawn: how they measure, and whether they came of a unit is for the caller to say. */
export async function papersOfItems(db: Db, itemIds: readonly string[]): Promise<{ id: string; itemId: string | null; title: string; kind: string; pages: number }[]> {
  return db.document.findMany({ where: { itemId: { in: [...itemIds] }, removedAt: null }, orderBy: { id: 'asc' }, select: { id: true, itemId: true, title: true, kind: true, pages: true } });
}

/** Those of these papers and items that not everyone of their session may see (D53). */
export async function limitedAmong(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.audience.findMany({ where: { objectId: { in: [...ids] } }, select: { objectId: true }, take: Math.max(1, ids.length) });
  return new Set(rows.map(({ objectId }) => objectId));
}

/** Names of people by id, also of those whose accounts are gone. */
export async function namesOfPeople(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.person.findMany({ where: { id: { in: [...ids] } }, select: { id: true, fullName: true }, take: ids.length });
  return new Map(rows.map(({ id, fullName }) => [id, fullName]));
}
