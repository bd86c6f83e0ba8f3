import type { Db } from '../../kernel/ports/database';
import { peopleOfUnits, type UnitPerson } from './repository.names';
import { bodiesOfUnits, findUnitPlace, unitOfBody, unitOfPerson, unitsBelow, unitsOfMember } from './repository';

/**
 * An agency (cơ quan): a unit that stands by itself, with the offices and divisions that work for it. Departments, communes and the like
 * below it are agencies of their own, with their own clerks and their own seal (O12).
 */
const PARTS: ReadonlySet<string> = new Set(['office', 'division']);

/** The unit a unit's agency is named after. */
async function agencyOf(db: Db, unitId: string): Promise<string> {
  let place = await findUnitPlace(db, unitId);
  while (place?.parentId && PARTS.has(place.kind)) place = await findUnitPlace(db, place.parentId);
  return place?.id ?? unitId;
}

/** Whether a person works for the agency a body belongs to; people without a unit work for none. */
export async function worksFor(db: Db, personId: string, bodyId: string): Promise<boolean> {
  const [mine, theirs] = await Promise.all([unitOfPerson(db, personId), unitOfBody(db, bodyId)]);
  if (!mine || !theirs) return false;
  return mine === theirs || (await agencyOf(db, mine)) === (await agencyOf(db, theirs));
}

/** The agency a person works for, and whether it stands under no other; null: none. */
export async function ownAgency(db: Db, personId: string): Promise<{ id: string; isTop: boolean } | null> {
  const mine = await unitOfPerson(db, personId);
  if (!mine) return null;
  const id = await agencyOf(db, mine);
  return { id, isTop: (await findUnitPlace(db, id))?.parentId == null };
}

/** The agencies of the bodies a person is a member of on a day. */
export async function agenciesOfMember(db: Db, personId: string, day: string): Promise<string[]> {
  const units = await unitsOfMember(db, personId, day);
  return Promise.all(units.map((unitId) => agencyOf(db, unitId)));
}

/** All units of the agency a person works for. */
export async function unitsOfAgency(db: Db, personId: string): Promise<string[]> {
  const mine = await unitOfPerson(db, personId);
  if (!mine) return [];
  return withParts(db, await agencyOf(db, mine));
}

/** A unit with its offices and divisions, at any depth. */
async function withParts(db: Db, unitId: string): Promise<string[]> {
  const units = [unitId];
  for (let level = units; level.length > 0; units.push(...level)) level = await unitsBelow(db, level, [...PARTS]);
  return units;
}

/** Who works for a unit, in it or in its offices and divisions (O12), and signs in. */
export const peopleOfUnit = async (db: Db, unitId: string): Promise<UnitPerson[]> => peopleOfUnits(db, await withParts(db, unitId));

/** Bodies of an agency. */
export const bodiesUnder = async (db: Db, agencyId: string): Promise<string[]> => bodiesOfUnits(db, await withParts(db, agencyId));

/** Bodies of the agency a person works for. */
export async function bodiesOfAgency(db: Db, personId: string): Promise<string[]> {
  return bodiesOfUnits(db, await unitsOfAgency(db, personId));
}

/** Whether two people work for one agency. */
export async function areOfOneAgency(db: Db, one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([unitOfPerson(db, one), unitOfPerson(db, other)]);
  return first !== null && second !== null && (first === second || (await agencyOf(db, first)) === (await agencyOf(db, second)));
}

/** Who works for the agency of a person, that person among them. */
export async function peopleOfAgency(db: Db, personId: string): Promise<UnitPerson[]> {
  const units = await unitsOfAgency(db, personId);
  return units.length > 0 ? peopleOfUnits(db, units) : [];
}
