import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WRITING_JOIN, WRITING_PROTOCOL_VERSION, WRITING_STEPS, type WritingJoinAnswer } from '../../server/shared/protocol/writing-events';
import { closedAssembly, type ClosedAssembly } from '../integration/minutes/session';
import { newUuid } from '../support/ink-samples';
import { startMeetingServer, type MeetingServer } from '../support/meeting-server';
import { minutesWriter, type MinutesWriter } from '../support/minutes-writer';

/** Tablets that come back to minutes: over somebody else's connection, behind what others wrote, and when the text is closed. */
let all: ClosedAssembly;
let server: MeetingServer;
let minutesId: string;
let version: number;

beforeEach(async () => {
  vi.stubGlobal('navigator', { onLine: true });
  all = await closedAssembly();
  ({ minutesId, version } = await all.execute('minutes.draft', { meetingId: all.meetingId }, all.secretary));
  server = await startMeetingServer(all.installation.application);
});
afterEach(async () => {
  await server.stop();
  await all.close();
  vi.unstubAllGlobals();
});

const opens = async (who = all.secretary): Promise<MinutesWriter> => {
  const writer = minutesWriter(await server.enter(who), minutesId, who.personId);
  await vi.waitFor(() => expect(writer.text).toContain('closing: '));
  return writer;
};
const isSaved = (...writers: MinutesWriter[]) => vi.waitFor(() => expect(writers.map(({ writing }) => writing.snapshot().state)).toEqual(writers.map(() => 'saved')), { timeout: 10_000 });
const entries = () => all.installation.application.database.reader.minutesEdit.findMany({ where: { minutesId }, orderBy: { seq: 'asc' } });
const joins = async (more: object = {}): Promise<WritingJoinAnswer> =>
  (await (await server.enter(all.secretary)).emitWithAck(WRITING_JOIN, { proto: WRITING_PROTOCOL_VERSION, minutesId, by: all.secretary.personId, ...more })) as WritingJoinAnswer;

it('minutes N40 words of one person go out over nobody else’s connection, and count for their person once it is back', async () => {
  const a = await opens();
  a.socket.disconnect();
  a.writing.write('conclusion', 'Của thư ký.');
  // Somebody else has signed in in the same browser: the page of the first comes back with their connection.
  const foreign = await server.enter(all.assistant);
  const page = minutesWriter(foreign, minutesId, all.secretary.personId, a.kept);
  await vi.waitFor(() => expect(page.writing.snapshot()).toMatchObject({ state: 'unsent', error: { code: 'unauthenticated', reason: 'sign_in_first' } }));
  const steps = [{ kind: 'text', id: 'conclusion', change: ['Của thư ký.'] }];
  expect(await foreign.emitWithAck(WRITING_STEPS, { minutesId, by: all.secretary.personId, opId: newUuid(), base: 0, steps })).toEqual({ ok: false, code: 'unauthenticated' });
  expect([await entries(), JSON.stringify(page.kept)]).toEqual([[], expect.stringContaining('Của thư ký.')]);
  page.writing.stop();
  const again = minutesWriter(await server.enter(all.secretary), minutesId, all.secretary.personId, page.kept);
  await isSaved(again);
  expect((await entries()).map(({ authorId }) => authorId)).toEqual([all.secretary.personId]);
});

it('minutes N37 live LR21 whoever comes back is given every entry since, where they are not too many', async () => {
  const b = await opens(all.assistant);
  for (const words of ['Một.', 'Một. Hai.', 'Một. Hai. Ba.']) {
    b.writing.write('conclusion', words);
    await isSaved(b);
  }
  const [first] = await entries();
  if (!first) throw new Error('nothing was written');
  const sinceOf = async (more: object) => {
    const answer = await joins(more);
    if (!answer.ok) throw new Error(answer.code);
    return answer.since?.map(({ seq, by }) => [seq, by]) ?? null;
  };
  const own = (seq: number) => [seq, all.assistant.personId];
  expect([await sinceOf({}), await sinceOf({ seq: 0 }), await sinceOf({ seq: 2 }), await sinceOf({ seq: 3 })]).toEqual([null, [own(1), own(2), own(3)], [own(3)], []]);
  // Behind a backup that was put back a tablet may be further than the log.
  expect(await sinceOf({ seq: 9 })).toBeNull();
  // An entry without steps stands for a text that was made anew; so much that it is no small answer is not given either.
  await all.installation.application.database.transaction((db) => db.minutesEdit.update({ where: { opId: first.opId }, data: { steps: '[]' } }));
  expect([await sinceOf({ seq: 0 }), await sinceOf({ seq: 1 })]).toEqual([null, [own(2), own(3)]]);
});

it('minutes N37 N40 both sides’ words stay whole where one wrote without a network and the other at two places of the same paragraph', async () => {
  const [a, b] = [await opens(), await opens(all.assistant)];
  b.writing.write('conclusion', 'Thống nhất nội dung.');
  await isSaved(b);
  await vi.waitFor(() => expect(a.wordsOf('conclusion')).toBe('Thống nhất nội dung.'));
  a.socket.disconnect();
  a.writing.write('conclusion', 'Thống nhất toàn bộ nội dung.', 'Thống nhất toàn bộ'.length);
  b.writing.write('conclusion', 'Đã thống nhất nội dung.', 'Đã t'.length);
  b.writing.write('conclusion', 'Đã thống nhất nội dung. Giao Sở Tài chính.');
  await isSaved(b);
  const again = minutesWriter(await server.enter(all.secretary), minutesId, all.secretary.personId, a.kept);
  await isSaved(again);
  await vi.waitFor(() => expect([again.wordsOf('conclusion'), b.wordsOf('conclusion')]).toEqual(Array(2).fill('Đã thống nhất toàn bộ nội dung. Giao Sở Tài chính.')));
});

it('minutes N41 who asks after the text was closed learns whether what was sent last is in it', async () => {
  const a = await opens();
  a.writing.write('conclusion', 'Đã vào.');
  await isSaved(a);
  const [entry] = await entries();
  await all.execute('minutes.submit', { minutesId, version }, all.secretary);
  expect([await joins({ opId: entry?.opId }), await joins({ opId: newUuid() })]).toEqual([{ ok: false, code: 'closed', isSentIn: true }, { ok: false, code: 'closed', isSentIn: false }]);
});
