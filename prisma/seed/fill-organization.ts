import type { ScriptClock } from '../../server/adapters/system/clock';
import type { OpenedApplication } from '../../server/application';
import type { GlobalRole } from '../../server/shared/rules/roles';
import { sampleBody, sampleMembers, samplePeople, sampleUnits, type GlobalRole as SampleRole } from './province';
import { callerFor, installer, type SampleInstallation } from './installation';

const ROLES: Record<SampleRole, GlobalRole> = { system_admin: 'admin', clerk: 'clerk', officer: 'officer', leader: 'leader' };
/** Day from which the committee of this sample exists (the two-tier organization). */
const COMMITTEE_SINCE = '2025-07-01';

/** Units, people with accounts, and the committee with its 21 members. */
export async function fillOrganization(application: OpenedApplication, clock: ScriptClock, password: string): Promise<SampleInstallation> {
  const units = new Map<string, string>();
  const pending = [...sampleUnits];
  for (let sortOrder = 1; pending.length > 0; sortOrder += 1) {
    const index = pending.findIndex((unit) => (unit.parent === null || units.has(unit.parent)) && unit.successors.every((key) => units.has(key)));
    const [unit] = pending.splice(index, 1);
    if (index < 0 || !unit) throw new Error('sample: units form a circle');
    const { key, kind, name, shortName, organId, validFrom, validTo } = unit;
    const { unitId } = await application.execute(
      'organization.create-unit',
      {
        kind,
        name,
        shortName,
        organId,
        validFrom,
        validTo,
        parentId: unit.parent === null ? null : (units.get(unit.parent) ?? null),
        successorIds: unit.successors.map((successor) => units.get(successor) ?? ''),
        sortOrder,
      },
      installer,
    );
    units.set(key, unitId);
  }

  const people: SampleInstallation['people'] = new Map();
  const add = async ({ login, name, position, unit, globalRoles }: (typeof samplePeople)[number]): Promise<void> => {
    const roles = globalRoles.map((role) => ROLES[role]);
    const { personId } = await application.execute(
      'organization.create-person',
      { userName: login, fullName: name, title: position, unitId: units.get(unit) ?? null, roles, password },
      installer,
    );
    people.set(login, callerFor(personId, name, roles));
  };
  // Two at a time: the slow hashes are made beside each other.
  for (let at = 0; at < samplePeople.length; at += 2) await Promise.all(samplePeople.slice(at, at + 2).map(add));

  const { bodyId } = await application.execute(
    'organization.create-body',
    { name: sampleBody.name, shortName: 'UBND tỉnh', unitId: units.get(sampleBody.unit) ?? '', validFrom: COMMITTEE_SINCE },
    installer,
  );
  for (const { login, position, protocolOrder } of sampleMembers) {
    const personId = people.get(login)?.personId ?? '';
    const role = protocolOrder === 1 ? 'chair' : protocolOrder <= 4 ? 'vice_chair' : 'member';
    await application.execute('organization.add-membership', { bodyId, personId, position, role, protocolOrder, validFrom: COMMITTEE_SINCE }, installer);
  }
  return { application, clock, password, people, units, bodyId };
}
