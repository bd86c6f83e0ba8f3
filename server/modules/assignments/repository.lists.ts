import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import type { LocalDate } from '../../shared/rules/working-days';
import { toAssignment, WITH_UNITS, type Assignment } from './repository';

export const VIEWS = ['open', 'overdue', 'soon', 'later', 'reported', 'with', 'done', 'withdrawn'] as const;
export type View = (typeof VIEWS)[number];

/** Which assignments a list is of: of a body, or of units (as responsible ones); narrowed by unit and session. */
export interface Scope {
  of: { bodyId: string } | { unitIds: readonly string[] };
  unitId?: string | undefined;
  meetingId?: string | undefined;
}

export interface Bounds {
  overdue: LocalDate;
  soon: LocalDate;
}

/** Open ones at most with which units only work along; nobody has as many at a time. */
const MOST_ALONG = 2_000;

/** Open ones that these units work along with. */
async function idsAlong(db: Db, unitIds: readonly string[]): Promise<string[]> {
  if (unitIds.length === 0) return [];
  const rows = await rowsOf<{ id: string }>(
    db,
    `SELECT DISTINCT a."id" FROM "AssignmentUnit" u CROSS JOIN "Assignment" a
     WHERE u."unitId" IN (${unitIds.map(() => '?').join(', ')}) AND a."id" = u."assignmentId" AND a."state" IN ('open', 'reported') LIMIT ${MOST_ALONG}`,
    [...unitIds],
  );
  return rows.map(({ id }) => id);
}

const DUE = {
  open: () => ({}),
  overdue: ({ overdue }: Bounds) => ({ dueOn: { lte: overdue } }),
  soon: ({ overdue, soon }: Bounds) => ({ dueOn: { gt: overdue, lte: soon } }),
  later: ({ soon }: Bounds) => ({ dueOn: { gt: soon } }),
};

async function whereOf(db: Db, { of, unitId, meetingId }: Scope, view: View, bounds: Bounds) {
  const narrowed = { ...(unitId ? { unitId } : {}), ...(meetingId ? { meetingId } : {}) };
  if (view === 'with') return { id: { in: 'unitIds' in of ? await idsAlong(db, of.unitIds) : [] }, ...narrowed };
  const scope = 'bodyId' in of ? { bodyId: of.bodyId } : { unitId: { in: [...of.unitIds] } };
  const state = view in DUE ? 'open' : view;
  const due = view in DUE ? DUE[view as keyof typeof DUE](bounds) : {};
  return { AND: [scope, narrowed, { state, issuedAt: { not: null }, ...due }] };
}

export const countView = async (db: Db, scope: Scope, view: View, bounds: Bounds): Promise<number> => db.assignment.count({ where: await whereOf(db, scope, view, bounds) });

export interface Cursor {
  dueOn: LocalDate;
  id: string;
}

/** A page of a list: what is open by its date, the most overdue first; what is over the latest first (TK11). */
export async function pageOfView(db: Db, scope: Scope, view: View, bounds: Bounds, { after, most }: { after: Cursor | null; most: number }): Promise<Assignment[]> {
  const isOver = view === 'done' || view === 'withdrawn';
  const beyond = isOver ? 'lt' : 'gt';
  const order = isOver ? ('desc' as const) : ('asc' as const);
  const from = after ? [{ OR: [{ dueOn: { [beyond]: after.dueOn } }, { dueOn: after.dueOn, id: { [beyond]: after.id } }] }] : [];
  const rows = await db.assignment.findMany({
    where: { AND: [await whereOf(db, scope, view, bounds), ...from] }, orderBy: [{ dueOn: order }, { id: order }], take: most, include: WITH_UNITS,
  });
  return rows.map(toAssignment);
}

/** Open ones of a scope, counted by responsible unit or by session. */
export async function countBy(db: Db, scope: Scope, by: 'unitId' | 'meetingId', view: 'open' | 'overdue', bounds: Bounds): Promise<Map<string, number>> {
  const rows = await db.assignment.groupBy({ by: [by], where: await whereOf(db, scope, view, bounds), _count: true });
  return new Map(rows.map((row) => [row[by], row._count]));
}

/** Sessions and bodies that assignments are of, by their words. */
export async function sessionWords(db: Db, meetingIds: readonly string[]): Promise<Map<string, { title: string; startsAt: Date }>> {
  const ids = [...new Set(meetingIds)];
  const rows = ids.length === 0 ? [] : await db.meeting.findMany({ where: { id: { in: ids } }, take: ids.length, select: { id: true, title: true, startsAt: true } });
  return new Map(rows.map(({ id, ...words }) => [id, words]));
}

/** Of a session's report at most: what is more is said to be left out. */
export const MOST_IN_REPORT = 500;

/**
 * What a report for a session tells of (TK12): everything of the session before it, and of earlier ones what was not over when that began.
 */
export async function forReport(db: Db, bodyId: string, before: { id: string; startsAt: Date }): Promise<Assignment[]> {
  const rows = await db.assignment.findMany({
    where: {
      bodyId,
      issuedAt: { not: null },
      OR: [{ meetingId: before.id }, { state: { in: ['open', 'reported'] }, issuedAt: { lt: before.startsAt } }, { state: { in: ['done', 'withdrawn'] }, settledAt: { gte: before.startsAt }, issuedAt: { lt: before.startsAt } }],
    },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take: MOST_IN_REPORT + 1,
    include: WITH_UNITS,
  });
  return rows.map(toAssignment);
}

/** Open ones whose date comes or has passed, for reminders, the most overdue first. */
export async function dueUpTo(db: Db, on: LocalDate, after: Cursor | null, most: number): Promise<Assignment[]> {
  const rows = await db.assignment.findMany({
    where: { state: 'open', dueOn: { lte: on }, ...(after ? { OR: [{ dueOn: { gt: after.dueOn } }, { dueOn: after.dueOn, id: { gt: after.id } }] } : {}) },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }], take: most, include: WITH_UNITS,
  });
  return rows.map(toAssignment);
}
