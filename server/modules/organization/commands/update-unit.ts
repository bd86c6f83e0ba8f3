import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { administers } from '../policy';
import { findUnit, setSuccessors, updateUnit as storeUnit } from '../repository';
import { assertUnitValidity, unitFields } from './create-unit';

export const updateUnit = defineCommand({
  name: 'organization.update-unit',
  input: z.strictObject({ unitId: z.uuid(), version: z.number().int(), ...unitFields }),
  async load({ unitId }, { db }) {
    const unit = await findUnit(db, unitId);
    if (!unit) throw new DomainError('not_found', 'not_found');
    return unit;
  },
  policy: administers,
  async run({ unitId, version, successorIds, ...fields }, _unit, { db }) {
    assertUnitValidity({ ...fields, successorIds });
    if (fields.parentId === unitId) throw new DomainError('rejected', 'organization.own_parent');
    if (!(await storeUnit(db, unitId, version, fields))) throw new DomainError('conflict', 'organization.changed_elsewhere');
    await setSuccessors(db, unitId, successorIds);
    return { unitId };
  },
  audit: (input) => ({ objectType: 'unit', objectId: input.unitId, details: { ...input } }),
});
