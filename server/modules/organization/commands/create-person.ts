import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertGoodPassword } from '../../identity';
import { nameKey } from '../../../shared/language/collation';
import { globalRole, line, optionalLine, userNameField } from '../fields';
import { administers } from '../policy';
import { findPersonByUserName, findUnit, insertPerson } from '../repository';

export const personFields = {
  userName: userNameField,
  fullName: line(120),
  title: optionalLine(200),
  unitId: z.uuid().nullable().default(null),
  email: z.email().max(200).nullable().default(null),
  roles: z.array(globalRole).max(3).default([]),
};

/** Makes a person; without a password the account waits for a link from the administrator (O3). */
export const createPerson = defineCommand({
  name: 'organization.create-person',
  input: z.strictObject({ ...personFields, password: z.string().min(1).max(1024).optional() }),
  replayable: false,
  load: async ({ userName }, { db }) => findPersonByUserName(db, userName),
  policy: administers,
  async prepare({ password, userName }, existing, { ports }) {
    if (existing) throw new DomainError('conflict', 'identity.user_name_taken');
    if (password === undefined) return { passwordHash: null };
    assertGoodPassword(password, userName);
    return { passwordHash: await ports.passwords.hash(password) };
  },
  async run({ password: _secret, roles, ...fields }, existing, { db, id, now, prepared }) {
    if (existing) throw new DomainError('conflict', 'identity.user_name_taken');
    if (fields.unitId && !(await findUnit(db, fields.unitId))) throw new DomainError('invalid', 'organization.unknown_unit');
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
    return { personId };
  },
  audit: ({ password: _secret, ...input }, _existing, { personId }) => ({ objectType: 'person', objectId: personId, details: { ...input } }),
});
