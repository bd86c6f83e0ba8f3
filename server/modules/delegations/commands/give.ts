import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf, hide } from '../../../kernel/policy';
import { dateInVietNam } from '../../../shared/rules/date-forms';
import { hasRole } from '../../../shared/rules/roles';
import { findAccount } from '../../identity';
import { areOfOneAgency } from '../../organization';
import { addDelegation, standingFrom } from '../repository';

/** Who prepare for one person at once. */
const AT_ONCE = 5;
const DAYS_AT_MOST = 366;
const day = z.iso.date();
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

/** Has a person of the own agency prepare for the caller, from a day to a day (DG1). */
export const give = defineCommand({
  name: 'delegations.give',
  input: z.strictObject({ assistantId: z.uuid(), fromDay: day, toDay: day }),
  async load({ assistantId }, { db, caller, now }) {
    const leaderId = personIdOf(caller) ?? '';
    const today = dateInVietNam(now);
    const assistant = await findAccount(db, assistantId);
    const isOfAgency = assistant !== null && assistant.status !== 'blocked' && !assistant.roles.includes('admin') && (await areOfOneAgency(db, leaderId, assistantId));
    return { leaderId, today, isOfAgency, standing: await standingFrom(db, leaderId, today) };
  },
  policy: (caller) => (caller.kind !== 'person' || caller.only ? hide : allowIf(!hasRole(caller, 'admin'), 'delegations.no_papers')),
  async run({ assistantId, fromDay, toDay }, { leaderId, today, isOfAgency, standing }, { db, id, now }) {
    if (assistantId === leaderId) throw new DomainError('rejected', 'delegations.not_oneself', { field: 'assistantId' });
    if (!isOfAgency) throw new DomainError('rejected', 'delegations.not_of_agency', { field: 'assistantId' });
    if (toDay < fromDay || toDay < today) throw new DomainError('invalid', 'delegations.ends_before', { field: 'toDay' });
    if (daysBetween(fromDay, toDay) > DAYS_AT_MOST) throw new DomainError('invalid', 'delegations.too_long', { field: 'toDay' });
    const meanwhile = standing.filter((other) => other.fromDay <= toDay && fromDay <= other.toDay);
    if (meanwhile.some((other) => other.assistantId === assistantId)) throw new DomainError('conflict', 'delegations.already', { field: 'assistantId' });
    if (meanwhile.length >= AT_ONCE) throw new DomainError('rejected', 'delegations.too_many', { most: AT_ONCE });
    const delegationId = id();
    await addDelegation(db, { id: delegationId, leaderId, assistantId, fromDay, toDay, givenAt: now });
    return { delegationId };
  },
  audit: ({ assistantId, fromDay, toDay }, _loaded, { delegationId }) => ({ objectType: 'delegation', objectId: delegationId, details: { assistantId, fromDay, toDay } }),
});
