import { setTimeout as rest } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WRITING_JOIN, WRITING_PROTOCOL_VERSION, WRITING_STEPS, type WritingStepsAnswer } from '../../server/shared/protocol/writing-events';
import { differences } from '../../server/shared/rules/written-minutes';
import { closedAssembly, reasonOf, write, type ClosedAssembly } from '../integration/minutes/session';
import { newUuid, seededRandom } from '../support/ink-samples';
import { startMeetingServer, type MeetingServer } from '../support/meeting-server';
import { minutesWriter, type MinutesWriter } from '../support/minutes-writer';

let all: ClosedAssembly;
let server: MeetingServer;
let minutesId: string;
let version: number;
const discussion = () => `item:${all.items.first}:discussion`;

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
const types = (writer: MinutesWriter, id: string, words: string): void => writer.writing.write(id, `${writer.wordsOf(id)}${words}`);
const isSaved = (...writers: MinutesWriter[]) => vi.waitFor(() => expect(writers.map(({ writing }) => writing.snapshot().state)).toEqual(writers.map(() => 'saved')), { timeout: 10_000 });
const stored = async (): Promise<string> => {
  const { minutes } = await all.query('minutes.editor', { meetingId: all.meetingId }, all.secretary);
  return (minutes?.paragraphs ?? []).map(({ id, text }) => `${id}: ${text}`).join('\n');
};

describe('two people who write the same minutes', () => {
  it('minutes N37 live LR21 each sees what the other writes, in the same paragraph too, and both end with what is stored', async () => {
    const [a, b] = [await opens(), await opens(all.assistant)];
    types(a, discussion(), 'Sở Tài chính đề nghị làm rõ nguồn vốn.');
    await vi.waitFor(() => expect(b.wordsOf(discussion())).toContain('làm rõ nguồn vốn.'));
    const random = seededRandom(37);
    const places = [discussion(), 'conclusion', 'opening'];
    for (let turn = 0; turn < 60; turn += 1) {
      for (const writer of [a, b]) {
        const id = places[Math.floor(random() * places.length)] ?? discussion();
        const text = writer.wordsOf(id);
        const at = Math.floor(random() * (text.length + 1));
        writer.writing.write(id, random() < 0.3 ? text.slice(0, at) + text.slice(at + 3) : `${text.slice(0, at)}${writer === a ? 'ấ' : 'B'}${text.slice(at)}`);
      }
      await rest(random() * 15);
    }
    await isSaved(a, b);
    await vi.waitFor(() => expect(a.text).toBe(b.text));
    expect(a.writing.snapshot().text).toEqual(b.writing.snapshot().text);
    const rows = await all.installation.application.database.reader.minutesEdit.findMany({ where: { minutesId }, orderBy: { seq: 'asc' } });
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_row, index) => index + 1));
    expect(new Set(rows.map(({ authorId }) => authorId))).toEqual(new Set([all.secretary.personId, all.assistant.personId]));
    expect((await stored()).split('\n').length).toBeGreaterThan(10);
  });

  it('minutes N38 what was sent again counts once, and what was not answered is not written twice', async () => {
    const a = await opens();
    const message = { minutesId, by: all.secretary.personId, opId: newUuid(), base: 0, steps: [{ kind: 'text' as const, id: 'conclusion', change: ['Một lần.'] }] };
    const answers = await Promise.all([1, 2, 3].map(() => a.socket.emitWithAck(WRITING_STEPS, message) as Promise<WritingStepsAnswer>));
    expect(answers).toEqual([1, 2, 3].map(() => ({ ok: true, seq: 1 })));
    await vi.waitFor(() => expect(a.wordsOf('conclusion')).toBe('Một lần.'));
  });

  it('minutes N40 what is written without a connection waits, survives a reload and goes out behind what others wrote', async () => {
    const [a, b] = [await opens(), await opens(all.assistant)];
    a.socket.disconnect();
    types(a, 'conclusion', 'Viết khi mất mạng.');
    expect(a.writing.snapshot()).toMatchObject({ state: 'unsent', isKept: true });
    types(b, 'conclusion', 'Trong lúc đó. ');
    await isSaved(b);
    const again = minutesWriter(await server.enter(all.secretary), minutesId, all.secretary.personId, a.kept);
    await isSaved(again);
    await vi.waitFor(() => expect(b.wordsOf('conclusion')).toMatch(/^(?:Viết khi mất mạng\.Trong lúc đó\. |Trong lúc đó\. Viết khi mất mạng\.)$/u));
    expect([again.text, again.kept]).toEqual([b.text, null]);
  });

  it('minutes N42 undoing takes back what one wrote oneself, behind what the other wrote since', async () => {
    const [a, b] = [await opens(), await opens(all.assistant)];
    types(a, 'conclusion', 'Của thư ký.');
    await vi.waitFor(() => expect(b.wordsOf('conclusion')).toBe('Của thư ký.'));
    b.writing.write('conclusion', 'Của chuyên viên. Của thư ký.', 'Của chuyên viên. '.length);
    await vi.waitFor(() => expect(a.wordsOf('conclusion')).toContain('chuyên viên'));
    a.writing.undo();
    await vi.waitFor(() => expect(b.wordsOf('conclusion')).toBe('Của chuyên viên. '));
    a.writing.redo();
    await vi.waitFor(() => expect(b.wordsOf('conclusion')).toBe('Của chuyên viên. Của thư ký.'));
    b.writing.undo();
    await vi.waitFor(() => expect(a.wordsOf('conclusion')).toBe('Của thư ký.'));
  });

  it('minutes N41 live LR22 submitted or without a seat: closed at once, and what comes late is refused and stays with its writer', async () => {
    const [a, b] = [await opens(), await opens(all.assistant)];
    const seat = await all.installation.application.database.reader.attendee.findFirstOrThrow({ where: { meetingId: all.meetingId, personId: all.assistant.personId } });
    await all.installation.application.database.transaction((db) => db.attendee.delete({ where: { id: seat.id } }));
    types(b, 'conclusion', 'Không còn quyền.');
    await vi.waitFor(() => expect(b.writing.snapshot()).toMatchObject({ closed: 'revoked', state: 'refused' }), { timeout: 2_000 });
    expect(b.wordsOf('conclusion')).toBe('Không còn quyền.');
    expect(JSON.stringify(b.kept)).toContain('Không còn quyền.');
    const before = performance.now();
    await all.execute('minutes.submit', { minutesId, version }, all.secretary);
    await vi.waitFor(() => expect(a.closed).toEqual(['state']), { timeout: 2_000 });
    expect(performance.now() - before).toBeLessThan(2_000);
    types(a, 'conclusion', 'Muộn rồi.');
    expect(a.writing.snapshot().state).toBe('refused');
    expect(await stored()).not.toMatch(/Muộn rồi|Không còn quyền/u);
    expect(await a.socket.emitWithAck(WRITING_JOIN, { proto: WRITING_PROTOCOL_VERSION, minutesId, by: all.secretary.personId })).toEqual({ ok: false, code: 'closed', isSentIn: false });
  });

  it('minutes N39 who does not write them is not let in, and hostile messages change nothing', async () => {
    for (const [who, code] of [[all.chair, 'not_found'], [all.guest, 'not_found'], [all.stranger, 'not_found']] as const) {
      const socket = await server.enter(who);
      expect(await socket.emitWithAck(WRITING_JOIN, { proto: WRITING_PROTOCOL_VERSION, minutesId, by: who.personId })).toEqual({ ok: false, code });
      expect(await socket.emitWithAck(WRITING_STEPS, { minutesId, by: who.personId, opId: newUuid(), base: 0, steps: [{ kind: 'remove', id: 'opening' }] })).toEqual({ ok: false, code: 'not_found' });
    }
    const a = await opens();
    const before = await stored();
    const sends = (steps: unknown, more: object = {}) => a.socket.emitWithAck(WRITING_STEPS, { minutesId, by: all.secretary.personId, opId: newUuid(), base: 0, steps, ...more }) as Promise<WritingStepsAnswer>;
    const refused = async (steps: unknown, more: object = {}): Promise<string> => {
      const answer = await sends(steps, more);
      return answer.ok ? 'taken' : answer.code === 'refused' ? answer.error.reason : answer.code;
    };
    const place = a.wordsOf('place');
    expect([
      await refused([{ kind: 'text', id: 'heading:course', change: ['X', 12] }]),
      await refused([{ kind: 'text', id: 'place', change: ['X', place.length] }]),
      await refused([{ kind: 'text', id: 'conclusion', change: ['漢'] }]),
      await refused([{ kind: 'text', id: 'conclusion', change: [99] }]),
      await refused([{ kind: 'text', id: 'conclusion', change: ['x'.repeat(20_001)] }]),
      await refused([{ kind: 'remove', id: 'closing' }]),
      await refused([{ kind: 'add', id: 'heading:evil', after: 'closing' }]),
      await refused([{ kind: 'add', id: `item:${all.items.first}:postponed`, after: 'closing', recorded: { text: 'Nội dung được hoãn.', ref: all.items.first } }]),
      await refused([{ kind: 'remove', id: 'nobody' }]),
      await refused([{ kind: 'remove', id: 'opening' }], { base: 7 }),
    ]).toEqual(['minutes.paragraph_fixed', 'minutes.label_needed', 'text.unprintable', 'input.invalid', 'minutes.too_long', 'minutes.paragraph_needed', 'input.invalid', 'input.invalid', 'input.invalid', 'minutes.far_behind']);
    // What is no message of ours is a fault; so many of them end the connection.
    expect(await refused([{ kind: 'html', id: 'conclusion', html: '<b>x</b>' }])).toBe('invalid');
    expect(await refused([{ kind: 'text', id: 'conclusion', change: [{ insert: 'x' }] }])).toBe('invalid');
    expect(await stored()).toBe(before);
    expect(await all.installation.application.database.reader.minutesEdit.count()).toBe(0);
    // The tablet keeps what was refused, and sends it once it is mended.
    a.writing.write('conclusion', 'Có 漢 lạ.');
    await vi.waitFor(() => expect(a.writing.snapshot()).toMatchObject({ state: 'refused', error: { reason: 'text.unprintable' } }));
    a.writing.write('conclusion', 'Có lạ.');
    await isSaved(a);
    expect(await stored()).toContain('conclusion: Có lạ.');
  });

  it('minutes N46 N47 N49 the chair sees who changed what, agrees or takes back, and decides on what was seen', async () => {
    const a = await opens();
    const vote = `vote:${all.questionId}`;
    a.writing.write(vote, a.wordsOf(vote).replace('17/21', '18/21'));
    types(a, discussion(), 'Đã thảo luận kỹ.');
    await isSaved(a);
    expect(await reasonOf(all.execute('minutes.settle-differences', { minutesId, version, verdict: 'take' }, all.secretary))).toBe('forbidden/minutes.chair_only');
    const submitted = await all.execute('minutes.submit', { minutesId, version }, all.secretary);
    const seen = async () => {
      const { minutes } = await all.query('minutes.editor', { meetingId: all.meetingId }, all.chair);
      if (!minutes?.writing) throw new Error('the chair sees no text');
      return { minutes, open: differences(minutes.writing.text), names: minutes.writing.names };
    };
    const { open, names } = await seen();
    expect(open.map(({ id, by, removed, inserted }) => [id, names[by], removed, inserted])).toEqual([[discussion(), all.secretary.fullName, '', 'Đã thảo luận kỹ.'], [vote, all.secretary.fullName, '7', '8']]);
    const wrong = open.find(({ id }) => id === vote);
    if (!wrong) throw new Error('nothing to take back');
    const one = { id: wrong.id, stretches: wrong.stretches };
    const settled = await all.execute('minutes.settle-differences', { minutesId, version: submitted.version, verdict: 'reject', one }, all.chair);
    expect(await reasonOf(all.execute('minutes.settle-differences', { minutesId, version: settled.version, verdict: 'reject', one }, all.chair))).toBe('conflict/minutes.difference_gone');
    // What was decided on before that is not what is there now.
    expect(await reasonOf(all.execute('minutes.approve', { minutesId, version: submitted.version }, all.chair))).toBe('conflict/minutes.changed_elsewhere');
    const { version: agreed } = await all.execute('minutes.settle-differences', { minutesId, version: settled.version, verdict: 'take' }, all.chair);
    expect((await seen()).open).toEqual([]);
    await all.execute('minutes.approve', { minutesId, version: agreed }, all.chair);
    const text = await stored();
    expect(text).toContain('17/21');
    expect(text).toContain('Đã thảo luận kỹ.');
  });

  it('minutes N47 all taken back, the text is what the system drafts, byte by byte', async () => {
    const draft = await stored();
    const a = await opens();
    types(a, discussion(), 'Ý kiến.');
    a.writing.do([{ kind: 'remove', id: 'opening' }, { kind: 'add', id: `hand:${newUuid()}`, after: 'closing' }]);
    await isSaved(a);
    const { version: submitted } = await all.execute('minutes.submit', { minutesId, version }, all.secretary);
    await all.execute('minutes.settle-differences', { minutesId, version: submitted, verdict: 'reject' }, all.chair);
    expect(await stored()).toBe(draft);
    const { minutes } = await all.query('minutes.editor', { meetingId: all.meetingId }, all.chair);
    expect(minutes?.paragraphs.map(({ id, text }) => ({ id, text }))).toEqual(minutes?.recorded.map(({ id, text }) => ({ id, text })));
  });

  it('minutes N4 a version is kept when a writer leaves', async () => {
    const a = await opens();
    types(a, 'conclusion', 'Kết luận.');
    await isSaved(a);
    a.socket.disconnect();
    await vi.waitFor(async () => {
      const { minutes } = await all.query('minutes.editor', { meetingId: all.meetingId }, all.secretary);
      expect(minutes?.revisions.map(({ action }) => action)).toEqual(['save', 'draft']);
    });
  });

  it('minutes N44 a draft of the time before the log opens with each saver as author of what they changed', async () => {
    const { database, ports } = all.installation.application;
    const before = await all.query('minutes.editor', { meetingId: all.meetingId }, all.secretary);
    const paragraphs = (before.minutes?.paragraphs ?? []).map(({ id, text, source }) => ({ id, source: source === 'event' ? { kind: 'event', ref: 'x' } : { kind: 'hand' }, text: id === 'conclusion' ? 'Bản cũ của chuyên viên.' : text }));
    await database.transaction(async (db) => {
      await db.minutesWriting.deleteMany({ where: { minutesId } });
      const content = JSON.stringify({ paragraphs });
      await db.minutes.update({ where: { id: minutesId }, data: { content } });
      await db.minutesRevision.create({ data: { id: ports.ids.next(), minutesId, number: 2, action: 'save', content, authorId: all.assistant.personId, at: ports.clock.now() } });
    });
    const a = await opens();
    expect(a.wordsOf('conclusion')).toBe('Bản cũ của chuyên viên.');
    expect(differences(a.writing.snapshot().text).map(({ id, by }) => [id, by])).toEqual([['conclusion', all.assistant.personId]]);
    types(a, 'conclusion', ' Viết tiếp.');
    await isSaved(a);
    expect(await stored()).toContain('conclusion: Bản cũ của chuyên viên. Viết tiếp.');
    await write(all, minutesId, (await all.query('minutes.editor', { meetingId: all.meetingId }, all.secretary)).minutes?.paragraphs ?? [], all.secretary);
  });
});
