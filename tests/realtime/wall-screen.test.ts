import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anonymous } from '../../server/kernel/actor';
import { MEETING_JOIN, MEETING_PROTOCOL_VERSION, PAGE_SHOW, type MeetingJoinAnswer } from '../../server/shared/protocol/meeting-events';
import { openAssembly, type Assembly } from '../integration/sitting/assembly';
import { startMeetingServer, type MeetingServer, type View } from '../support/meeting-server';

const TOKEN = 'mot-trinh-duyet-o-tren-tuong';

let room: Assembly;
let server: MeetingServer;
beforeEach(async () => {
  room = await openAssembly();
  server = await startMeetingServer(room.installation.application);
});
afterEach(async () => {
  await server.stop();
  await room.close();
});

/** A browser with this token only, and no sign-in. */
const wall = () => server.connect(`phien_screen=${TOKEN}`);
const refusal = (): Promise<string> => new Promise((resolve) => wall().on('connect_error', (error) => resolve(error.message)));

async function hang(): Promise<string> {
  const screen = await room.query('sitting.wall-screen', { token: TOKEN }, anonymous());
  if (screen.state !== 'waiting') throw new Error('the screen has a session');
  await room.execute('sitting.pair-screen', { meetingId: room.meetingId, code: screen.code }, room.secretary);
  return (await room.execute('sitting.claim-screen', { token: TOKEN }, anonymous())).screenId;
}

describe('a screen on the wall', () => {
  it('sitting R21 is let in only while it is paired, and R23 has the picture of the room whatever it asks for', async () => {
    expect(await refusal()).toBe('unauthenticated');
    await hang();
    const socket = wall();
    const join = (meetingId: string) => socket.emitWithAck(MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId }) as Promise<MeetingJoinAnswer>;
    const joined = await join(room.meetingId);
    expect(joined.ok && (joined.view as View).meeting.id).toBe(room.meetingId);
    expect(joined.ok && (joined.view as View).officers).toBeNull();
    expect(await join('0190aaaa-0000-7000-8000-000000000000')).toMatchObject({ ok: false, code: 'not_found' });
    expect(await socket.emitWithAck(PAGE_SHOW, { meetingId: room.meetingId, documentId: room.papers.first, page: 2 })).toMatchObject({ ok: false });
  });

  it('sitting R22 is cut at once when the secretary takes it off, and not let in again', async () => {
    const screenId = await hang();
    const socket = wall();
    await vi.waitFor(() => expect(socket.connected).toBe(true));
    await room.execute('sitting.remove-screen', { meetingId: room.meetingId, screenId }, room.secretary);
    await vi.waitFor(() => expect(socket.connected).toBe(false));
    expect(await refusal()).toBe('unauthenticated');
  });
});
