import { system, type PersonCaller } from '../../../server/kernel/actor';
import type { OpenedApplication } from '../../../server/application';
import { openTestInstallation, type TestInstallation } from '../../support/installation';
import { addPerson } from '../../support/people';

export interface Office {
  installation: TestInstallation;
  application: OpenedApplication;
  /** Two administrators and a person without a role. */
  admin: PersonCaller;
  secondAdmin: PersonCaller;
  member: PersonCaller;
  addUnit(name: string, extra?: Record<string, unknown>): Promise<string>;
}

export async function openOffice(): Promise<Office> {
  const installation = await openTestInstallation();
  const { application } = installation;
  return {
    installation,
    application,
    admin: await addPerson(installation, 'Trần Quản Trị', ['admin']),
    secondAdmin: await addPerson(installation, 'Lê Thị Hai', ['admin']),
    member: await addPerson(installation, 'Lại Quốc Khiêm'),
    async addUnit(name, extra = {}) {
      const { unitId } = await application.execute('organization.create-unit', { name, shortName: name, kind: 'department', validFrom: '2025-07-01', ...extra }, system('installer'));
      return unitId;
    },
  };
}
