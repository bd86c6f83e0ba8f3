import type { Db } from '../../kernel/ports/database';
import type { GlobalRole } from '../../shared/rules/roles';
import { nameKey } from '../../shared/language/collation';

export async function insertPerson(
  db: Db,
  person: { id: string; userName: string; fullName: string; sortName: string; title: string; unitId: string | null; email: string | null; passwordHash: string | null; status: string; createdAt: Date; roles: readonly GlobalRole[] },
): Promise<void> {
  const { roles, ...fields } = person;
  await db.person.create({ data: { ...fields, roles: { create: roles.map((role) => ({ role, since: fields.createdAt })) } } });
}

export async function updatePerson(
  db: Db,
  id: string,
  version: number,
  fields: { userName?: string; fullName?: string; sortName?: string; title?: string; unitId?: string | null; email?: string | null; status?: string },
): Promise<void> {
  await db.person.update({ where: { id, version }, data: { ...fields, version: { increment: 1 } } });
}

/** Guests of sessions with them. */
export const countPeople = (db: Db): Promise<number> => db.person.count();

/** Roles that stay keep the time since when they are held. */
export async function setRoles(db: Db, personId: string, roles: readonly GlobalRole[], since: Date): Promise<void> {
  await db.globalRole.deleteMany({ where: { personId, role: { notIn: [...roles] } } });
  const held = await db.globalRole.findMany({ where: { personId }, select: { role: true } });
  const given = roles.filter((role) => !held.some((row) => row.role === role));
  if (given.length > 0) await db.globalRole.createMany({ data: given.map((role) => ({ personId, role, since })) });
}

export async function renewRoles(db: Db, personId: string, since: Date): Promise<void> {
  await db.globalRole.updateMany({ where: { personId }, data: { since } });
}

/** Somebody without an account, known by name: a guest. */
export async function insertVisitor(db: Db, person: { id: string; fullName: string; title: string; createdAt: Date }): Promise<void> {
  await db.person.create({ data: { ...person, sortName: nameKey(person.fullName), status: 'invited' } });
}

/** Of the person alone; a change of the row that administrators edit, so that none overwrites it unseen. */
export async function setOwnEmail(db: Db, id: string, email: string | null): Promise<void> {
  await db.person.update({ where: { id }, data: { email, version: { increment: 1 } } });
}

export const emailOf = async (db: Db, id: string): Promise<string | null> => (await db.person.findUnique({ where: { id }, select: { email: true } }))?.email ?? null;
