import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { write } from '../minutes/session';
import { closedSession, type Given } from './session';

const LONG = 120_000;
const notFound = { code: 'not_found' };

describe('assignments', () => {
  let g: Given;
  const one = (assignmentId: string, who = g.secretary) => g.query('assignments.detail', { assignmentId }, who);
  const stateOf = async (assignmentId: string) => (await one(assignmentId)).assignment;
  const report = (assignmentId: string, version: number, over: object = {}, who = g.officer) => g.execute('assignments.report', { assignmentId, version, progress: 'working', ...over }, who);
  const issued = async (over: object = {}): Promise<string> => {
    const { assignmentId } = await g.draft(over);
    await g.approve();
    return assignmentId;
  };
  beforeEach(async () => {
    g = await closedSession();
  }, LONG);
  afterEach(() => g.close());

  it('assignments TK1 under a conclusion whoever prepares the session gives assignments; elsewhere, by others and beyond the limit nobody', async () => {
    await g.draft();
    const { items } = await g.query('assignments.of-session', { meetingId: g.meetingId }, g.secretary);
    expect(items).toMatchObject([{ number: 1, sentences: ['Thống nhất', 'Giao Sở Tài chính hoàn thiện Báo cáo trước ngày 05/12/2026'], assignments: [{ unit: 'Sở Tài chính', others: ['Sở Tư pháp', 'các sở, ngành'], state: 'draft' }] }]);
    await expect(g.draft({ itemId: g.items.second })).rejects.toMatchObject({ code: 'conflict', reason: 'assignments.no_conclusion' });
    await expect(g.draft({ itemId: g.items.paper })).rejects.toMatchObject({ reason: 'sitting.paper_only' });
    await expect(g.draft({ unitId: g.meetingId })).rejects.toMatchObject({ reason: 'assignments.no_such_unit', params: { field: 'unitId' } });
    await expect(g.draft({ supervisorId: g.stranger.personId })).rejects.toMatchObject({ reason: 'assignments.supervisor_not_seated' });
    const input = { itemId: g.items.first, text: 'Việc khác', unitId: g.units.finance, due: { workingDays: 3 }, outcome: 'Báo cáo' };
    await expect(g.execute('assignments.draft', input, g.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'meetings.secretary_only' });
    await expect(g.execute('assignments.draft', input, g.officer)).rejects.toMatchObject(notFound);
    // A conclusion written into the minutes alone counts.
    const { minutesId } = await g.execute('minutes.draft', { meetingId: g.meetingId }, g.secretary);
    const { minutes } = await g.query('minutes.editor', { meetingId: g.meetingId }, g.secretary);
    const other = minutes?.paragraphs.find(({ id }) => id === `item:${g.items.first}:conclusion`)?.text ?? '';
    const paragraphs = (minutes?.paragraphs ?? []).map(({ id, text }) => ({ id, text }));
    await write(g, minutesId, [...paragraphs.slice(0, -1), { id: `item:${g.items.second}:conclusion`, text: other.replace(/Thống nhất.*/u, 'Giao Sở Tư pháp thẩm định.') }, ...paragraphs.slice(-1)], g.secretary);
    await g.execute('minutes.save', { minutesId }, g.secretary);
    await g.draft({ itemId: g.items.second });
  }, LONG);

  it('assignments TK2 a date in working days leaves holidays out, one before the session is refused, one on a day off lasts to the next working day', async () => {
    expect((await g.draft({ due: { workingDays: 5 } })).dueOn).toBe('2026-12-03');
    // 1 January is a holiday: 26/11 and 26 working days.
    expect((await g.draft({ due: { workingDays: 26 } })).dueOn).toBe('2027-01-04');
    await expect(g.draft({ due: { on: '2026-11-25' } })).rejects.toMatchObject({ code: 'invalid', reason: 'assignments.due_before_session' });
    const id = await issued();
    g.at('2026-12-07');
    expect(await stateOf(id)).toMatchObject({ dueOn: '2026-12-05', daysLate: 0, urgency: 'soon' });
    g.at('2026-12-08');
    expect(await stateOf(id)).toMatchObject({ daysLate: 1, urgency: 'overdue' });
  }, LONG);

  it('assignments TK3 a draft is for those who prepare and the chair; it is changed and goes without a word', async () => {
    const { assignmentId } = await g.draft();
    for (const who of [g.officer, g.along, g.stranger, g.admin, g.guest]) await expect(one(assignmentId, who)).rejects.toMatchObject(notFound);
    expect((await one(assignmentId, g.chair)).can).toMatchObject({ edit: false, report: false });
    const { version } = await g.execute('assignments.update', { assignmentId, version: 1, text: 'Việc mới', unitId: g.units.justice, due: { on: '2026-12-10' }, outcome: 'Tờ trình' }, g.secretary);
    await g.execute('assignments.withdraw', { assignmentId, version }, g.assistant);
    const { items } = await g.query('assignments.of-session', { meetingId: g.meetingId }, g.secretary);
    expect(items[0]?.assignments).toEqual([]);
    await expect(g.execute('assignments.update', { assignmentId, version: 3, text: 'Việc mới', unitId: g.units.justice, due: { on: '2026-12-10' }, outcome: 'Tờ trình' }, g.secretary)).rejects.toMatchObject({ reason: 'assignments.settled' });
  }, LONG);

  it('assignments TK4 minutes N31 N33 the approval lists them below the conclusion and issues them, what follows is issued afterwards, nothing before', async () => {
    const { assignmentId } = await g.draft();
    await expect(g.execute('assignments.issue', { meetingId: g.meetingId }, g.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'assignments.minutes_not_approved' });
    const { minutesId } = await g.approve();
    expect(await stateOf(assignmentId)).toMatchObject({ state: 'open', progress: null });
    const { frozen } = await g.installation.application.database.reader.officialDocument.findFirstOrThrow({ where: { meetingId: g.meetingId } });
    expect(frozen).toContain('Nhiệm vụ được giao: Giao Sở Tài chính chủ trì, phối hợp với Sở Tư pháp, các sở, ngành: Hoàn thiện Báo cáo, tham mưu kịch bản tăng trưởng quý I/2027; sản phẩm: Báo cáo; thời hạn: ngày 05 tháng 12 năm 2026.');
    expect(minutesId).toBeTruthy();
    await expect(g.execute('assignments.issue', { meetingId: g.meetingId }, g.secretary)).rejects.toMatchObject({ reason: 'assignments.nothing_drafted' });
    const later = await g.draft({ text: 'Việc giao sau' });
    expect(await g.execute('assignments.issue', { meetingId: g.meetingId }, g.secretary)).toEqual({ issued: 1 });
    expect(await stateOf(later.assignmentId)).toMatchObject({ state: 'open' });
  }, LONG);

  it('minutes N32 what was given or changed after the text was drafted is told as left out or different', async () => {
    const first = await g.draft();
    await g.execute('minutes.draft', { meetingId: g.meetingId }, g.secretary);
    const paragraph = async () => (await g.query('minutes.editor', { meetingId: g.meetingId }, g.secretary)).minutes?.paragraphs.find(({ id }) => id === `item:${g.items.first}:assignments`);
    expect(await paragraph()).toMatchObject({ source: 'event', recorded: null });
    await g.execute('assignments.withdraw', { assignmentId: first.assignmentId, version: 1 }, g.secretary);
    const { minutes } = await g.query('minutes.editor', { meetingId: g.meetingId }, g.secretary);
    expect(minutes?.recorded.some(({ id }) => id.endsWith(':assignments'))).toBe(false);
    await g.draft({ text: 'Việc khác' });
    expect((await paragraph())?.recorded).toContain('Việc khác');
    expect(minutes?.events.filter(({ kind }) => kind === 'assigned')).toMatchObject([{ paragraphIds: [`item:${g.items.first}:assignments`] }]);
  }, LONG);

  it('assignments TK5 what was issued changes only with a reason, and what it was stays in its history', async () => {
    const assignmentId = await issued();
    const change = { assignmentId, version: 2, text: 'Hoàn thiện Báo cáo, bổ sung kịch bản', unitId: g.units.finance, due: { on: '2026-12-09' }, outcome: 'Báo cáo' };
    await expect(g.execute('assignments.update', change, g.secretary)).rejects.toMatchObject({ code: 'invalid', reason: 'assignments.reason_missing' });
    await expect(g.execute('assignments.update', { ...change, reason: 'Theo ý kiến chủ tọa' }, g.officer)).rejects.toMatchObject({ code: 'forbidden', reason: 'assignments.office_only' });
    await g.execute('assignments.update', { ...change, reason: 'Theo ý kiến chủ tọa' }, g.secretary);
    expect((await one(assignmentId)).steps).toMatchObject([{ kind: 'changed', note: 'Theo ý kiến chủ tọa', dueOn: '2026-12-05', by: 'Đàm Thị Ngọc Ước', before: { text: 'Hoàn thiện Báo cáo, tham mưu kịch bản tăng trưởng quý I/2027', unit: 'Sở Tài chính' } }, { kind: 'issued' }]);
    await expect(g.execute('assignments.withdraw', { assignmentId, version: 3 }, g.secretary)).rejects.toMatchObject({ reason: 'assignments.reason_missing' });
    await g.execute('assignments.withdraw', { assignmentId, version: 3, reason: 'Nhập vào nhiệm vụ khác' }, g.secretary);
    await expect(report(assignmentId, 4)).rejects.toMatchObject({ reason: 'assignments.not_open' });
  }, LONG);

  it('assignments TK6 its units, the session, the body and its office see it; others do not find it', async () => {
    const assignmentId = await issued();
    for (const who of [g.officer, g.along, g.members[3] ?? g.chair, g.guest, g.secretary]) expect((await one(assignmentId, who)).assignment.text).toContain('kịch bản');
    expect((await one(assignmentId, g.guest)).steps).toEqual([]);
    expect((await one(assignmentId, g.along)).steps).toHaveLength(1);
    // Who has no seat is not told what the session is called.
    expect((await one(assignmentId, g.officer)).assignment).toMatchObject({ session: { title: null }, item: null, hasSession: false });
    for (const who of [g.stranger, g.admin]) {
      await expect(one(assignmentId, who)).rejects.toMatchObject(notFound);
      expect(await g.query('assignments.list', { of: g.bodyId }, who)).toMatchObject({ rows: [], counts: { open: 0 }, byUnit: [], sessions: [] });
      expect(await g.query('assignments.list', {}, who)).toMatchObject({ rows: [], bodies: [] });
    }
    expect((await g.query('assignments.list', { of: g.bodyId }, g.officer)).rows).toEqual([]);
    expect((await g.query('assignments.list', { of: g.bodyId }, g.assistant)).rows).toHaveLength(1);
    await g.installation.application.database.transaction((db) => db.membership.create({ data: { id: g.installation.application.ports.ids.next(), bodyId: g.bodyId, personId: g.stranger.personId, position: 'Ủy viên', protocolOrder: 9, validFrom: '2026-01-01' } }));
    expect((await g.query('assignments.list', {}, g.stranger)).rows).toHaveLength(1);
  }, LONG);

  it('assignments TK7 TK9 the responsible unit reports, each answer to what was seen; who works along is told why not', async () => {
    const assignmentId = await issued();
    await expect(report(assignmentId, 2, {}, g.along)).rejects.toMatchObject({ code: 'forbidden', reason: 'assignments.unit_only' });
    await report(assignmentId, 2);
    await expect(report(assignmentId, 2)).rejects.toMatchObject({ code: 'conflict', reason: 'assignments.changed_elsewhere', params: { by: '@own' } });
    await expect(report(assignmentId, 3, { progress: 'done' })).rejects.toMatchObject({ reason: 'assignments.delivery_missing' });
    await expect(report(assignmentId, 3, { progress: 'done', documentId: g.papers.first })).rejects.toMatchObject({ reason: 'assignments.no_such_paper' });
    await expect(report(assignmentId, 3, { progress: 'trouble', askedDueOn: '2026-12-20' })).rejects.toMatchObject({ reason: 'assignments.reason_missing' });
    await expect(report(assignmentId, 3, { progress: 'trouble', note: 'Thiếu số liệu', askedDueOn: '2026-12-05' })).rejects.toMatchObject({ reason: 'assignments.later_date' });
    await report(assignmentId, 3, { progress: 'trouble', note: 'Thiếu số liệu', askedDueOn: '2026-12-15' });
    expect(await stateOf(assignmentId)).toMatchObject({ progress: 'trouble', askedDueOn: '2026-12-15', dueOn: '2026-12-05' });
    await report(assignmentId, 4, { progress: 'done', note: 'Báo cáo số 412/BC-STC' });
    expect(await stateOf(assignmentId)).toMatchObject({ state: 'reported', askedDueOn: null, reportedOn: '2026-11-26' });
  }, LONG);

  it('assignments TK7 a paper that the unit brings is named to those who may see it', async () => {
    const assignmentId = await issued();
    await g.installation.application.database.transaction((db) => db.person.update({ where: { id: g.members[1]?.personId ?? '' }, data: { unitId: g.units.finance } }));
    await report(assignmentId, 2, { progress: 'done', documentId: g.papers.first }, g.members[1]);
    expect((await one(assignmentId)).steps[0]).toMatchObject({ kind: 'done', paper: { id: g.papers.first, title: 'Báo cáo' } });
    expect((await one(assignmentId, g.officer)).steps[0]?.paper).toBeNull();
  }, LONG);

  it('assignments TK8 the office confirms or returns, office or chair agree to another date; an answer goes to what was asked', async () => {
    const assignmentId = await issued();
    const completion = (version: number, isConfirmed: boolean, reason = '', who = g.secretary) => g.execute('assignments.settle-completion', { assignmentId, version, isConfirmed, reason }, who);
    const extension = (version: number, isAgreed: boolean, reason = '', who = g.chair) => g.execute('assignments.settle-extension', { assignmentId, version, isAgreed, reason }, who);
    await expect(completion(2, true)).rejects.toMatchObject({ reason: 'assignments.not_reported' });
    await expect(extension(2, true)).rejects.toMatchObject({ reason: 'assignments.nothing_asked' });
    await report(assignmentId, 2, { progress: 'trouble', note: 'Chờ số liệu', askedDueOn: '2026-12-15' });
    await expect(extension(3, true, '', g.members[4])).rejects.toMatchObject({ code: 'forbidden', reason: 'assignments.office_or_chair' });
    await expect(extension(3, false)).rejects.toMatchObject({ reason: 'assignments.reason_missing' });
    await extension(3, false, 'Đã đủ thời gian');
    expect(await stateOf(assignmentId)).toMatchObject({ dueOn: '2026-12-05', askedDueOn: null, progress: 'working' });
    await report(assignmentId, 4, { progress: 'trouble', note: 'Bão số 12', askedDueOn: '2026-12-11' });
    await extension(5, true);
    expect(await stateOf(assignmentId)).toMatchObject({ dueOn: '2026-12-11', askedDueOn: null });
    await report(assignmentId, 6, { progress: 'done', note: 'Đã gửi báo cáo' });
    await expect(completion(7, true, '', g.officer)).rejects.toMatchObject({ code: 'forbidden', reason: 'assignments.office_only' });
    await completion(7, false, 'Chưa có kịch bản quý I');
    expect(await stateOf(assignmentId)).toMatchObject({ state: 'open', reportedOn: null });
    await report(assignmentId, 8, { progress: 'done', note: 'Đã bổ sung' });
    await completion(9, true);
    await expect(completion(9, true)).rejects.toMatchObject({ code: 'conflict', reason: 'assignments.changed_elsewhere' });
    expect((await one(assignmentId)).steps.map(({ kind }) => kind)).toEqual(['confirmed', 'done', 'returned', 'done', 'extended', 'trouble', 'refused', 'trouble', 'issued']);
  }, LONG);

  it('assignments TK10 TK11 one list, the most overdue first; its counts are its pages, whatever it is narrowed by', async () => {
    const dues = ['2026-12-01', '2026-12-04', '2026-12-09', '2026-12-30', '2026-12-02'];
    const ids: string[] = [];
    for (const on of dues) ids.push((await g.draft({ due: { on }, unitId: on === '2026-12-09' ? g.units.justice : g.units.finance, withUnitIds: [] })).assignmentId);
    await g.approve();
    g.at('2026-12-03');
    await report(ids[4] ?? '', 2, { progress: 'done', note: 'Xong' });
    g.at('2026-12-07');
    const list = (over: object = {}) => g.query('assignments.list', { of: g.bodyId, ...over }, g.secretary);
    const all = await list();
    expect(all.rows.map(({ dueOn, urgency, daysLate }) => [dueOn, urgency, daysLate])).toEqual([['2026-12-01', 'overdue', 4], ['2026-12-04', 'overdue', 1], ['2026-12-09', 'soon', 0], ['2026-12-30', 'later', 0]]);
    expect(all.counts).toEqual({ open: 4, overdue: 2, soon: 1, later: 1, reported: 1, with: 0, done: 0, withdrawn: 0 });
    // Reported a day late; waiting to be confirmed makes it no later.
    expect((await list({ view: 'reported' })).rows).toMatchObject([{ daysLate: 1, urgency: null }]);
    for (const view of ['open', 'overdue', 'soon', 'later', 'reported', 'done'] as const) expect((await list({ view })).rows).toHaveLength(all.counts[view]);
    expect(await list({ unitId: g.units.justice })).toMatchObject({ counts: { open: 1, overdue: 0 }, rows: [{ unit: 'Sở Tư pháp' }] });
    expect((await list({ meetingId: g.items.first })).rows).toEqual([]);
    expect(all.byUnit).toMatchObject([{ name: 'Sở Tài chính', open: 3, overdue: 2 }, { name: 'Sở Tư pháp', open: 1, overdue: 0 }]);
    const own = await g.query('assignments.list', {}, g.along);
    expect(own).toMatchObject({ of: 'units', counts: { open: 1 }, bodies: [], sessions: [] });
  }, LONG);

  it('assignments TK11 is read in pages, each row once', async () => {
    const { database, ports } = g.installation.application;
    await database.transaction((db) => db.assignment.createMany({ data: Array.from({ length: 120 }, (_, index) => ({ id: ports.ids.next(), meetingId: g.meetingId, itemId: g.items.first, bodyId: g.bodyId, text: `Việc ${index}`, unitId: g.units.finance, dueOn: `2026-12-${String(1 + (index % 9)).padStart(2, '0')}`, outcome: 'Báo cáo', state: index < 110 ? 'open' : 'done', createdById: g.secretary.personId, createdAt: ports.clock.now(), issuedAt: ports.clock.now() })) }));
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page: { rows: { id: string; dueOn: string }[]; next: string | null; counts: { open: number } } = await g.query('assignments.list', { of: g.bodyId, after }, g.secretary);
      expect(page.counts.open).toBe(110);
      expect(page.rows.length).toBeLessThanOrEqual(50);
      seen.push(...page.rows.map(({ dueOn, id }) => `${dueOn} ${id}`));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toHaveLength(110);
  }, LONG);

  it('assignments TK12 TK13 TK14 agenda A45 A46 the next session has what became of it, and what is not done once on its agenda', async () => {
    const first = (await g.draft()).assignmentId;
    const second = (await g.draft({ text: 'Rà soát 14 nhiệm vụ quá hạn', unitId: g.units.justice, withUnitIds: [], due: { on: '2026-12-10' } })).assignmentId;
    await g.approve();
    await report(first, 2, { progress: 'done', note: 'Báo cáo 412' });
    await g.execute('assignments.settle-completion', { assignmentId: first, version: 3, isConfirmed: true }, g.secretary);
    g.at('2026-12-16');
    const { database, ports } = g.installation.application;
    await database.transaction((db) => db.membership.create({ data: { id: ports.ids.next(), bodyId: g.bodyId, personId: g.chair.personId, position: 'Chủ tịch', role: 'chair', protocolOrder: 1, validFrom: '2026-01-01' } }));
    const { meetingId } = await g.execute('meetings.create', { title: 'Phiên họp tháng 12', kind: 'regular', startsAt: '2026-12-28T01:00:00Z', endsAt: '2026-12-28T05:00:00Z', place: 'Phòng họp', form: 'room', bodyId: g.bodyId, chairId: g.chair.personId, secretaryId: g.secretary.personId, assistantIds: [] }, g.secretary);
    const results = await g.query('assignments.results', { meetingId }, g.secretary);
    expect(results.summary).toMatchObject({ all: 2, done: 1, overdue: 1 });
    expect(results.rows).toMatchObject([{ id: first, state: 'done', note: 'Báo cáo 412', canCarry: false }, { id: second, daysLate: 4, canCarry: true }]);
    expect(results.text).toBe('Tính đến ngày 16 tháng 12 năm 2026, trong 2 nhiệm vụ giao theo kết luận các phiên họp trước có 1 nhiệm vụ hoàn thành đúng hạn, 1 nhiệm vụ quá hạn, chưa hoàn thành.\n- Sở Tư pháp: Rà soát 14 nhiệm vụ quá hạn (thời hạn ngày 10 tháng 12 năm 2026; quá hạn, chưa hoàn thành 4 ngày làm việc).');
    await expect(g.query('assignments.results', { meetingId }, g.officer)).rejects.toMatchObject(notFound);
    await expect(g.execute('assignments.add-to-agenda', { assignmentId: first, meetingId }, g.secretary)).rejects.toMatchObject({ reason: 'assignments.settled' });
    const { itemId } = await g.execute('assignments.add-to-agenda', { assignmentId: second, meetingId }, g.secretary);
    await expect(g.execute('assignments.add-to-agenda', { assignmentId: second, meetingId }, g.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'assignments.already_on_agenda' });
    await expect(g.execute('assignments.add-to-agenda', { assignmentId: second, meetingId }, g.along)).rejects.toMatchObject(notFound);
    expect((await g.query('agenda.list', { meetingId }, g.secretary)).items).toMatchObject([{ id: itemId, title: 'Kết quả thực hiện: Rà soát 14 nhiệm vụ quá hạn', preparingUnitId: g.units.justice, assignmentId: second }]);
    expect((await g.query('assignments.results', { meetingId }, g.secretary)).rows[1]).toMatchObject({ isOnAgenda: true, canCarry: false });
    expect(await g.query('assignments.mine', {}, g.along)).toMatchObject({ open: 1, rows: [{ id: second, daysLate: 4, urgency: 'overdue' }], office: [] });
    expect(await g.query('assignments.mine', {}, g.assistant)).toMatchObject({ rows: [], office: [{ bodyId: g.bodyId, reported: 0, overdue: 1 }] });
  }, LONG);
});
