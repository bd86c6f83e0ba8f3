import { z } from 'zod';
import type { Db } from '../../kernel/ports/database';
import { saysNothing, withoutLeadIn } from '../../shared/rules/minutes-text';
import type { LocalDate } from '../../shared/rules/working-days';

export type AssignmentState = 'draft' | 'open' | 'reported' | 'done' | 'withdrawn';
export type Progress = 'working' | 'trouble';

/** Nhiệm vụ giao theo kết luận. */
export interface Assignment {
  id: string;
  meetingId: string;
  itemId: string;
  bodyId: string;
  text: string;
  /** Responsible (chủ trì). */
  unitId: string;
  /** Work with it (phối hợp), and in words where no unit of the catalogue is meant. */
  withUnitIds: string[];
  withText: string;
  dueOn: LocalDate;
  /** What is to be handed in (sản phẩm). */
  outcome: string;
  supervisorId: string | null;
  state: AssignmentState;
  progress: Progress | null;
  /** The date asked for, while an extension waits for an answer. */
  askedDueOn: LocalDate | null;
  createdById: string;
  createdAt: Date;
  issuedAt: Date | null;
  reportedOn: LocalDate | null;
  settledAt: Date | null;
  version: number;
}

const UNITS = { include: { units: { select: { unitId: true }, orderBy: { unitId: 'asc' } } } } as const;
type Row = Omit<Assignment, 'withUnitIds' | 'state' | 'progress'> & { state: string; progress: string | null; units: { unitId: string }[] };
export const WITH_UNITS = UNITS.include;
export const toAssignment = ({ units, state, progress, ...row }: Row): Assignment => ({ ...row, withUnitIds: units.map(({ unitId }) => unitId), state: state as AssignmentState, progress: progress as Progress | null });

export async function findAssignment(db: Db, id: string): Promise<Assignment | null> {
  const row = await db.assignment.findUnique({ where: { id }, ...UNITS });
  return row && toAssignment(row);
}

/** Of a session, in the order they were given; withdrawn ones too. */
export async function assignmentsOf(db: Db, meetingId: string): Promise<Assignment[]> {
  const rows = await db.assignment.findMany({ where: { meetingId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], ...UNITS });
  return rows.map(toAssignment);
}

export const countAssignments = (db: Db, meetingId: string): Promise<number> => db.assignment.count({ where: { meetingId } });

export type AssignmentText = Pick<Assignment, 'text' | 'unitId' | 'withUnitIds' | 'withText' | 'dueOn' | 'outcome' | 'supervisorId'>;

export async function addAssignment(db: Db, { withUnitIds, ...row }: AssignmentText & Pick<Assignment, 'id' | 'meetingId' | 'itemId' | 'bodyId' | 'createdById' | 'createdAt'>): Promise<void> {
  await db.assignment.create({ data: row });
  await writeUnits(db, row.id, withUnitIds);
}

async function writeUnits(db: Db, assignmentId: string, unitIds: readonly string[]): Promise<void> {
  await db.assignmentUnit.deleteMany({ where: { assignmentId } });
  for (const unitId of unitIds) await db.assignmentUnit.create({ data: { assignmentId, unitId } });
}

export async function updateAssignment(db: Db, { id, version }: Pick<Assignment, 'id' | 'version'>, { withUnitIds, ...change }: Partial<Omit<Assignment, 'id' | 'version'>>): Promise<void> {
  await db.assignment.update({ where: { id, version }, data: { ...change, version: { increment: 1 } } });
  if (withUnitIds) await writeUnits(db, id, withUnitIds);
}

export type StepKind = 'issued' | 'changed' | 'withdrawn' | 'working' | 'done' | 'trouble' | 'confirmed' | 'returned' | 'extended' | 'refused' | 'carried';

/** What happened to an assignment since it was issued; never changed. */
export interface Step {
  id: string;
  assignmentId: string;
  kind: StepKind;
  byId: string | null;
  at: Date;
  note: string;
  /** Before a change, or asked for, or agreed. */
  dueOn: LocalDate | null;
  /** A paper that was handed in. */
  documentId: string | null;
  /** Of a change: what stood before, as JSON. */
  before: string | null;
}

export async function addStep(db: Db, step: Pick<Step, 'id' | 'assignmentId' | 'kind' | 'byId' | 'at'> & Partial<Step>): Promise<void> {
  await db.assignmentStep.create({ data: step });
}

/** Steps that are shown of one assignment, the latest first. */
const STEPS_SHOWN = 200;

export async function stepsOf(db: Db, assignmentId: string): Promise<Step[]> {
  const rows = await db.assignmentStep.findMany({ where: { assignmentId }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: STEPS_SHOWN });
  return rows.map((row) => ({ ...row, kind: row.kind as StepKind }));
}

/** What was last said of each when it was reported, for tables. */
export async function lastNotesOf(db: Db, assignmentIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.assignmentStep.findMany({
    where: { assignmentId: { in: [...assignmentIds] }, kind: { in: ['working', 'done', 'trouble'] } }, orderBy: [{ at: 'asc' }, { id: 'asc' }], select: { assignmentId: true, note: true },
  });
  return new Map(rows.map(({ assignmentId, note }) => [assignmentId, note]));
}

/** Whether the minutes of a session are approved (TK4). */
export async function minutesApproved(db: Db, meetingId: string): Promise<boolean> {
  return (await db.minutes.findUnique({ where: { meetingId }, select: { state: true } }))?.state === 'approved';
}

/** What the minutes of a session say its conclusions are, by item; written there they count as those written in the sitting. */
export async function conclusionsInMinutes(db: Db, meetingId: string): Promise<Map<string, string>> {
  const minutes = await db.minutes.findUnique({ where: { meetingId }, select: { content: true } });
  const { paragraphs } = minutes ? stored.parse(JSON.parse(minutes.content)) : { paragraphs: [] };
  return new Map(paragraphs.flatMap(({ id, text }) => {
    const [, itemId = ''] = /^item:([^:]+):conclusion$/u.exec(id) ?? [];
    return itemId === '' || saysNothing(text) ? [] : [[itemId, withoutLeadIn(text)] as const];
  }));
}

const stored = z.object({ paragraphs: z.array(z.object({ id: z.string(), text: z.string() })) });

/** Bodies that somebody is a member of on a day. */
export async function bodiesOfMember(db: Db, personId: string, on: LocalDate): Promise<string[]> {
  const rows = await db.membership.findMany({ where: { personId, validFrom: { lte: on }, OR: [{ validTo: null }, { validTo: { gte: on } }] }, select: { bodyId: true }, take: 100 });
  return rows.map(({ bodyId }) => bodyId);
}

/** Units that exist on a day, to choose from. */
export async function unitsToChoose(db: Db, on: LocalDate): Promise<{ id: string; name: string }[]> {
  return db.orgUnit.findMany({ where: { validFrom: { lte: on }, OR: [{ validTo: null }, { validTo: { gte: on } }] }, orderBy: [{ sortOrder: 'asc' }, { name: 'asc' }], select: { id: true, name: true } });
}

/** The session of a body before one. */
export async function earlierSession(db: Db, { id, bodyId, startsAt }: { id: string; bodyId: string; startsAt: Date }): Promise<{ id: string; title: string; startsAt: Date } | null> {
  return db.meeting.findFirst({ where: { bodyId, state: 'closed', startsAt: { lte: startsAt }, id: { not: id } }, orderBy: [{ startsAt: 'desc' }, { id: 'desc' }], select: { id: true, title: true, startsAt: true } });
}
