import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';

/** What of an installation that begins is there (I22). */
export async function firstSteps(db: Db): Promise<{ units: boolean; people: boolean; bodies: boolean; sessions: boolean }> {
  // The bodies first: they are few, members are many.
  const chaired = await rowsOf<{ id: string }>(db, `SELECT b."id" FROM "Body" b CROSS JOIN "Membership" m WHERE m."bodyId" = b."id" AND m."role" = 'chair' LIMIT 1`, []);
  return {
    units: (await db.orgUnit.findFirst({ select: { id: true } })) !== null,
    // Somebody who prepares sessions: nobody else can take the last step.
    people: (await db.globalRole.findFirst({ where: { role: 'officer' }, select: { personId: true } })) !== null,
    bodies: chaired.length > 0,
    sessions: (await db.meeting.findFirst({ where: { state: { in: ['draft', 'published', 'in_session', 'closed', 'cancelled'] } }, select: { id: true } })) !== null,
  };
}
