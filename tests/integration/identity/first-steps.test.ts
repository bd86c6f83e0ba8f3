import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import { installer, openDesk, type Desk } from './desk';

describe('identity: the first steps of an installation', () => {
  let desk: Desk;
  beforeEach(async () => void (desk = await openDesk()));
  afterEach(() => desk.installation.close());

  it('identity I22 each step is done by what is there', async () => {
    const { execute, query } = desk.application;
    const done = async (): Promise<string[]> => Object.entries(await query('identity.first-steps', {}, installer)).flatMap(([name, isDone]) => (isDone ? [name] : []));
    await desk.addAccount('quan.tri', { roles: ['admin'] });
    await desk.addAccount('khiem.lq');
    expect(await done()).toEqual([]);
    const { unitId } = await execute('organization.create-unit', { name: 'Tỉnh', shortName: 'T', kind: 'province', validFrom: '2025-07-01' }, installer);
    expect(await done()).toEqual(['units']);
    const officerId = await desk.addAccount('chuyen.vien', { roles: ['officer'] });
    expect(await done()).toEqual(['units', 'people']);
    const { bodyId } = await execute('organization.create-body', { name: 'Ủy ban', shortName: 'UB', unitId, validFrom: '2025-07-01', policy: provincialCommitteePolicy }, installer);
    // A body nobody chairs holds no session.
    expect(await done()).toEqual(['units', 'people']);
    await execute('organization.add-membership', { bodyId, personId: officerId, position: 'Chủ tịch', role: 'chair', protocolOrder: 1, validFrom: '2025-07-01' }, installer);
    expect(await done()).toEqual(['units', 'people', 'bodies']);
    const { ports, database } = desk.application;
    await database.transaction((db) => db.meeting.create({ data: { id: ports.ids.next(), bodyId, title: 'Phiên họp', kind: 'regular', startsAt: ports.clock.now(), endsAt: ports.clock.now(), place: '', chairId: officerId, secretaryId: officerId, policy: '{}', createdById: officerId, createdAt: ports.clock.now() } }));
    expect(await done()).toEqual(['units', 'people', 'bodies', 'sessions']);
  });
});
