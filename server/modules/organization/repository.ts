import type { Db } from '../../kernel/ports/database';
import type { GlobalRole } from '../../shared/rules/roles';
import type { BodyPolicy } from '../../shared/rules/body-policy';
import { readPolicy } from './stored-policy';

/** Đơn vị. Days are yyyy-MM-dd. */
export interface Unit {
  id: string;
  name: string;
  shortName: string;
  kind: string;
  parentId: string | null;
  organId: string | null;
  validFrom: string;
  validTo: string | null;
  sortOrder: number;
  version: number;
}

export interface PersonRow {
  id: string;
  userName: string | null;
  fullName: string;
  title: string;
  unitId: string | null;
  email: string | null;
  status: string;
  roles: GlobalRole[];
  hasPassword: boolean;
  /** The account was deleted: the name stays for the record alone. */
  isRemoved: boolean;
  version: number;
}

export interface BodyRow {
  id: string;
  name: string;
  shortName: string;
  unitId: string;
  policy: BodyPolicy;
  validFrom: string;
  validTo: string | null;
  version: number;
}

export interface MembershipRow {
  id: string;
  bodyId: string;
  personId: string;
  fullName: string;
  position: string;
  role: string;
  voting: boolean;
  protocolOrder: number;
  validFrom: string;
  validTo: string | null;
}

type StoredPerson = NonNullable<Awaited<ReturnType<Db['person']['findUnique']>>> & { roles: { role: string }[] };
const withRoles = { roles: { select: { role: true } } } as const;

const toPerson = (row: StoredPerson): PersonRow => ({
  id: row.id,
  userName: row.userName,
  fullName: row.fullName,
  title: row.title,
  unitId: row.unitId,
  email: row.email,
  status: row.status,
  roles: row.roles.map(({ role }) => role as GlobalRole),
  hasPassword: row.passwordHash !== null,
  isRemoved: row.removedAt !== null,
  version: row.version,
});

const toBody = (row: NonNullable<Awaited<ReturnType<Db['body']['findUnique']>>>): BodyRow => ({
  ...row,
  policy: readPolicy(row.policy),
});

export async function listUnits(db: Db): Promise<Unit[]> {
  return db.orgUnit.findMany({ orderBy: [{ sortOrder: 'asc' }, { name: 'asc' }] });
}

export const countRows = (db: Db, table: 'orgUnit' | 'body'): Promise<number> => (table === 'body' ? db.body.count() : db.orgUnit.count());

export async function findUnit(db: Db, id: string): Promise<Unit | null> {
  return db.orgUnit.findUnique({ where: { id } });
}

export async function insertUnit(db: Db, unit: Omit<Unit, 'version'>): Promise<void> {
  await db.orgUnit.create({ data: unit });
}

export async function updateUnit(db: Db, id: string, version: number, unit: Partial<Omit<Unit, 'id' | 'version'>>): Promise<void> {
  await db.orgUnit.update({ where: { id, version }, data: { ...unit, version: { increment: 1 } } });
}

export async function setSuccessors(db: Db, fromUnitId: string, toUnitIds: readonly string[]): Promise<void> {
  await db.unitSuccession.deleteMany({ where: { fromUnitId } });
  if (toUnitIds.length > 0) await db.unitSuccession.createMany({ data: toUnitIds.map((toUnitId) => ({ fromUnitId, toUnitId })) });
}

export async function listSuccessions(db: Db): Promise<{ fromUnitId: string; toUnitId: string }[]> {
  return db.unitSuccession.findMany();
}

export async function listPeople(db: Db): Promise<PersonRow[]> {
  const rows = await db.person.findMany({ orderBy: [{ sortName: 'asc' }], include: withRoles });
  return rows.map(toPerson);
}

export async function findPerson(db: Db, id: string): Promise<PersonRow | null> {
  const row = await db.person.findUnique({ where: { id }, include: withRoles });
  return row && toPerson(row);
}

export async function findPersonByUserName(db: Db, userName: string): Promise<PersonRow | null> {
  const row = await db.person.findUnique({ where: { userName }, include: withRoles });
  return row && toPerson(row);
}

/** Active administrators other than this person (O4). */
export async function countOtherAdministrators(db: Db, personId: string): Promise<number> {
  return db.globalRole.count({ where: { role: 'admin', personId: { not: personId }, person: { status: 'active' } } });
}

export async function listBodies(db: Db): Promise<BodyRow[]> {
  const rows = await db.body.findMany({ orderBy: { name: 'asc' } });
  return rows.map(toBody);
}

export async function findBody(db: Db, id: string): Promise<BodyRow | null> {
  const row = await db.body.findUnique({ where: { id } });
  return row && toBody(row);
}

export async function insertBody(db: Db, body: Omit<BodyRow, 'version'>): Promise<void> {
  await db.body.create({ data: { ...body, policy: JSON.stringify(body.policy) } });
}

export async function updateBody(db: Db, id: string, version: number, body: Omit<BodyRow, 'id' | 'version'>): Promise<void> {
  await db.body.update({ where: { id, version }, data: { ...body, policy: JSON.stringify(body.policy), version: { increment: 1 } } });
}

/** Memberships in protocol order; with `onDay` only those valid that day (O6). */
export async function listMemberships(db: Db, where: { bodyId?: string; onDay?: string }): Promise<MembershipRow[]> {
  const valid = where.onDay ? { validFrom: { lte: where.onDay }, OR: [{ validTo: null }, { validTo: { gte: where.onDay } }] } : {};
  const rows = await db.membership.findMany({
    where: { ...(where.bodyId ? { bodyId: where.bodyId } : {}), ...valid },
    orderBy: [{ protocolOrder: 'asc' }],
    include: { person: { select: { fullName: true } } },
  });
  return rows.map(({ person, ...row }) => ({ ...row, fullName: person.fullName }));
}

export async function findMembership(db: Db, id: string): Promise<Pick<MembershipRow, 'id' | 'bodyId' | 'personId' | 'validFrom' | 'validTo'> | null> {
  return db.membership.findUnique({ where: { id }, select: { id: true, bodyId: true, personId: true, validFrom: true, validTo: true } });
}

export async function insertMembership(db: Db, membership: Omit<MembershipRow, 'fullName'>): Promise<void> {
  await db.membership.create({ data: membership });
}

export async function endMembership(db: Db, id: string, validTo: string): Promise<void> {
  await db.membership.update({ where: { id }, data: { validTo } });
}

export async function findUnitPlace(db: Db, id: string): Promise<{ id: string; kind: string; parentId: string | null } | null> {
  return db.orgUnit.findUnique({ where: { id }, select: { id: true, kind: true, parentId: true } });
}

/** Units directly under others, of some kinds. */
export async function unitsBelow(db: Db, parentIds: readonly string[], kinds: readonly string[]): Promise<string[]> {
  const rows = await db.orgUnit.findMany({ where: { parentId: { in: [...parentIds] }, kind: { in: [...kinds] } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

export async function unitOfPerson(db: Db, id: string): Promise<string | null> {
  return (await db.person.findUnique({ where: { id }, select: { unitId: true } }))?.unitId ?? null;
}

export async function unitOfBody(db: Db, id: string): Promise<string | null> {
  return (await db.body.findUnique({ where: { id }, select: { unitId: true } }))?.unitId ?? null;
}

export async function bodiesOfUnits(db: Db, unitIds: readonly string[]): Promise<string[]> {
  const rows = await db.body.findMany({ where: { unitId: { in: [...unitIds] } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Units of the bodies a person is a member of on a day. */
export async function unitsOfMember(db: Db, personId: string, day: string): Promise<string[]> {
  const rows = await db.membership.findMany({ where: { personId, validFrom: { lte: day }, OR: [{ validTo: null }, { validTo: { gte: day } }] }, select: { body: { select: { unitId: true } } } });
  return [...new Set(rows.map(({ body }) => body.unitId))];
}
