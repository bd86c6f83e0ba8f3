import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allow, hide } from '../../../kernel/policy';
import { dateInVietNam } from '../../../shared/rules/date-forms';
import { delegationsOf, type NamedDelegation } from '../repository';

const stateOn = ({ fromDay, toDay, endedAt }: NamedDelegation, today: string) => (endedAt || toDay < today ? 'over' : fromDay > today ? 'coming' : 'now') as 'over' | 'coming' | 'now';

/** Who prepares for the caller and for whom the caller prepares, with what is over (DG2). */
export const mine = defineQuery({
  name: 'delegations.mine',
  input: z.strictObject({}),
  async load(_input, { db, caller }) {
    const personId = personIdOf(caller) ?? '';
    return { given: await delegationsOf(db, 'leaderId', personId), received: await delegationsOf(db, 'assistantId', personId) };
  },
  policy: (caller) => (caller.kind === 'person' && !caller.only ? allow : hide),
  present({ given, received }, _input, { now }) {
    const today = dateInVietNam(now);
    const row = (one: NamedDelegation, personId: string) => ({ id: one.id, personId, fullName: one.fullName, title: one.title, fromDay: one.fromDay, toDay: one.toDay, state: stateOn(one, today), endedAt: one.endedAt });
    return { today, given: given.map((one) => row(one, one.assistantId)), received: received.map((one) => row(one, one.leaderId)) };
  },
});
