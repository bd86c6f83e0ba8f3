import type { Db } from '../../kernel/ports/database';
import type { Meeting } from './repository';

/** A session an item of another one can be moved to. */
export type Target = Pick<Meeting, 'id' | 'title' | 'startsAt' | 'state'>;

const MOST = 24;

/** Coming sessions of the same body that somebody prepares, or chairs once they are published; the nearest first. */
export async function targetsFor(db: Db, { id, bodyId }: Pick<Meeting, 'id' | 'bodyId'>, personId: string): Promise<Target[]> {
  const rows = await db.meeting.findMany({
    where: {
      bodyId,
      id: { not: id },
      OR: [
        { state: { in: ['draft', 'published'] }, attendees: { some: { personId, role: { in: ['secretary', 'assistant'] } } } },
        { state: 'published', attendees: { some: { personId, role: 'chair' } } },
      ],
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: MOST,
    select: { id: true, title: true, startsAt: true, state: true },
  });
  return rows.map((row) => ({ ...row, state: row.state as Meeting['state'] }));
}

/** Where moved items went: their sessions by the id of the item they became. */
export async function sessionsOfItems(db: Db, itemIds: readonly string[]): Promise<Map<string, Target>> {
  const rows = itemIds.length === 0 ? [] : await db.agendaItem.findMany({ where: { id: { in: [...itemIds] } }, select: { id: true, meeting: { select: { id: true, title: true, startsAt: true, state: true } } } });
  return new Map(rows.map(({ id, meeting }) => [id, { ...meeting, state: meeting.state as Meeting['state'] }]));
}
