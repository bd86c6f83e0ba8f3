import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { deny, type Policy } from '../../../kernel/policy';
import { administratorIds, countPeople, insertPerson, nameOfCaller, tell } from '../../identity';
import { nameKey } from '../../../shared/language/collation';
import { globalRole, line, optionalLine, userNameField } from '../fields';
import { administers } from '../policy';
import { findPersonByUserName, findUnit } from '../repository';

export const personFields = {
  userName: userNameField,
  fullName: line(120),
  title: optionalLine(200),
  unitId: z.uuid().nullable().default(null),
  email: z.email().max(200).nullable().default(null),
  roles: z.array(globalRole).max(3).default([]),
};

/** Nobody else chooses a person's first password; the sample's is the operator's (O3). */
const withoutPassword: Policy<unknown, { password?: string | undefined }> = (caller, loaded, input) => {
  const decision = administers(caller, loaded, input);
  if (!decision.allow || input.password === undefined || caller.kind === 'system') return decision;
  return deny('organization.own_password');
};

/** Makes a person; without a password the account waits for a link from the administrator (O3). All administrators are told of a new one (O10). */
export const createPerson = defineCommand({
  name: 'organization.create-person',
  input: z.strictObject({ ...personFields, password: z.string().min(1).max(1024).optional() }),
  replayable: false,
  load: async ({ userName }, { db }) => findPersonByUserName(db, userName),
  policy: withoutPassword,
  async prepare({ password }, existing, { ports }) {
    if (existing) throw new DomainError('conflict', 'identity.user_name_taken');
    if (password === undefined) return { passwordHash: null };
    return { passwordHash: await ports.passwords.hash(password) };
  },
  async run({ password: _secret, roles, ...fields }, existing, context) {
    const { db, id, now, prepared, caller } = context;
    if (existing) throw new DomainError('conflict', 'identity.user_name_taken');
    if (fields.unitId && !(await findUnit(db, fields.unitId))) throw new DomainError('invalid', 'organization.unknown_unit');
    assertFits((await countPeople(db)) + 1, 'people');
    const personId = id();
    await insertPerson(db, {
      id: personId,
      ...fields,
      sortName: nameKey(fields.fullName),
      passwordHash: prepared.passwordHash,
      status: prepared.passwordHash ? 'active' : 'invited',
      createdAt: now,
      roles: [...new Set(roles)],
    });
    if (roles.includes('admin')) await tell(context, await administratorIds(db, [personId]), 'administrator_made', { person: fields.fullName, by: nameOfCaller(caller) });
    return { personId };
  },
  // An entry stays for good, the address goes with the account (retention X9): whether there is one, not which.
  audit: ({ password: _secret, email, ...input }, _existing, { personId }) => ({ objectType: 'person', objectId: personId, details: { ...input, hasEmail: email !== null } }),
});
