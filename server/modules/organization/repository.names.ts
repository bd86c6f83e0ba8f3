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
