import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodiesOfAgency, unitsOfAgency, worksFor } from '../../../server/modules/organization';
import { openTestInstallation, type TestInstallation } from '../../support/installation';
import { addPerson } from '../../support/people';

describe('agencies', () => {
  let installation: TestInstallation;
  beforeAll(async () => void (installation = await openTestInstallation()));
  afterAll(() => installation.close());

  it('organization O12 an agency is a unit with its offices and divisions at any depth; other units below it are their own', async () => {
    const { database, ports } = installation.application;
    const ids: Record<string, string> = {};
    const tree = [['tinh', 'province', null], ['van-phong', 'office', 'tinh'], ['tong-hop', 'division', 'van-phong'], ['so', 'department', 'tinh'], ['phong-cua-so', 'division', 'so'], ['xa', 'commune', 'tinh']] as const;
    await database.transaction(async (db) => {
      for (const [key, kind, parent] of tree) {
        ids[key] = ports.ids.next();
        await db.orgUnit.create({ data: { id: ids[key], name: key, shortName: key, kind, parentId: parent && (ids[parent] ?? null), validFrom: '2025-07-01' } });
      }
      for (const key of ['tinh', 'so', 'xa']) await db.body.create({ data: { id: `body-${key}`, name: key, shortName: key, unitId: ids[key] ?? '', policy: '{}', validFrom: '2025-07-01' } });
    });
    const person = await addPerson(installation, 'Trịnh Thị Sâm', ['clerk']);
    const bodies: Record<string, string[]> = {};
    for (const [key] of tree) {
      await database.transaction((db) => db.person.update({ where: { id: person.personId }, data: { unitId: ids[key] ?? '' } }));
      bodies[key] = await bodiesOfAgency(database.reader, person.personId);
      for (const body of ['tinh', 'so', 'xa']) expect(await worksFor(database.reader, person.personId, `body-${body}`), `${key} for ${body}`).toBe(bodies[key].includes(`body-${body}`));
    }
    expect(bodies).toEqual({ 'tinh': ['body-tinh'], 'van-phong': ['body-tinh'], 'tong-hop': ['body-tinh'], 'so': ['body-so'], 'phong-cua-so': ['body-so'], 'xa': ['body-xa'] });
    await database.transaction((db) => db.person.update({ where: { id: person.personId }, data: { unitId: null } }));
    expect([await unitsOfAgency(database.reader, person.personId), await worksFor(database.reader, person.personId, 'body-tinh')]).toEqual([[], false]);
  });
});
