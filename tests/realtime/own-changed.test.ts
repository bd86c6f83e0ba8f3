import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MEETING_OWN, type OwnChanged } from '../../server/shared/protocol/meeting-events';
import { openAssembly, type Assembly } from '../integration/sitting/assembly';
import { startMeetingServer, type MeetingServer, type Tablet } from '../support/meeting-server';

let room: Assembly;
let server: MeetingServer;
beforeEach(async () => {
  vi.stubGlobal('navigator', { onLine: true });
  room = await openAssembly();
  server = await startMeetingServer(room.installation.application);
});
afterEach(async () => {
  await server.stop();
  await room.close();
  vi.unstubAllGlobals();
});

function heard({ socket }: Tablet): OwnChanged[] {
  const told: OwnChanged[] = [];
  socket.on(MEETING_OWN, (message: OwnChanged) => told.push(message));
  return told;
}

describe('what is one’s own', () => {
  it('live LR16 a ballot, a check-in and a site are told to all devices of that person and to nobody else, without what it was', async () => {
    const { meetingId } = room;
    const [, one = room.chair, two = room.chair] = room.members;
    const tablets = [await server.tablet(one, meetingId), await server.tablet(one, meetingId), await server.tablet(two, meetingId), await server.tablet(room.secretary, meetingId), await server.tablet(room.guest, meetingId)];
    const [first, second, other, secretary, guest] = tablets.map(heard);
    const counts = () => [first, second, other, secretary, guest].map((told) => told?.length);
    await room.execute('sitting.start-item', { meetingId, itemId: room.items.first, currentItemId: null }, room.chair);
    const { questionId } = await room.execute('voting.create-question', { meetingId, itemId: room.items.first, text: 'Thông qua?' }, room.secretary);
    await room.execute('voting.open-question', { meetingId, questionId, way: 'tablets' }, room.chair);
    await room.execute('voting.cast-ballot', { meetingId, questionId, choice: 'for' }, one);
    await vi.waitFor(() => expect(counts()).toEqual([1, 1, 0, 0, 0]));
    expect(second).toEqual([{ meetingId, withinMs: 0 }]);
    await room.execute('sitting.check-in', { meetingId, place: 'online' }, room.guest);
    await vi.waitFor(() => expect(counts()).toEqual([1, 1, 0, 0, 1]));
    await room.execute('sitting.mark-left', { meetingId, personIds: [two.personId] }, room.secretary);
    await vi.waitFor(() => expect(counts()).toEqual([1, 1, 1, 0, 1]));
    await room.execute('meetings.set-sites', { meetingId, sites: [{ id: null, name: 'UBND xã Hòa Khê', contactId: room.guest.personId }], seen: [] }, room.secretary);
    const siteId = (await room.query('meetings.sites', { meetingId }, room.secretary)).sites[0]?.id ?? '';
    await room.execute('sitting.note-connection', { meetingId, siteId, connection: 'bad', seen: 'unknown' }, room.secretary);
    await vi.waitFor(() => expect(counts()).toEqual([1, 1, 1, 0, 2]));
  });
});
