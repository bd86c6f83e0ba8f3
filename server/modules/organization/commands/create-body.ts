import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { provincialCommitteePolicy } from '../../../shared/law/provincial-committee';
import { bodyPolicySchema } from '../../../shared/rules/body-policy';
import { day, line } from '../fields';
import { administers } from '../policy';
import { countRows, findUnit, insertBody } from '../repository';
import { assertPolicy } from '../policy-rules';
import { assertValidity } from '../validity';

export const bodyFields = {
  name: line(200),
  shortName: line(80),
  unitId: z.uuid(),
  policy: bodyPolicySchema.default(provincialCommitteePolicy),
  validFrom: day,
  validTo: day.nullable().default(null),
};

/** A collegial body; its policy begins with the law's values for a provincial committee (O5). */
export const createBody = defineCommand({
  name: 'organization.create-body',
  input: z.strictObject(bodyFields),
  load: async ({ unitId }, { db }) => findUnit(db, unitId),
  policy: administers,
  async run(fields, unit, { db, id }) {
    if (!unit) throw new DomainError('not_found', 'not_found');
    assertValidity(fields);
    assertPolicy(fields.policy);
    assertFits((await countRows(db, 'body')) + 1, 'bodies');
    const bodyId = id();
    await insertBody(db, { id: bodyId, ...fields });
    return { bodyId };
  },
  audit: (input, _unit, { bodyId }) => ({ objectType: 'body', objectId: bodyId, details: { ...input } }),
});
