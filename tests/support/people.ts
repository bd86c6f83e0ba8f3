import type { PersonCaller } from '../../server/kernel/actor';
import type { GlobalRole } from '../../server/shared/rules/roles';
import { nameKey } from '../../server/shared/language/collation';
import type { TestInstallation } from './installation';

/** Puts a person straight into the tables (no password) and answers as that person would call. */
export async function addPerson(installation: TestInstallation, fullName: string, roles: GlobalRole[] = [], title = ''): Promise<PersonCaller> {
  const { database, ports } = installation.application;
  const personId = ports.ids.next();
  await database.transaction((db) =>
    db.person.create({
      data: { id: personId, fullName, sortName: nameKey(fullName), title, createdAt: ports.clock.now(), roles: { create: roles.map((role) => ({ role })) } },
    }),
  );
  return { kind: 'person', personId, signInId: ports.ids.next(), fullName, roles };
}
