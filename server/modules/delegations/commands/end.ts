import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow, hide } from '../../../kernel/policy';
import { endDelegation, findDelegation } from '../repository';

/** Ends a delegation at once: by who gave it, or given back by who has it (DG2). Ended already, nothing changes. */
export const end = defineCommand({
  name: 'delegations.end',
  input: z.strictObject({ delegationId: z.uuid() }),
  async load({ delegationId }, { db }) {
    const delegation = await findDelegation(db, delegationId);
    if (!delegation) throw new DomainError('not_found', 'not_found');
    return { delegation };
  },
  policy: (caller, { delegation }) => (caller.kind === 'person' && !caller.only && [delegation.leaderId, delegation.assistantId].includes(caller.personId) ? allow : hide),
  async run({ delegationId }, { delegation }, { db, caller, now }) {
    if (delegation.endedAt === null) await endDelegation(db, delegationId, personIdOf(caller) ?? '', now);
    return {};
  },
  audit: ({ delegationId }, { delegation: { leaderId, assistantId } }) => ({ objectType: 'delegation', objectId: delegationId, details: { leaderId, assistantId } }),
});
