import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remindUnits } from '../../../server/modules/mail/jobs/remind-units';
import { doJob } from '../../support/jobs';
import { openMailPeer, type MailPeer } from '../../support/mail-peer';
import { takeLetters } from '../mail/post';
import { write } from '../minutes/session';
import { closedSession, type Given } from './session';

const LONG = 120_000;
const program = { kind: 'system' as const, name: 'test' };

/** The sample of the field: item, what, responsible, with, date, outcome. */
const SAMPLE = [
  [1, 'Hoàn thiện Báo cáo, tham mưu kịch bản tăng trưởng quý I/2027', 'Sở Tài chính', 'các sở, ngành', '2026-12-05', 'Báo cáo'],
  [2, 'Rà soát 14 nhiệm vụ quá hạn, làm rõ trách nhiệm', 'Văn phòng UBND tỉnh', 'các sở', '2026-12-10', 'Báo cáo'],
  [3, 'Hoàn chỉnh hồ sơ trình HĐND tỉnh kỳ họp cuối năm', 'Sở Tài chính', 'Sở Tư pháp', '2026-11-30', 'Tờ trình, dự thảo NQ'],
  [4, 'Hoàn thiện Quyết định, trình ký ban hành', 'Sở Xây dựng', 'Sở Tư pháp, UBND cấp xã', '2026-12-10', 'Quyết định'],
  [5, 'Bổ sung nguồn lực, chỉ tiêu cấp xã', 'Sở KH&CN', 'Sở Tài chính', '2026-12-08', 'Kế hoạch'],
] as const;

describe('assignments among what others do', () => {
  let g: Given;
  let peer: MailPeer;
  const letters = () => g.installation.application.database.reader.mailMessage.findMany({ where: { assignmentId: { not: null } }, orderBy: { queuedAt: 'asc' } });
  const remind = () => doJob(g.installation.application, remindUnits);
  beforeEach(async () => {
    peer = await openMailPeer();
    g = await closedSession({ mail: peer.place });
  }, LONG);
  afterEach(async () => {
    await g.close();
    await peer.close();
  });

  it('assignments TK1 TK10 the five conclusions of the field, drafted by sentence, issued and counted on the ninth of December', async () => {
    const { database, ports } = g.installation.application;
    const units = new Map<string, string>();
    const items: string[] = [];
    await database.transaction(async (db) => {
      for (const name of new Set(SAMPLE.map(([, , unit]) => unit))) {
        const id = ports.ids.next();
        units.set(name, id);
        await db.orgUnit.create({ data: { id, name, shortName: name, kind: 'department', validFrom: '1997-01-01' } });
      }
      for (const [index, [, text]] of SAMPLE.entries()) {
        const id = ports.ids.next();
        items.push(id);
        await db.agendaItem.create({ data: { id, meetingId: g.meetingId, order: 20 + index, title: `Nội dung thêm ${index}`, durationMin: 10, state: 'done', startedAt: new Date('2026-11-26T03:00:00Z'), endedAt: new Date('2026-11-26T03:10:00Z'), conclusion: `Giao đơn vị: ${text}.` } });
      }
    });
    for (const [index, [, text, unit, withText, on, outcome]] of SAMPLE.entries()) {
      await g.execute('assignments.draft', { itemId: items[index] ?? '', text, unitId: units.get(unit) ?? '', withText, due: { on }, outcome }, g.secretary);
    }
    await g.approve();
    const { frozen } = await database.reader.officialDocument.findFirstOrThrow({ where: { meetingId: g.meetingId } });
    for (const [, text, unit] of SAMPLE) expect([frozen.includes(`Giao ${unit} chủ trì`), frozen.includes(text)]).toEqual([true, true]);
    g.at('2026-12-09');
    const { rows, counts } = await g.query('assignments.list', { of: g.bodyId }, g.secretary);
    expect(rows.map(({ unit, dueOn, daysLate, urgency }) => [unit, dueOn, daysLate, urgency])).toEqual([
      ['Sở Tài chính', '2026-11-30', 7, 'overdue'], ['Sở Tài chính', '2026-12-05', 2, 'overdue'], ['Sở KH&CN', '2026-12-08', 1, 'overdue'], ['Văn phòng UBND tỉnh', '2026-12-10', 0, 'soon'], ['Sở Xây dựng', '2026-12-10', 0, 'soon'],
    ].sort((a, b) => String(a[1]).localeCompare(String(b[1]))));
    expect(counts).toMatchObject({ open: 5, overdue: 3, soon: 2, later: 0 });
  }, LONG);

  it('mail ML15 ML16 who works in the unit is reminded once by each rule, in office hours, without a word of what is to be done', async () => {
    const { assignmentId } = await g.draft();
    await g.approve();
    g.at('2026-12-01');
    await remind();
    expect(await letters()).toEqual([]);
    g.at('2026-12-02', '07:00');
    await remind();
    expect(await letters()).toEqual([]);
    g.at('2026-12-02', '08:10');
    await remind();
    await remind();
    const [first, ...none] = await letters();
    expect(none).toEqual([]);
    expect(first).toMatchObject({ personId: g.officer.personId, assignmentId, kind: 'reminder' });
    await g.installation.application.jobs.drain();
    const [letter] = takeLetters(peer);
    expect(letter).toMatchObject({ to: `${g.officer.personId}@thanhgiang.example`, method: null });
    const { subject = '', text = '' } = letter ?? {};
    expect(subject).toBe('Nhiệm vụ sắp đến hạn: Ủy ban nhân dân tỉnh');
    expect(text).toContain('Thời hạn: 05/12/2026');
    expect(text).toContain(`/assignments/${assignmentId}`);
    for (const secret of ['kịch bản', 'thường kỳ', 'Kinh tế']) expect(`${subject}${text}`).not.toContain(secret);
    for (const [day, count] of [['2026-12-08', 2], ['2026-12-11', 2], ['2026-12-15', 3], ['2026-12-19', 3]] as const) {
      g.at(day);
      await remind();
      expect(await letters(), day).toHaveLength(count);
    }
  }, LONG);

  it('mail ML17 what is reported or has another date by then is not reminded of any more', async () => {
    const { assignmentId } = await g.draft();
    await g.approve();
    g.at('2026-12-03');
    await g.execute('mail.queue-assignment-reminders', { after: null }, program);
    const [letter] = await letters();
    await g.execute('assignments.report', { assignmentId, version: 2, progress: 'trouble', note: 'Chờ số liệu', askedDueOn: '2026-12-18' }, g.officer);
    await g.execute('assignments.settle-extension', { assignmentId, version: 3, isAgreed: true }, g.secretary);
    await g.installation.application.jobs.drain();
    expect(takeLetters(peer)).toEqual([]);
    expect(await letters()).toMatchObject([{ id: letter?.id, state: 'dropped', problem: 'superseded' }]);
    g.at('2026-12-15');
    await remind();
    expect((await letters()).map(({ rule }) => rule.slice(37))).toEqual(['soon:2026-12-05', 'soon:2026-12-18']);
    await g.execute('assignments.report', { assignmentId, version: 4, progress: 'done', note: 'Xong' }, g.officer);
    g.at('2026-12-30');
    await remind();
    expect(await letters()).toHaveLength(2);
  }, LONG);

  it('search SR12 issued assignments are found by whoever knows of the session, drafts and withdrawn ones by nobody', async () => {
    const { assignmentId } = await g.draft({ text: 'Khảo sát đàn voọc mũi hếch' });
    const find = async (who = g.guest) => {
      await g.installation.application.execute('search.follow', { meetingId: g.meetingId }, program);
      return (await g.query('search.find', { text: 'vooc mui hech' }, who)).results.filter(({ kind }) => kind === 'assignment').map((one) => one.assignmentId);
    };
    expect(await find(g.secretary)).toEqual([]);
    await g.approve();
    expect(await find()).toEqual([assignmentId]);
    expect(await find(g.stranger)).toEqual([]);
    await g.execute('assignments.withdraw', { assignmentId, version: 2, reason: 'Đã có đề tài khác' }, g.secretary);
    // At once, however far the index is behind.
    expect((await g.query('search.find', { text: 'vooc mui hech' }, g.secretary)).results.filter(({ kind }) => kind === 'assignment')).toEqual([]);
  }, LONG);

  it('exports E13 an archive of the session holds its assignments and their steps', async () => {
    const { assignmentId } = await g.draft();
    await g.approve();
    await g.execute('assignments.report', { assignmentId, version: 2, progress: 'working', note: 'Đang làm' }, g.officer);
    const page = (section: string) => g.query('exports.page', { kind: 'session', subjectId: g.meetingId, section, after: null }, program);
    expect((await page('assignments')).rows).toMatchObject([{ id: assignmentId, unitId: g.units.finance, withUnitIds: [g.units.justice], state: 'open', progress: 'working' }]);
    expect((await page('assignment-steps')).rows).toMatchObject([{ kind: 'issued' }, { kind: 'working', note: 'Đang làm' }]);
  }, LONG);

  it('minutes N34 what the text leaves out is taken in as what was recorded, at its place', async () => {
    const { minutesId } = await g.execute('minutes.draft', { meetingId: g.meetingId }, g.secretary);
    await g.draft();
    const { minutes } = await g.query('minutes.editor', { meetingId: g.meetingId }, g.secretary);
    const id = `item:${g.items.first}:assignments`;
    const taken = minutes?.recorded.find((one) => one.id === id);
    const paragraphs = (minutes?.paragraphs ?? []).map((one) => ({ id: one.id, text: one.text }));
    const place = paragraphs.findIndex((one) => one.id === `item:${g.items.first}:conclusion`);
    await write(g, minutesId, paragraphs.toSpliced(place + 1, 0, { id, text: taken?.text ?? '' }), g.secretary);
    const after = (await g.query('minutes.editor', { meetingId: g.meetingId }, g.secretary)).minutes?.paragraphs ?? [];
    expect(after[place + 1]).toMatchObject({ id, source: 'event', recorded: null });
  }, LONG);
});
