import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { assertFits } from '../../../kernel/limits';
import { day, line, UNIT_KINDS } from '../fields';
import { administers } from '../policy';
import { countRows, insertUnit, setSuccessors } from '../repository';
import { assertUnitPlace, assertUnitValidity } from '../unit-rules';

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

/** Makes a unit (O2). */
export const createUnit = defineCommand({
  name: 'organization.create-unit',
  input: z.strictObject(unitFields),
  load: async () => null,
  policy: administers,
  async run({ successorIds, ...unit }, _loaded, { db, id }) {
    assertFits((await countRows(db, 'orgUnit')) + 1, 'units');
    const unitId = id();
    assertUnitValidity({ ...unit, successorIds });
    await assertUnitPlace(db, { id: unitId, parentId: unit.parentId, successorIds });
    await insertUnit(db, { id: unitId, ...unit });
    await setSuccessors(db, unitId, [...new Set(successorIds)]);
    return { unitId };
  },
  audit: (input, _loaded, { unitId }) => ({ objectType: 'unit', objectId: unitId, details: { ...input } }),
});
