import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { bodyPolicySchema } from '../../../shared/rules/body-policy';
import { assertRowSeen } from '../changed-elsewhere';
import { administers } from '../policy';
import { assertPolicy } from '../policy-rules';
import { findBody, findUnit, updateBody as storeBody } from '../repository';
import { assertValidity } from '../validity';
import { bodyFields } from './create-body';

/** Changes a body and its rules; without a policy it keeps its own, and sessions already made keep theirs (O5, O9). */
export const updateBody = defineCommand({
  name: 'organization.update-body',
  input: z.strictObject({ bodyId: z.uuid(), version: z.number().int(), ...bodyFields, policy: bodyPolicySchema.optional() }),
  async load({ bodyId }, { db }) {
    const body = await findBody(db, bodyId);
    if (!body) throw new DomainError('not_found', 'not_found');
    return body;
  },
  policy: administers,
  async run({ bodyId, version, policy, ...fields }, body, { db }) {
    assertValidity(fields);
    if (policy) assertPolicy(policy);
    if (!(await findUnit(db, fields.unitId))) throw new DomainError('not_found', 'not_found');
    await assertRowSeen(db, 'body', bodyId, version, body.version);
    await storeBody(db, bodyId, version, { ...fields, policy: policy ?? body.policy });
    return { bodyId };
  },
  audit: (input) => ({ objectType: 'body', objectId: input.bodyId, details: { ...input } }),
});
