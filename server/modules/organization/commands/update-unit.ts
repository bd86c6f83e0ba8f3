import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertRowSeen } from '../changed-elsewhere';
import { administers } from '../policy';
import { findUnit, setSuccessors, updateUnit as storeUnit } from '../repository';
import { assertUnitPlace, assertUnitValidity } from '../unit-rules';
import { unitFields } from './create-unit';

/** Changes a unit, or ends it and names its successors (O2, O9). */
export const updateUnit = defineCommand({
  name: 'organization.update-unit',
  input: z.strictObject({ unitId: z.uuid(), version: z.number().int(), ...unitFields }),
  async load({ unitId }, { db }) {
    const unit = await findUnit(db, unitId);
    if (!unit) throw new DomainError('not_found', 'not_found');
    return unit;
  },
  policy: administers,
  async run({ unitId, version, successorIds, ...fields }, unit, { db }) {
    assertUnitValidity({ ...fields, successorIds });
    await assertUnitPlace(db, { id: unitId, parentId: fields.parentId, successorIds });
    await assertRowSeen(db, 'unit', unitId, version, unit.version);
    await storeUnit(db, unitId, version, fields);
    await setSuccessors(db, unitId, [...new Set(successorIds)]);
    return { unitId };
  },
  audit: (input) => ({ objectType: 'unit', objectId: input.unitId, details: { ...input } }),
});
