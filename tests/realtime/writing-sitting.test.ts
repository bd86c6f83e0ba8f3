import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { applySteps, differences, paragraphsOf, rejecting } from '../../server/shared/rules/written-minutes';
import { reasonOf } from '../integration/minutes/session';
import { openAssembly, type Assembly } from '../integration/sitting/assembly';
import { newUuid } from '../support/ink-samples';
import { startMeetingServer, type MeetingServer } from '../support/meeting-server';
import { minutesWriter, type MinutesWriter } from '../support/minutes-writer';

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

const begin = (who = room.secretary) => room.execute('minutes.begin', { meetingId: room.meetingId }, who);
const editor = async () => {
  const { minutes, can } = await room.query('minutes.editor', { meetingId: room.meetingId }, room.secretary);
  if (!minutes?.writing) throw new Error('no text');
  return { minutes, can, writing: minutes.writing };
};
const isSaved = (...writers: MinutesWriter[]) => vi.waitFor(() => expect(writers.map(({ writing }) => writing.snapshot().state)).toEqual(writers.map(() => 'saved')), { timeout: 10_000 });
async function opens(minutesId: string, who = room.secretary): Promise<MinutesWriter> {
  const writer = minutesWriter(await server.enter(who), minutesId, who.personId);
  await vi.waitFor(() => expect(writer.text).toContain('Nội dung 1.'));
  return writer;
}

it('minutes N51 begun while the sitting runs, what two people wrote is in the draft at its item, with its authors, behind what was recorded', async () => {
  const { meetingId, items } = room;
  expect(await reasonOf(begin(room.chair))).toBe('forbidden/minutes.secretary_only');
  const { minutesId, version } = await begin();
  expect(await reasonOf(begin())).toBe('conflict/minutes.already_drafted');
  const [a, b] = [await opens(minutesId), await opens(minutesId, room.assistant)];
  const [discussion, own] = [`item:${items.first}:discussion`, `hand:${newUuid()}`];
  a.writing.write(discussion, `${a.wordsOf(discussion)}Đề nghị làm rõ nguồn vốn.`);
  b.writing.do([{ kind: 'add', id: own, after: discussion }]);
  b.writing.write(own, 'Sở Tài chính giải trình.');
  await isSaved(a, b);
  expect(await reasonOf(room.execute('minutes.submit', { minutesId, version }, room.secretary))).toBe('conflict/minutes.not_drafted');
  expect(await reasonOf(room.execute('minutes.draft', { meetingId }, room.secretary))).toBe('conflict/state.meeting');
  room.installation.clock.set('2026-11-26T01:09:00Z');
  await room.execute('sitting.start-item', { meetingId, itemId: items.first, currentItemId: null }, room.chair);
  room.installation.clock.set('2026-11-26T01:46:00Z');
  await room.execute('sitting.end-item', { meetingId, itemId: items.first }, room.chair);
  await room.execute('sitting.close-session', { meetingId, postponeRest: true }, room.chair);
  expect((await editor()).can).toMatchObject({ draft: true, submit: false, edit: true });
  // The second one writes without a network while the first makes the draft.
  b.socket.disconnect();
  b.writing.write(own, 'Sở Tài chính giải trình rõ.');
  const drafted = await room.execute('minutes.draft', { meetingId }, room.secretary);
  await vi.waitFor(() => expect(a.text).toContain('closing: '));
  const again = minutesWriter(await server.enter(room.assistant), minutesId, room.assistant.personId, b.kept);
  await isSaved(a, again);
  await vi.waitFor(() => expect(a.text).toBe(again.text));
  const { minutes, writing, can } = await editor();
  const text = new Map(minutes.paragraphs.map((one) => [one.id, one.text]));
  expect(text.get(discussion)).toMatch(/^\d\. Ý kiến thảo luận: Đề nghị làm rõ nguồn vốn\.$/u);
  expect(minutes.paragraphs.findIndex(({ id }) => id === own)).toBe(minutes.paragraphs.findIndex(({ id }) => id === discussion) + 1);
  expect(text.get(own)).toBe('Sở Tài chính giải trình rõ.');
  expect(text.get(`item:${items.first}:time`)).toBe('1. Thời gian: từ 08 giờ 09 đến 08 giờ 46.');
  expect(differences(writing.text).map(({ id, by }) => [id, by])).toEqual([[discussion, room.secretary.personId], [own, room.assistant.personId]]);
  const back = applySteps(writing.text, rejecting(writing.text), { by: 'x', at: 0, seq: 999 });
  expect(paragraphsOf(back).map(({ id, text: words }) => ({ id, words }))).toEqual(minutes.recorded.map(({ id, text: words }) => ({ id, words })));
  expect(can).toMatchObject({ draft: false, submit: true });
  await room.execute('minutes.submit', { minutesId, version: drafted.version }, room.secretary);
});
