import { system, type PersonCaller } from '../../../server/kernel/actor';
import type { OpenedApplication } from '../../../server/application';
import { openTestHouse, type TestHouse } from '../../support/house';
import { addPerson } from '../../support/people';

export interface Office {
  house: TestHouse;
  application: OpenedApplication;
  /** Two administrators and a person without a role. */
  admin: PersonCaller;
  secondAdmin: PersonCaller;
  member: PersonCaller;
  addUnit(name: string, extra?: Record<string, unknown>): Promise<string>;
}

export async function openOffice(): Promise<Office> {
  const house = await openTestHouse();
  const { application } = house;
  return {
    house,
    application,
    admin: await addPerson(house, 'Trần Quản Trị', ['admin']),
    secondAdmin: await addPerson(house, 'Lê Thị Hai', ['admin']),
    member: await addPerson(house, 'Lại Quốc Khiêm'),
    async addUnit(name, extra = {}) {
      const { unitId } = await application.execute('organization.create-unit', { name, shortName: name, kind: 'department', validFrom: '2025-07-01', ...extra }, system('installer'));
      return unitId;
    },
  };
}
