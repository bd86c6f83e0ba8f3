import type { Db } from '../../kernel/ports/database';

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
