import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';

/** A body as documents name it. */
export interface NamedBody {
  name: string;
  shortName: string;
  /** The unit it belongs to, whose certificate seals its documents. */
  unitId: string;
  unitName: string;
}

export async function bodyOf(db: Db, bodyId: string): Promise<NamedBody> {
  const { unit, ...body } = await db.body.findUniqueOrThrow({ where: { id: bodyId }, select: { name: true, shortName: true, unitId: true, unit: { select: { name: true } } } });
  return { ...body, unitName: unit.name };
}

/** Names of units by id. */
export async function unitNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.orgUnit.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Short place of a unit, "Thanh Giang" of "Ủy ban nhân dân tỉnh Thanh Giang". */
export const placeName = (unitName: string): string => unitName.replace(/^(Ủy ban nhân dân )?([Tt]ỉnh|[Xx]ã|[Pp]hường|[Đđ]ặc khu|[Tt]hành phố) /u, '');

/** Units people work for: their own, and of offices and divisions what these belong to (O12); people of none are left out. */
export async function unitsOfPeople(db: Db, personIds: readonly string[]): Promise<Map<string, string[]>> {
  const units = new Map<string, string[]>();
  if (personIds.length === 0) return units;
  const rows = await rowsOf<{ personId: string; unitId: string }>(
    db,
    `WITH RECURSIVE "up" ("personId", "unitId") AS (
      SELECT "id", "unitId" FROM "Person" WHERE "id" IN (${personIds.map(() => '?').join(', ')}) AND "unitId" IS NOT NULL
      UNION SELECT "up"."personId", u."parentId" FROM "up" JOIN "OrgUnit" u ON u."id" = "up"."unitId" WHERE u."parentId" IS NOT NULL AND u."kind" IN ('office', 'division'))
     SELECT "personId", "unitId" FROM "up"`,
    personIds,
  );
  for (const { personId, unitId } of rows) units.set(personId, [...(units.get(personId) ?? []), unitId]);
  return units;
}

/** Communes, wards and the like that exist on a day (YYYY-MM-DD), by name. */
export async function communesToday(db: Db, on: string): Promise<{ name: string; shortName: string }[]> {
  return db.orgUnit.findMany({
    where: { kind: { in: ['commune', 'ward', 'special_zone'] }, validFrom: { lte: on }, OR: [{ validTo: null }, { validTo: { gte: on } }] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { name: true, shortName: true },
  });
}

/** Somebody of a unit, with what they are in the installation. */
export interface UnitPerson {
  id: string;
  fullName: string;
  title: string;
  roles: readonly string[];
}

/** People of a unit at once, each with their roles. */
const PEOPLE_OF_UNIT = 600;

/** Who works for a unit, in it or in its offices and divisions (O12), and signs in. @param unitIds the unit with those. */
export async function peopleOfUnits(db: Db, unitIds: readonly string[]): Promise<UnitPerson[]> {
  const rows = await rowsOf<{ id: string; fullName: string; sortName: string; title: string; role: string | null }>(
    db,
    `SELECT p."id", p."fullName", p."sortName", p."title", r."role" FROM "Person" p LEFT JOIN "GlobalRole" r ON r."personId" = p."id"
     WHERE p."unitId" IN (${unitIds.map(() => '?').join(', ')}) AND p."status" = 'active' LIMIT ${PEOPLE_OF_UNIT}`,
    unitIds,
  );
  // Sorted here: the database would read all people in that order instead of those of the unit.
  rows.sort((a, b) => (a.sortName === b.sortName ? (a.id < b.id ? -1 : 1) : a.sortName < b.sortName ? -1 : 1));
  const people = new Map<string, UnitPerson>();
  for (const { role, sortName: _sortName, ...person } of rows) people.set(person.id, { ...person, roles: [...(people.get(person.id)?.roles ?? []), ...(role === null ? [] : [role])] });
  return [...people.values()];
}
