import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccount } from '../../server/modules/identity';
import { findItem } from '../../server/modules/agenda';
import { findMeeting, findSeat } from '../../server/modules/meetings';
import { streamHead } from '../../server/kernel/repository.history';
import { openAssembly, type Assembly } from './sitting/assembly';

/** What is read past the mapper must be what the mapper reads: of the reader, and inside a transaction. */
describe('prepared statements', () => {
  let a: Assembly;
  beforeAll(async () => void (a = await openAssembly()), 60_000);
  afterAll(() => a.close());

  it('give rows with the types the mapper gives', async () => {
    const { reader } = a.installation.application.database;
    const { policy, ...row } = await reader.meeting.findUniqueOrThrow({ where: { id: a.meetingId } });
    expect(await findMeeting(reader, a.meetingId)).toEqual({ ...row, policy: JSON.parse(policy) as unknown });
    const seat = await reader.attendee.findUniqueOrThrow({ where: { meetingId_personId: { meetingId: a.meetingId, personId: a.chair.personId } } });
    expect(await findSeat(reader, a.meetingId, a.chair.personId)).toEqual(seat);
    const { removedAt: _removed, ...item } = await reader.agendaItem.findUniqueOrThrow({ where: { id: a.items.first } });
    expect(await findItem(reader, a.items.first)).toEqual(item);
    expect(await findAccount(reader, a.admin.personId)).toMatchObject({ fullName: a.admin.fullName, roles: ['admin'] });
    expect(await findSeat(reader, a.meetingId, a.stranger.personId)).toBeNull();
  });

  it('inside a transaction see what it has written, with the same types', async () => {
    const { database } = a.installation.application;
    await database.transaction(async (db) => {
      const before = await findMeeting(db, a.meetingId);
      expect(before).toEqual(await findMeeting(database.reader, a.meetingId));
      await db.attendee.updateMany({ where: { meetingId: a.meetingId, personId: a.chair.personId }, data: { position: 'Đổi trong giao dịch' } });
      expect((await findSeat(db, a.meetingId, a.chair.personId))?.position).toBe('Đổi trong giao dịch');
      expect((await findSeat(database.reader, a.meetingId, a.chair.personId))?.position).not.toBe('Đổi trong giao dịch');
      expect(await streamHead(db, a.meetingId)).toBe(await streamHead(database.reader, a.meetingId));
    });
  });
});
