import type { Db } from '../../kernel/ports/database';
import { PAGE, pageOf, type Row } from './section';

type Page = Promise<{ rows: Row[]; next: string | null }>;

/** What units of a session were asked for (documents D45). */
export async function askedRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.paperTask.findMany({ where: { meetingId, itemId: { gt: after ?? '' } }, orderBy: { itemId: 'asc' }, take: PAGE, select: { itemId: true, unitId: true, officerId: true, askedAt: true, dueOn: true, lockedAt: true } });
  return pageOf(rows, ({ itemId }) => itemId);
}

/** What they brought; files that became papers lie among these. */
export async function submissionRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.paperSubmission.findMany({
    where: { meetingId, id: { gt: after ?? '' } },
    orderBy: { id: 'asc' },
    take: PAGE,
    select: { id: true, lineId: true, number: true, itemId: true, unitId: true, title: true, reason: true, sha256: true, size: true, pages: true, fileName: true, submittedById: true, submittedAt: true, daysLate: true, state: true, documentId: true, versionNumber: true, original: { select: { fileName: true } } },
  });
  return pageOf(rows.map(({ original, ...row }) => ({ ...row, original: original?.fileName ?? null })), ({ id }) => id);
}

/** What happened to them, one after the other. */
export async function stepRows(db: Db, meetingId: string, after: string | null): Page {
  const rows = await db.preparationStep.findMany({ where: { meetingId, id: { gt: after ?? '' } }, orderBy: { id: 'asc' }, take: PAGE, select: { id: true, itemId: true, submissionId: true, kind: true, byId: true, at: true, words: true, days: true, dueOn: true } });
  return pageOf(rows, ({ id }) => id);
}
