import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allow, hide } from '../../../kernel/policy';
import { peopleOfAgency } from '../../organization';

/** Whom the caller may have prepare for them: people of the own agency (DG1). */
export const people = defineQuery({
  name: 'delegations.people',
  input: z.strictObject({}),
  load: async (_input, { db, caller }) => peopleOfAgency(db, personIdOf(caller) ?? ''),
  policy: (caller) => (caller.kind === 'person' && !caller.only ? allow : hide),
  present: (all, _input, { caller }) => all.filter(({ id, roles }) => id !== personIdOf(caller) && !roles.includes('admin')).map(({ id, fullName, title }) => ({ personId: id, fullName, title })),
});
