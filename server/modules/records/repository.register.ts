import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { nextNumber } from '../../shared/rules/numbering';
import type { KindName } from './kinds';

/** The register a document is entered in: of one body, one kind, one year (NĐ 30/2020/NĐ-CP, Article 15). */
export interface RegisterOf {
  bodyId: string;
  kind: KindName;
  year: number;
}

/** @returns the number wanted or the next one (G19). @throws DomainError `conflict` `records.number_taken` {number}. */
export async function freeNumber(db: Db, of: RegisterOf, wanted?: number): Promise<number> {
  const entries = await db.registerEntry.findMany({ where: of, select: { year: true, number: true }, orderBy: { number: 'desc' }, take: 1 });
  if (wanted === undefined) return nextNumber(entries, of.year);
  const taken = await db.registerEntry.findUnique({ where: { bodyId_kind_year_number: { ...of, number: wanted } } });
  if (taken) throw new DomainError('conflict', 'records.number_taken', { number: wanted });
  return wanted;
}

/** Gives a number for good. @throws DomainError as {@link freeNumber}. */
export async function enter(db: Db, of: RegisterOf, number: number, { officialId, givenAt }: { officialId: string; givenAt: Date }): Promise<void> {
  await db.registerEntry.create({ data: { ...of, number: await freeNumber(db, of, number), officialId, givenAt } });
}
