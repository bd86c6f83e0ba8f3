import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { SIGN_INS_ENDED, administratorIds, endSignIns, forgetDevices, nameOfCaller, renewRoles, setRoles, tell, updatePerson as storePerson } from '../../identity';
import { nameKey } from '../../../shared/language/collation';
import { assertRowSeen } from '../changed-elsewhere';
import { administers } from '../policy';
import { countOtherAdministrators, findPerson, findPersonByUserName, findUnit } from '../repository';
import { personFields } from './create-person';

/** Changes a person, or blocks and unblocks (O3, O4, O9). The person is told, and of a new administrator all others (O10). */
export const updatePerson = defineCommand({
  name: 'organization.update-person',
  input: z.strictObject({ personId: z.uuid(), version: z.number().int(), ...personFields, blocked: z.boolean() }),
  async load({ personId }, { db }) {
    const person = await findPerson(db, personId);
    if (!person) throw new DomainError('not_found', 'not_found');
    return person;
  },
  policy: administers,
  async run({ personId, version, blocked, roles: asked, ...fields }, person, context) {
    const { db, caller, emit, now } = context;
    if (person.isRemoved) throw new DomainError('gone', 'organization.person_removed');
    const roles = [...new Set(asked)];
    const keepsAdmin = roles.includes('admin') && !blocked;
    if (person.roles.includes('admin') && !keepsAdmin && (await countOtherAdministrators(db, personId)) === 0) {
      throw new DomainError('rejected', 'organization.last_administrator');
    }
    if (blocked && personIdOf(caller) === personId) throw new DomainError('rejected', 'organization.not_yourself');
    const added = roles.filter((role) => !person.roles.includes(role));
    if (added.length > 0 && personIdOf(caller) === personId) throw new DomainError('rejected', 'organization.not_your_own_roles');
    const holder = await findPersonByUserName(db, fields.userName);
    if (holder && holder.id !== personId) throw new DomainError('conflict', 'identity.user_name_taken');
    if (fields.unitId && !(await findUnit(db, fields.unitId))) throw new DomainError('invalid', 'organization.unknown_unit');
    const status = blocked ? 'blocked' : person.hasPassword ? 'active' : 'invited';
    await assertRowSeen(db, 'person', personId, version, person.version);
    await storePerson(db, personId, version, { ...fields, sortName: nameKey(fields.fullName), status });
    await setRoles(db, personId, roles, now);
    const by = nameOfCaller(caller);
    const unblocked = person.status === 'blocked' && !blocked;
    // Standing as an administrator begins anew with the account: a forgotten one is not woken up to release links at once.
    if (unblocked) await renewRoles(db, personId, now);
    if (blocked) await forgetDevices(db, { personId });
    const rolesChanged = [...roles].sort().join() !== [...person.roles].sort().join();
    if (blocked || rolesChanged) emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds: await endSignIns(db, { personId }) } });
    const changes = { userName: fields.userName !== person.userName, email: fields.email !== person.email, roles: rolesChanged, unblocked };
    const what = Object.entries(changes).filter(([, changed]) => changed).map(([name]) => name);
    if (what.length > 0) await tell(context, [personId], 'account_changed', { by, what: what.join() });
    if (roles.includes('admin') && (added.includes('admin') || unblocked)) await tell(context, await administratorIds(db, [personId]), 'administrator_made', { person: fields.fullName, by });
    return { personId, status };
  },
  audit: ({ personId, email, ...input }, person, { status }) => ({ objectType: 'person', objectId: personId, details: { ...input, emailChanged: email !== person.email, status } }),
});
