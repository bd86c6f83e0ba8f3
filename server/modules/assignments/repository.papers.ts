import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { loadDocumentAccess } from '../documents';
import type { Assignment } from './repository';

/** Looked through, the newest first; those the person may not see are left out. */
const LOOKED_AT = 60;

/** Papers the responsible unit prepared for sessions of the body in which somebody has a seat, since the assignment was given (TK7). */
export async function papersToHandIn(db: Db, personId: string, { bodyId, unitId, createdAt }: Pick<Assignment, 'bodyId' | 'unitId' | 'createdAt'>, caller: Caller, now: Date): Promise<{ id: string; title: string; session: string }[]> {
  const rows = await db.document.findMany({
    where: { removedAt: null, item: { preparingUnitId: unitId }, meeting: { bodyId, startsAt: { gte: createdAt }, attendees: { some: { personId } } } },
    orderBy: { id: 'desc' },
    take: LOOKED_AT,
    select: { id: true, title: true, meeting: { select: { title: true } } },
  });
  const seen = await Promise.all(rows.map(async ({ id, title, meeting }) => {
    const isSeen = await loadDocumentAccess(db, id, caller, now).then(() => true, (error: unknown) => (error instanceof DomainError ? false : Promise.reject(error as Error)));
    return isSeen ? [{ id, title, session: meeting.title }] : [];
  }));
  return seen.flat();
}
