import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { eventsOf } from '../../../server/kernel/repository.history';
import { recordedMinutes } from '../../../server/modules/minutes/facts';
import { blankTurn, blankVote, paperNotesSchema, type NotedBallot, type PaperNotes } from '../../../server/shared/rules/paper-notes';
import { appointDeputies } from '../../support/deputies';
import { assemble, type Assembly } from './assembly';

/** What the notes of a sitting on paper can say beyond one day, one chair and one question (decision 131). */
let room: Assembly;
afterEach(() => room.close());

const meeting = () => ({ meetingId: room.meetingId });
const form = () => room.query('sitting.notes', meeting(), room.secretary);
const save = async (content: PaperNotes) => (await room.execute('sitting.save-notes', { ...meeting(), version: (await form()).version, content }, room.secretary, { commandId: randomUUID() })).version;
const enter = (version: number) => room.execute('sitting.enter-notes', { ...meeting(), version }, room.secretary, { commandId: randomUUID() });
const said = async () => (await recordedMinutes(room.installation.application.database.reader, room.meetingId)).map(({ text }) => text).join('\n');
const events = () => eventsOf(room.installation.application.database.reader, room.meetingId);
const id = (place: number): string => room.members[place]?.personId ?? '';
const vote = (over: Partial<NotedBallot>): NotedBallot => ({ ...blankVote, key: 'v1', itemId: room.items.first, text: 'Thông qua kế hoạch năm 2027?', at: '08:40', counts: { for: 15, against: 2, abstain: 1 }, ...over });

/** Two items in one morning, everybody there. */
async function morning(change: (notes: PaperNotes) => Partial<PaperNotes> = () => ({})): Promise<PaperNotes> {
  const { content } = await form();
  const times: Record<string, Partial<PaperNotes['items'][number]>> = {
    [room.items.first]: { from: '08:05', to: '08:45' }, [room.items.second]: { from: '08:50', to: '09:20' }, [room.items.pause]: { fate: 'left_out' }, [room.items.paper]: { fate: 'put_off', reason: 'thiếu tài liệu' },
  };
  const notes: PaperNotes = { ...content, date: '2026-11-26', beganAt: '08:00', endedAt: '09:30', reason: 'mất điện toàn bộ trụ sở', keptBy: 'đồng chí Đàm Thị Ngọc Ước', items: content.items.map((item) => ({ ...item, ...times[item.itemId] })) };
  return { ...notes, ...change(notes) };
}

async function faults(change: (notes: PaperNotes) => Partial<PaperNotes>): Promise<Record<string, string>> {
  const refused = (await enter(await save(await morning(change))).catch((error: unknown) => error)) as { reason: string; params: { faults: string } };
  expect(refused.reason).toBe('notes.faults');
  return Object.fromEntries((JSON.parse(refused.params.faults) as { field: string; reason: string }[]).map(({ field, reason }) => [field, reason]));
}

/** Adjourned in the first item at 08:30, gone on at eight the next morning without members 18 to 20; the second of two absent ones comes at 08:20. */
const twoDays = ({ items }: PaperNotes): Partial<PaperNotes> => ({
  endedAt: '09:30',
  nights: [{ key: 'n1', at: '08:30', date: '2026-11-27', from: '08:00', people: [{ personId: id(18), attendance: 'away', reason: '', came: '', left: '' }, { personId: id(19), attendance: 'room', reason: '', came: '08:20', left: '' }, { personId: id(20), attendance: 'room', reason: '', came: '', left: '09:00' }] }],
  items: items.map((item) => (item.itemId === room.items.first ? { ...item, to: '08:45@2' } : item.itemId === room.items.second ? { ...item, from: '08:50@2', to: '09:20@2' } : item)),
  votes: [vote({ at: '08:40@2', counts: { for: 17, against: 2, abstain: 1 } })],
  floor: [{ ...blankTurn, key: 'f1', itemId: room.items.first, personId: id(2), from: '08:10', to: '08:15' }, { ...blankTurn, key: 'f2', itemId: room.items.first, personId: id(3), from: '08:05@2', to: '08:10@2' }],
});

describe('what notes of a sitting on paper can say', () => {
  it('sitting L86 a sitting of two days: adjourned, gone on with those who came then, by their quorum, each time of its own day', async () => {
    room = await assemble();
    room.installation.clock.set('2026-11-27T09:00:00Z');
    await enter(await save(await morning(twoDays)));
    const text = await said();
    expect(text).toContain('Phiên họp tạm ngừng từ 08 giờ 30 phút, ngày 26 tháng 11 năm 2026 và họp tiếp vào 08 giờ 00 phút, ngày 27 tháng 11 năm 2026; khi họp tiếp có mặt 19/21 thành viên (cần 14).');
    expect(text).toMatch(/Ủy viên 20, .*\(từ 08 giờ 00 ngày 27 tháng 11 năm 2026 đến 08 giờ 20\)/);
    expect(text).toContain('tán thành 17/21 thành viên');
    const moves = (await events()).filter(({ type }) => ['sitting.adjourned', 'sitting.resumed', 'sitting.session_closed', 'voting.question_closed'].includes(type));
    expect(moves.map(({ type, at }) => [type, at.toISOString()])).toEqual([
      ['sitting.adjourned', '2026-11-26T01:30:00.000Z'], ['sitting.resumed', '2026-11-27T01:00:00.000Z'], ['voting.question_closed', '2026-11-27T01:40:00.000Z'], ['sitting.session_closed', '2026-11-27T02:30:00.000Z'],
    ]);
    const { rows } = await room.query('sitting.floor-record', meeting(), room.secretary);
    expect(rows.filter(({ speaker }) => speaker !== '').map(({ speaker, seconds }) => [speaker, seconds])).toEqual([['Ủy viên 3', 300], ['Ủy viên 4', 300]]);
  });

  it('sitting L86 what cannot have been of several days is told at its row, and so is a going on without the quorum', async () => {
    room = await assemble();
    room.installation.clock.set('2026-11-27T09:00:00Z');
    const night = (change: Partial<PaperNotes['nights'][number]>) => (notes: PaperNotes) => {
      const two = twoDays(notes);
      return { ...two, nights: (two.nights ?? []).map((one) => ({ ...one, ...change })), votes: [], floor: [] };
    };
    expect(await faults(night({ at: '' }))).toMatchObject({ 'nights n1': 'notes.times_needed' });
    expect(await faults(night({ date: '2026-11-25' }))).toMatchObject({ 'nights n1': 'notes.outside' });
    const [first] = (twoDays(await morning()).nights ?? []);
    expect(await faults(night({ people: [...(first?.people ?? []), { personId: id(18), attendance: 'away', reason: '', came: '', left: '' }, { personId: id(1), attendance: 'room', reason: '', came: '07:00', left: '' }, { personId: id(4), attendance: 'away', reason: '', came: '08:10', left: '' }] }))).toEqual({
      [`people ${id(18)}@2`]: 'notes.twice', [`people ${id(1)}@2`]: 'notes.outside', [`people ${id(4)}@2`]: 'notes.absent_with_times',
    });
    expect(await faults(night({ people: Array.from({ length: 8 }, (_one, place) => ({ personId: id(20 - place), attendance: 'away' as const, reason: '', came: '', left: '' })) }))).toMatchObject({ 'nights n1': 'sitting.no_quorum_again' });
    expect(await faults((notes) => ({ ...twoDays(notes), floor: [{ ...blankTurn, key: 'f1', itemId: room.items.first, personId: id(2), from: '08:25', to: '08:35' }] }))).toEqual({ 'floor f1': 'notes.during_break' });
    expect(await faults((notes) => ({ ...twoDays(notes), floor: [{ ...blankTurn, key: 'f1', itemId: room.items.first, personId: id(2), from: '08:25@3', to: '08:35@3' }] }))).toEqual({ 'floor f1': 'notes.times_needed' });
    expect(await faults(night({ at: '08:30', date: '2026-11-26', from: '08:40', people: [] }))).toMatchObject({ 'nights n1': 'sitting.adjourned_too_short' });
  });

  it('sitting L87 the chair is handed over for an item and comes back with its end, or until it is given on; whoever presided at the end confirms', async () => {
    room = await assemble();
    await appointDeputies(room, 1, 2);
    room.installation.clock.set('2026-11-26T09:00:00Z');
    await enter(await save(await morning(() => ({ chairs: [{ key: 'c1', at: '08:10', personId: id(1), scope: 'item' }, { key: 'c2', at: '09:00', personId: id(2), scope: 'rest' }] }))));
    const passed = (await events()).filter(({ type }) => type === 'sitting.chair_passed').map(({ at, payload }) => [at.toISOString().slice(11, 16), payload['personId'], payload['way']]);
    expect(passed).toEqual([['01:10', id(1), 'given'], ['01:45', room.chair.personId, 'item_over'], ['02:00', id(2), 'given']]);
    expect(await said()).toMatch(/08 giờ 10.*Ủy viên 2/);
    const presided = room.members[2] ?? room.chair;
    expect((await room.query('sitting.notes-tasks', {}, presided)).tasks).toMatchObject([{ meetingId: room.meetingId }]);
    await expect(room.execute('sitting.confirm-notes', { ...meeting(), remark: '' }, room.chair)).rejects.toMatchObject({ reason: 'sitting.chair_only' });
    await room.execute('sitting.confirm-notes', { ...meeting(), remark: '' }, presided);
  });

  it('sitting L87 who may not preside, is not there, or presides already is told at the row of the hand-over', async () => {
    room = await assemble();
    await appointDeputies(room, 1, 2);
    room.installation.clock.set('2026-11-26T09:00:00Z');
    const over = (personId: string | null, at = '08:10', scope: 'item' | 'rest' = 'rest') => (): Partial<PaperNotes> => ({ chairs: [{ key: 'c1', at, personId, scope }] });
    expect(await faults(over(null))).toEqual({ 'chairs c1': 'notes.chair_needed' });
    expect(await faults(over(room.stranger.personId))).toEqual({ 'chairs c1': 'notes.no_seat' });
    expect(await faults(over(id(1), ''))).toEqual({ 'chairs c1': 'notes.time_needed' });
    expect(await faults(over(id(1), '07:00'))).toEqual({ 'chairs c1': 'notes.outside' });
    expect(await faults(over(id(5)))).toEqual({ 'chairs c1': 'sitting.not_deputy' });
    expect(await faults(over(room.chair.personId))).toEqual({ 'chairs c1': 'sitting.presides_already' });
    expect(await faults(over(id(1), '08:47', 'item'))).toEqual({ 'chairs c1': 'sitting.no_item_to_preside' });
    expect(await faults(() => ({ ...over(id(1))(), people: [{ personId: id(1), attendance: 'unexcused', reason: '', came: '', left: '' }] }))).toEqual({ 'chairs c1': 'sitting.deputy_away' });
  });

  it('sitting L88 an election with places on paper ballots, with its committee; hands for each candidate; yes or no and three grades on paper', async () => {
    room = await assemble();
    room.installation.clock.set('2026-11-26T09:00:00Z');
    const names = 'Đồng chí Lục Thị Quế Chi\nĐồng chí Kha Văn Bảo\nĐồng chí Mạc Đình Sơn';
    const ballots = { issued: 21, returned: 20, invalid: 1 };
    await enter(await save(await morning(() => ({
      votes: [
        vote({ key: 'a', kind: 'candidates', names, seats: 2, way: 'paper', at: '08:20', text: 'Bầu Ủy viên', counters: [id(3), id(4), id(5)], counts: { ...ballots, p1: 17, p2: 15, p3: 5, none: 0 } }),
        vote({ key: 'b', kind: 'candidates', names, seats: 1, at: '08:25', text: 'Bầu Thư ký', counts: { raised: 20, p1: 14, p2: 4, p3: 1, none: 1 } }),
        vote({ key: 'c', kind: 'each', names: 'Ông A\nÔng B', way: 'paper', at: '08:30', text: 'Miễn nhiệm?', counts: { ...ballots, 'p1.yes': 12, 'p1.no': 6, 'p1.abstain': 1, 'p2.yes': 3, 'p2.no': 16, 'p2.abstain': 0 } }),
        vote({ key: 'd', kind: 'confidence', names: 'Bà C', way: 'paper', at: '08:35', text: 'Lấy phiếu tín nhiệm', counts: { ...ballots, 'p1.high': 10, 'p1.medium': 5, 'p1.low': 4, 'p1.abstain': 0 } }),
        vote({ key: 'e', kind: 'options', names: 'Phương án 1\nPhương án 2', at: '08:40', text: 'Chọn phương án?', counts: { p1: 13, p2: 6, none: 2 } }),
      ],
    }))));
    const stored = await room.installation.application.database.reader.voteQuestion.findMany({ where: meeting() });
    const results = Object.fromEntries(stored.map(({ text, result }) => [text, JSON.parse(result ?? '{}') as Record<string, unknown>]));
    expect(results['Bầu Ủy viên']).toMatchObject({ way: 'paper', paper: { issued: 21, returned: 20 }, invalid: 1, options: [{ votes: 17, elected: true }, { votes: 15, elected: true }, { votes: 5, elected: false }] });
    expect(results['Bầu Thư ký']).toMatchObject({ way: 'hands', options: [{ votes: 14, elected: true }, { votes: 4 }, { votes: 1 }] });
    expect(results['Miễn nhiệm?']).toMatchObject({ options: [{ yes: 12, agreed: true }, { yes: 3, agreed: false }] });
    expect(results['Lấy phiếu tín nhiệm']).toMatchObject({ options: [{ high: 10, medium: 5, low: 4 }] });
    expect(results['Chọn phương án?']).toMatchObject({ chosen: 'p1' });
    const text = await said();
    expect(text).toContain('Lục Thị Quế Chi');
    expect(text).toMatch(/Phát ra 21 phiếu, thu về 20 phiếu/);
    expect((await room.installation.application.database.reader.ballot.count()) + (await room.installation.application.database.reader.sealedBallot.count())).toBe(0);
  });

  it('sitting L88 figures that contradict each other, names that are missing, and a count that cannot have been are told at the vote', async () => {
    room = await assemble();
    room.installation.clock.set('2026-11-26T09:00:00Z');
    const election = { kind: 'candidates', names: 'Ông A\nÔng B', seats: 1, way: 'paper' } as const;
    const at = async (over: Partial<NotedBallot>) => (await faults(() => ({ votes: [vote(over)] })))['votes v1'];
    expect(await at({ ...election, counts: { issued: 20, returned: 20, invalid: 0, p1: 15, p2: 5 } })).toBe('notes.figures_needed');
    expect(await at({ ...election, counts: { issued: 20, returned: 21, invalid: 0, p1: 15, p2: 5, none: 0 } })).toBe('voting.more_returned');
    expect(await at({ ...election, counts: { issued: 20, returned: 20, invalid: 0, p1: 15, p2: 9, none: 0 } })).toBe('voting.more_than_places');
    expect(await at({ ...election, names: '', counts: { issued: 20, returned: 20, invalid: 0, none: 20 } })).toBe('notes.names_needed');
    expect(await at({ ...election, way: 'hands', kind: 'each', seats: null, counts: {} })).toBe('notes.not_by_hands');
    // More ballots than members present: by the rule of every count.
    expect(await at({ ...election, counts: { issued: 22, returned: 22, invalid: 0, p1: 15, p2: 7, none: 0 } })).toBe('voting.more_issued');
    expect(await at({ ...election, names: 'Đồng chí Ủy viên 4\nÔng B', counters: [id(3), id(4), id(5)], counts: { issued: 20, returned: 20, invalid: 0, p1: 15, p2: 5, none: 0 } })).toBe('voting.counter_stands');
    expect(await at({ ...election, counters: [id(3)], counts: { issued: 20, returned: 20, invalid: 0, p1: 15, p2: 5, none: 0 } })).toBe('voting.committee_size');
    const { questionId } = await room.execute('voting.create-question', { ...meeting(), itemId: room.items.first, text: 'Từng người?', kind: 'each', options: ['Ông A'], mode: 'open' }, room.secretary);
    expect(await at({ questionId, text: '', way: 'paper', counts: {} })).toBe('notes.not_counted_so');
  });

  it('sitting L89 questions with who was asked and the time of the answer, and points of order, stand in the floor record', async () => {
    room = await assemble();
    room.installation.clock.set('2026-11-26T09:00:00Z');
    const turn = (key: string, over: Partial<PaperNotes['floor'][number]>) => ({ ...blankTurn, key, itemId: room.items.first, personId: id(2), ...over });
    const asking = (over: Partial<PaperNotes['floor'][number]>) => (): Partial<PaperNotes> => ({ floor: [turn('f1', { kind: 'question', askedId: id(1), from: '08:10', to: '08:12', answeredTo: '08:18', ...over })] });
    expect(await faults(asking({ askedId: null }))).toEqual({ 'floor f1': 'notes.asked_needed' });
    expect(await faults(asking({ askedId: id(2) }))).toEqual({ 'floor f1': 'notes.asked_needed' });
    expect(await faults(asking({ answeredTo: '08:11' }))).toEqual({ 'floor f1': 'notes.span_backwards' });
    expect(await faults(asking({ answeredTo: '08:48' }))).toEqual({ 'floor f1': 'notes.outside_item' });
    expect(await faults(() => ({ floor: [...(asking({})().floor ?? []), turn('f2', { from: '08:15', to: '08:20' })] }))).toEqual({ 'floor f2': 'notes.two_floors' });
    await enter(await save(await morning(() => ({
      floor: [...(asking({})().floor ?? []), turn('f2', { kind: 'order', personId: id(4), from: '08:18', to: '08:19' }), turn('f3', { kind: 'question', personId: id(5), askedId: id(1), from: '08:20', to: '08:22' }), turn('f4', { personId: id(6), from: '08:22', to: '08:25' })],
    }))));
    const { rows } = await room.query('sitting.floor-record', meeting(), room.secretary);
    expect(rows.filter(({ speaker, seconds }) => speaker !== '' && seconds > 0).map(({ speaker, part, seconds }) => [speaker, part, seconds])).toEqual([
      ['Ủy viên 3', 'question', 120], ['Ủy viên 2', 'answer', 360], ['Ủy viên 5', 'order', 60], ['Ủy viên 6', 'question', 120], ['Ủy viên 7', 'speech', 180],
    ]);
  });

  it('sitting L62 notes kept before there was more to note are read as they were', async () => {
    room = await assemble();
    const { nights: _nights, chairs: _chairs, ...older } = await morning();
    const before = { ...older, floor: [{ key: 'f1', itemId: null, personId: null, from: '', to: '' }], votes: [{ key: 'v1', itemId: null, questionId: null, text: 'x', way: 'hands', at: '', counts: {}, chair: null }] };
    expect(paperNotesSchema.parse(before)).toMatchObject({ nights: [], chairs: [], floor: [{ kind: 'speech', answeredTo: '' }], votes: [{ kind: 'approve', names: '', counters: [] }] });
  });
});
