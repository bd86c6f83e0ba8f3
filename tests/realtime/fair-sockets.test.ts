import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SHARE_LIMITS } from '../../server/kernel/fair-shares';
import { INK_PROTOCOL_VERSION } from '../../server/shared/protocol/ink';
import { INK_JOIN } from '../../server/shared/protocol/ink-events';
import { MEETING_JOIN, MEETING_PROTOCOL_VERSION } from '../../server/shared/protocol/meeting-events';
import { openAssembly, type Assembly } from '../integration/sitting/assembly';
import { happens, startMeetingServer, type MeetingServer } from '../support/meeting-server';

interface Answer {
  ok: boolean;
  code?: string;
  retryAfter?: number;
}

describe('sockets of one person', () => {
  let a: Assembly;
  let server: MeetingServer;
  beforeEach(async () => {
    a = await openAssembly();
    server = await startMeetingServer(a.installation.application);
  });
  afterEach(async () => {
    await server.stop();
    await a.close();
  });

  const join = (): [string, unknown] => [MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId: a.meetingId }];

  it('a tablet, a phone and a room screen of the chair join and come back at once, never refused', async () => {
    for (let round = 0; round < 3; round += 1) {
      const devices = await Promise.all([server.tablet(a.chair, a.meetingId), server.tablet(a.chair, a.meetingId), server.tablet(a.chair, a.meetingId, { as: 'screen' })]);
      expect(devices.every(({ view }) => view !== undefined)).toBe(true);
      for (const device of devices) device.close();
    }
  }, 30_000);

  it('who asks without end on twenty sockets is told when to come again; a member still sees what happens', async () => {
    const sockets = await Promise.all(Array.from({ length: 20 }, () => server.enter(a.guest)));
    const member = await server.tablet(a.members[2] ?? a.chair, a.meetingId);
    const answers: Answer[] = [];
    // Work of one person, put on the account as the lane does after a join that was dear.
    server.signIns.shares.charge(a.guest.personId, SHARE_LIMITS.ahead + 1_000);
    for (const socket of sockets) for (let index = 0; index < 10; index += 1) socket.emit(...join(), (answer: Answer) => void answers.push(answer));
    const ink = (await sockets[0]?.emitWithAck(INK_JOIN, { proto: INK_PROTOCOL_VERSION, doc: a.papers.first, epoch: null, shared: 0, private: 0 })) as Answer;
    expect(ink).toMatchObject({ ok: false, code: 'rate_limited', retryAfter: expect.any(Number) as number });
    const before = member.view?.attendance;
    const pushed = happens(member.socket, 'meeting:view');
    await a.execute('sitting.mark-attendance', { meetingId: a.meetingId, marks: [{ personId: a.members[3]?.personId ?? '', attendance: 'online' }] }, a.secretary);
    await pushed;
    expect(member.view?.attendance).not.toEqual(before);
    const last = (await sockets[1]?.emitWithAck(...join())) as Answer;
    expect(last).toMatchObject({ ok: false, code: 'rate_limited' });
    expect(last.retryAfter).toBeGreaterThanOrEqual(1);
    expect(answers.some(({ ok }) => ok)).toBe(false);
    expect(server.logs).toEqual([]);
  }, 30_000);

  it('who comes back without end is refused at the door, and let in again later', async () => {
    server.signIns.shares.charge(a.guest.personId, SHARE_LIMITS.ahead + 1_000);
    const socket = server.connect(await server.cookieOf(a.guest));
    const error = (await happens(socket, 'connect_error')) as Error;
    expect(error.message).toBe('too_many');
    await server.enter(a.chair);
  }, 30_000);
});
