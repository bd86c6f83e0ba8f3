import type { Db } from '../../kernel/ports/database';
import type { Meeting } from './repository';

/** Rules of a body as they are kept, whether it still exists or not; null: there never was one. */
export async function findBodyRules(db: Db, bodyId: string): Promise<string | null> {
  const row = await db.body.findUnique({ where: { id: bodyId }, select: { policy: true } });
  return row?.policy ?? null;
}

/** A closed session without offices and without times: nobody noted them here. */
export async function createImported(db: Db, { importedAt, ...session }: Pick<Meeting, 'id' | 'bodyId' | 'title' | 'kind' | 'place' | 'startsAt' | 'endsAt'> & { policy: string; importedAt: Date }): Promise<void> {
  await db.meeting.create({ data: { ...session, state: 'closed', chairId: '', secretaryId: '', createdById: '', createdAt: importedAt, importedAt } });
}
