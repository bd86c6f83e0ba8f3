import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { day, line, UNIT_KINDS } from '../fields';
import { administers } from '../policy';
import { findUnit, insertUnit, setSuccessors } from '../repository';

export const unitFields = {
  name: line(200),
  shortName: line(80),
  kind: z.enum(UNIT_KINDS),
  parentId: z.uuid().nullable().default(null),
  organId: z
    .string()
    .regex(/^[A-Z0-9]+(\.[A-Z0-9]+)*$/)
    .max(35)
    .nullable()
    .default(null),
  validFrom: day,
  validTo: day.nullable().default(null),
  sortOrder: z.number().int().min(0).max(9999).default(0),
  successorIds: z.array(z.uuid()).max(50).default([]),
};

/** O2: an end not before the beginning, successors only for what ended, districts only as history. */
export function assertUnitValidity(unit: { kind: string; validFrom: string; validTo: string | null; successorIds: readonly string[] }): void {
  if (unit.validTo !== null && unit.validTo < unit.validFrom) throw new DomainError('invalid', 'organization.ends_before_begin');
  if (unit.kind === 'historic_district' && unit.validTo === null) throw new DomainError('rejected', 'organization.district_ended');
  if (unit.successorIds.length > 0 && unit.validTo === null) throw new DomainError('rejected', 'organization.successors_need_end');
}

export const createUnit = defineCommand({
  name: 'organization.create-unit',
  input: z.strictObject(unitFields),
  load: async ({ parentId }, { db }) => (parentId ? findUnit(db, parentId) : null),
  policy: administers,
  async run({ successorIds, ...unit }, parent, { db, id }) {
    if (unit.parentId && !parent) throw new DomainError('not_found', 'not_found');
    assertUnitValidity({ ...unit, successorIds });
    const unitId = id();
    await insertUnit(db, { id: unitId, ...unit });
    await setSuccessors(db, unitId, successorIds);
    return { unitId };
  },
  audit: (input, _parent, { unitId }) => ({ objectType: 'unit', objectId: unitId, details: { ...input } }),
});
