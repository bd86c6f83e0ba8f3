import { afterEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { LIMITS } from '../../../server/shared/rules/limits';
import { putInState, stagedFile } from '../meetings/committee';
import { openPrepared, type Prepared } from './preparing-unit';

const DAY = 86_400_000;
let p: Prepared | null = null;
afterEach(async () => {
  await p?.committee.installation.close();
  p = null;
});
const open = async (options?: Parameters<typeof openPrepared>[0]): Promise<Prepared> => (p = await openPrepared(options));
const app = (here: Prepared) => here.committee.installation.application;
const papers = async (here: Prepared, who: PersonCaller) => (await app(here).query('documents.list', { meetingId: here.meetingId }, who)).documents.map(({ title, number }) => `${title} ${number}`);
const publish = async (here: Prepared): Promise<void> => {
  const { version } = await app(here).database.reader.meeting.findUniqueOrThrow({ where: { id: here.meetingId } });
  await app(here).execute('meetings.publish', { meetingId: here.meetingId, version }, here.committee.secretary);
};

describe('what a unit is asked for', () => {
  it('documents D45 its officers and leaders, and who is named, know of their item once they are asked, of a draft too, and nobody else does', async () => {
    const here = await open({ asked: false });
    const { application } = here.committee.installation;
    const { secretary, member, admin, otherOfficer } = here.committee;
    await expect(here.task()).rejects.toMatchObject({ code: 'not_found' });
    expect((await application.query('documents.preparing', {}, here.officer)).unit).toEqual([]);
    await expect(application.execute('documents.ask-papers', { meetingId: here.meetingId, itemIds: [here.itemId] }, here.officer)).rejects.toMatchObject({ code: 'not_found' });
    const { asked } = await application.execute('documents.ask-papers', { meetingId: here.meetingId, itemIds: [here.itemId] }, secretary);
    expect(asked).toEqual([here.itemId]);
    // Asking again changes nothing.
    expect(await application.execute('documents.ask-papers', { meetingId: here.meetingId, itemIds: [here.itemId] }, secretary)).toEqual({ asked: [] });
    const row = (await application.query('documents.preparing', {}, here.officer)).unit;
    expect(row.map(({ title, number, missing, part }) => [title, number, missing, part])).toEqual([['Quy hoạch chung đô thị Hòa Khê', 1, 'nothing', 'officer']]);
    expect((await application.query('documents.preparing', {}, here.leader)).unit[0]?.part).toBe('leader');
    expect(await here.task()).toMatchObject({ unit: 'Sở Xây dựng', meeting: { bodyName: 'Ủy ban nhân dân tỉnh Thanh Giang' }, can: { submit: true, setOfficer: false } });
    for (const who of [here.otherLeader, here.clerkOfUnit, member, admin, otherOfficer]) {
      await expect(here.task(who), who.fullName).rejects.toMatchObject({ code: 'not_found' });
      expect((await application.query('documents.preparing', {}, who)).unit).toEqual([]);
    }
    // The session itself, and the other item, do not exist for them.
    await expect(application.query('meetings.detail', { meetingId: here.meetingId }, here.officer)).rejects.toMatchObject({ code: 'not_found' });
    await expect(application.query('documents.preparation', { meetingId: here.meetingId }, here.leader)).rejects.toMatchObject({ code: 'not_found' });
    await expect(application.query('documents.task', { itemId: here.otherItemId }, here.officer)).rejects.toMatchObject({ code: 'not_found' });
    // Who is named need hold no role, but work there.
    const { version } = await here.task();
    await expect(application.execute('documents.set-officer', { itemId: here.itemId, version, personId: here.clerkOfUnit.personId }, here.officer)).rejects.toMatchObject({ code: 'forbidden', reason: 'documents.leader_or_office' });
    await expect(application.execute('documents.set-officer', { itemId: here.itemId, version, personId: member.personId }, here.leader)).rejects.toMatchObject({ reason: 'documents.not_of_unit' });
    await application.execute('documents.set-officer', { itemId: here.itemId, version, personId: here.clerkOfUnit.personId }, here.leader);
    expect(await here.task(here.clerkOfUnit)).toMatchObject({ officer: 'Vi Văn Thụ', can: { submit: true } });
    await expect(application.execute('documents.lock-papers', { itemId: here.itemId, version, locked: true }, secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'documents.task_changed', params: { by: here.leader.fullName } });
    // Another unit prepares it now: the former knows nothing of it any more.
    const item = await application.database.reader.agendaItem.findUniqueOrThrow({ where: { id: here.itemId } });
    await application.execute('agenda.update-item', { itemId: here.itemId, version: item.version, kind: 'item', title: item.title, durationMin: 20, preparingUnitId: here.otherUnitId }, secretary);
    await application.execute('documents.ask-papers', { meetingId: here.meetingId, itemIds: [here.itemId] }, secretary);
    await expect(here.task()).rejects.toMatchObject({ code: 'not_found' });
    expect(await here.task(here.otherLeader)).toMatchObject({ unit: 'Sở Tài chính', officer: null });
    await putInState(here.committee.installation, here.meetingId, 'cancelled');
    await expect(here.task(here.otherLeader)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('documents D56 papers are due by working days before the session, never sooner than the working day after the unit was asked', async () => {
    const here = await open();
    // Thursday, 10 December: five working days before it, without the weekend.
    expect((await here.task()).due).toEqual({ on: '2026-12-03', isGiven: false, state: 'ahead', days: 8, isKnown: true });
    here.committee.installation.clock.advance(10 * DAY);
    expect((await here.task()).due).toMatchObject({ state: 'today', days: 0 });
    here.committee.installation.clock.advance(DAY);
    expect((await here.task()).due).toMatchObject({ state: 'late', days: 1 });
    // A session whose day comes nearer takes the day of its papers along; who was asked later has a working day at least.
    await app(here).database.transaction((db) => db.meeting.update({ where: { id: here.meetingId }, data: { startsAt: new Date('2026-12-07T01:00:00Z'), kind: 'extraordinary' } }));
    await app(here).database.transaction((db) => db.paperTask.update({ where: { itemId: here.itemId }, data: { askedAt: new Date('2026-12-04T03:00:00Z') } }));
    expect((await here.task()).due).toMatchObject({ on: '2026-12-07' });
  });

  it('documents D57 the office gives another day with a reason, from today to the day of the session', async () => {
    const here = await open();
    const { secretary } = here.committee;
    const { version } = await here.task();
    const extend = (dueOn: string, who: PersonCaller = secretary) => app(here).execute('documents.extend-deadline', { itemId: here.itemId, version, dueOn, reason: 'Chờ số liệu của Bộ' }, who);
    await expect(extend('2026-12-08', here.leader)).rejects.toMatchObject({ code: 'forbidden', reason: 'documents.office_only' });
    await expect(extend('2026-12-11')).rejects.toMatchObject({ reason: 'documents.due_between' });
    await expect(extend('2026-11-20')).rejects.toMatchObject({ reason: 'documents.due_between' });
    await extend('2026-12-08');
    await expect(extend('2026-12-09')).rejects.toMatchObject({ code: 'conflict', reason: 'documents.task_changed' });
    expect((await here.task()).due).toMatchObject({ on: '2026-12-08', isGiven: true });
    expect((await here.task()).history.at(-1)).toMatchObject({ kind: 'extended', by: secretary.fullName, words: 'Chờ số liệu của Bộ', dueOn: '2026-12-08' });
  });
});

describe('what a unit brings', () => {
  it('documents D46 it is taken until the office locks the item or it begins, after its day too, and can be taken back', async () => {
    const here = await open();
    const { secretary, member } = here.committee;
    const { application } = here.committee.installation;
    await here.bring('Tờ trình quy hoạch');
    expect((await here.task()).lines.map(({ title, current }) => [title, current.number, current.daysLate])).toEqual([['Tờ trình quy hoạch', 1, 0]]);
    // The same file is not brought twice, nor by somebody of another unit, nor by who only sits in the session.
    await expect(here.bring('Bản sao', { salt: 'Tờ trình quy hoạch' })).rejects.toMatchObject({ reason: 'documents.same_file' });
    for (const by of [here.otherLeader, member]) await expect(here.bring('Của người khác', { by })).rejects.toMatchObject({ code: 'not_found' });
    await expect(here.bring('Của văn phòng', { by: secretary })).rejects.toMatchObject({ code: 'forbidden', reason: 'documents.unit_only' });
    await expect(here.bring('Nội dung khác', { itemId: here.otherItemId })).rejects.toMatchObject({ code: 'not_found' });
    // Another file takes the place of what waits.
    const lineId = (await here.task()).lines[0]?.lineId ?? '';
    await expect(here.bring('Tờ trình quy hoạch', { lineId })).rejects.toMatchObject({ reason: 'documents.same_version' });
    await here.bring('Tờ trình quy hoạch', { lineId, salt: 'sửa trang 2' });
    expect((await here.task()).lines.map(({ current }) => [current.number, current.state])).toEqual([[2, 'waiting_leader']]);
    await expect(here.bring('Lấy chỗ của ai', { lineId: here.otherItemId, salt: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    const seen = await here.seen();
    await application.execute('documents.withdraw-submission', { submissionId: seen.submissionId, version: seen.version }, here.officer);
    await expect(application.execute('documents.withdraw-submission', { submissionId: seen.submissionId, version: seen.version + 1 }, here.officer)).rejects.toMatchObject({ reason: 'documents.submission_settled' });
    expect((await here.task()).lines).toEqual([]);
    here.committee.installation.clock.advance(14 * DAY);
    await here.bring('Báo cáo thẩm định', { pages: 4 });
    expect((await here.task()).lines[0]?.current).toMatchObject({ daysLate: 2 });
    expect((await here.task()).history.at(-1)).toMatchObject({ kind: 'submitted', days: 2, by: here.officer.fullName });
    const lock = async (locked: boolean): Promise<unknown> => application.execute('documents.lock-papers', { itemId: here.itemId, version: (await here.task()).version, locked }, secretary);
    await lock(true);
    await expect(here.bring('Sau khi khóa')).rejects.toMatchObject({ reason: 'documents.papers_locked' });
    await expect(application.query('documents.admission', { meetingId: here.meetingId, taskId: here.itemId }, here.officer)).rejects.toMatchObject({ reason: 'documents.papers_locked' });
    await lock(false);
    expect(await application.query('documents.admission', { meetingId: here.meetingId, taskId: here.itemId }, here.officer)).toMatchObject({ maxBytes: expect.any(Number) as number });
    await application.database.transaction((db) => db.agendaItem.update({ where: { id: here.itemId }, data: { state: 'now', startedAt: new Date('2026-12-10T02:00:00Z') } }));
    await expect(here.bring('Khi đang họp')).rejects.toMatchObject({ reason: 'documents.item_settled' });
  });

  it('documents D46 of one session there are at most so many', async () => {
    const here = await open();
    const { database, ports } = app(here);
    await here.bring('Tờ trình quy hoạch');
    const { id: _id, lineId: _line, blobKey: _key, ...row } = await database.reader.paperSubmission.findFirstOrThrow({ where: { meetingId: here.meetingId } });
    await database.transaction((db) => db.paperSubmission.createMany({ data: Array.from({ length: LIMITS.submissions - 1 }, () => ({ ...row, id: ports.ids.next(), lineId: ports.ids.next(), state: 'withdrawn' })) }));
    await expect(here.bring('Phụ lục')).rejects.toMatchObject({ reason: 'limit.reached', params: { most: LIMITS.submissions } });
  });

  it('documents D46 a file with a doubt waits for a word of its sender, and is brought then', async () => {
    const here = await open();
    const { application } = here.committee.installation;
    const staged = await stagedFile(here.committee, here.meetingId, 'Tờ trình.pdf', 2, { by: here.officer, doubt: { page: 1, words: 'Mật' } });
    const { heldId } = await application.execute('documents.hold', { meetingId: here.meetingId, itemId: here.itemId, submits: true, title: 'Tờ trình', ...staged }, here.officer);
    expect((await here.task()).held.map(({ id, words }) => [id, words])).toEqual([[heldId, 'Mật']]);
    expect((await here.task(here.leader)).held).toEqual([]);
    await application.execute('documents.confirm-held', { heldId }, here.officer);
    expect((await here.task()).lines.map(({ title, current }) => [title, current.state])).toEqual([['Tờ trình', 'waiting_leader']]);
    expect(await papers(here, here.committee.secretary)).toEqual([]);
  });

  it('documents D47 first its leader, then the office: each for the file that was seen, the second of two is told who was first', async () => {
    const here = await open();
    const { secretary, assistant } = here.committee;
    const { application } = here.committee.installation;
    await here.bring('Tờ trình quy hoạch');
    const seen = await here.seen();
    await expect(application.execute('documents.approve-submission', seen, here.officer)).rejects.toMatchObject({ code: 'forbidden', reason: 'documents.leader_decides' });
    await expect(application.execute('documents.approve-submission', seen, secretary)).rejects.toMatchObject({ code: 'forbidden', reason: 'documents.leader_decides' });
    await expect(application.execute('documents.approve-submission', seen, here.otherLeader)).rejects.toMatchObject({ code: 'not_found' });
    await expect(application.execute('documents.approve-submission', { ...seen, sha256: '0'.repeat(64) }, here.leader)).rejects.toMatchObject({ code: 'conflict', reason: 'documents.submission_decided' });
    expect(await application.execute('documents.approve-submission', seen, here.leader)).toEqual({ state: 'waiting_office' });
    expect(await papers(here, secretary)).toEqual([]);
    const again = await here.seen();
    await expect(application.execute('documents.approve-submission', again, here.leader)).rejects.toMatchObject({ code: 'forbidden', reason: 'documents.office_decides' });
    // Two of the office at once.
    await application.execute('documents.return-submission', { ...again, reason: 'Thiếu phụ lục' }, assistant);
    await expect(application.execute('documents.approve-submission', again, secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'documents.submission_decided', params: { by: assistant.fullName } });
    expect((await here.task()).lines[0]).toMatchObject({ returned: { reason: 'Thiếu phụ lục', by: assistant.fullName }, current: { state: 'returned' } });
    // The same file may come again: it was only given back.
    const lineId = (await here.task()).lines[0]?.lineId ?? '';
    await here.bring('Tờ trình quy hoạch', { lineId });
    await application.execute('documents.approve-submission', await here.seen(), here.leader);
    expect(await application.execute('documents.approve-submission', await here.seen(), secretary)).toMatchObject({ state: 'approved', number: 1 });
    expect(await papers(here, secretary)).toEqual(['Tờ trình quy hoạch 1']);
    // It is in the name of who brought it, and its bytes are named by one row only.
    const version = await application.database.reader.documentVersion.findFirstOrThrow({ where: { document: { meetingId: here.meetingId } } });
    expect(version.uploadedById).toBe(here.officer.personId);
    expect((await application.database.reader.paperSubmission.findMany({ where: { meetingId: here.meetingId, blobKey: version.blobKey } }))).toEqual([]);
    expect((await application.query('documents.submission-file', { submissionId: (await here.seen()).submissionId }, here.officer)).blobKey).toBe(version.blobKey);
  });

  it('documents D47 organization O17 where the rules say so the word of the leader, or of the office, is enough', async () => {
    const byLeader = await open({ rules: { approval: 'leader' } });
    await byLeader.bring('Tờ trình quy hoạch');
    expect(await app(byLeader).execute('documents.approve-submission', await byLeader.seen(), byLeader.leader)).toMatchObject({ state: 'approved' });
    // What the leader sends, the leader has approved.
    expect(await byLeader.bring('Phụ lục', { by: byLeader.leader })).toMatchObject({ state: 'approved' });
    expect(await papers(byLeader, byLeader.committee.secretary)).toEqual(['Phụ lục 1', 'Tờ trình quy hoạch 1']);
    await byLeader.committee.installation.close();
    const byOffice = await open({ rules: { approval: 'office' } });
    expect(await byOffice.bring('Tờ trình quy hoạch')).toMatchObject({ state: 'waiting_office' });
    await expect(app(byOffice).execute('documents.approve-submission', await byOffice.seen(), byOffice.leader)).rejects.toMatchObject({ reason: 'documents.office_decides' });
    expect(await app(byOffice).execute('documents.approve-submission', await byOffice.seen(), byOffice.committee.secretary)).toMatchObject({ state: 'approved' });
    await byOffice.committee.installation.close();
    const both = await open();
    expect(await both.bring('Tờ trình quy hoạch', { by: both.leader })).toMatchObject({ state: 'waiting_office' });
    expect((await both.task()).history.map(({ kind }) => kind)).toEqual(['asked', 'submitted', 'leader_approved']);
  });

  it('documents D48 only what is approved goes out with the session; the office takes something without the leader with its name and a reason', async () => {
    const here = await open();
    const { secretary, member } = here.committee;
    await here.bring('Tờ trình quy hoạch');
    await here.bring('Phụ lục bản đồ');
    await here.bring('Báo cáo tác động');
    expect((await app(here).query('documents.preparation', { meetingId: here.meetingId }, secretary)).pending).toBe(3);
    expect((await app(here).query('meetings.detail', { meetingId: here.meetingId }, secretary)).preparation?.unapproved).toBe(3);
    await app(here).execute('documents.approve-submission', await here.seen(0), here.leader);
    await app(here).execute('documents.approve-submission', await here.seen(0), secretary);
    await app(here).execute('documents.approve-submission', { ...(await here.seen(1)), exception: 'Giám đốc đi công tác, đã đồng ý qua điện thoại' }, secretary);
    await publish(here);
    expect(await papers(here, member)).toEqual(['Phụ lục bản đồ 1', 'Tờ trình quy hoạch 1']);
    expect((await here.task()).lines[1]?.exception).toEqual({ reason: 'Giám đốc đi công tác, đã đồng ý qua điện thoại', by: secretary.fullName });
    const entry = await app(here).database.reader.auditEntry.findFirstOrThrow({ where: { action: 'documents.approve-submission', details: { contains: 'qua điện thoại' } } });
    expect(entry.actorName).toBe(secretary.fullName);
    // A leader needs no exception, and nobody of the unit makes one.
    await expect(app(here).execute('documents.approve-submission', { ...(await here.seen(2)), exception: 'Tôi muốn' }, here.officer)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('documents D49 another file in the place of an approved paper is approved anew; until then the session reads the approved one', async () => {
    const here = await open();
    const { secretary, member } = here.committee;
    await here.bring('Tờ trình quy hoạch');
    await app(here).execute('documents.approve-submission', await here.seen(), here.leader);
    await app(here).execute('documents.approve-submission', await here.seen(), secretary);
    await publish(here);
    const [line] = (await here.task()).lines;
    await expect(here.bring('Tờ trình quy hoạch', { lineId: line?.lineId ?? '', salt: 'bản 2' })).rejects.toMatchObject({ reason: 'documents.reason_needed' });
    await here.bring('Tờ trình quy hoạch', { lineId: line?.lineId ?? '', salt: 'bản 2', pages: 5, reason: 'Sửa diện tích khu công viên' });
    expect(await papers(here, member)).toEqual(['Tờ trình quy hoạch 1']);
    expect((await here.task()).lines[0]).toMatchObject({ current: { state: 'waiting_leader' }, paper: { number: 1 } });
    await app(here).execute('documents.approve-submission', await here.seen(), here.leader);
    expect(await papers(here, member)).toEqual(['Tờ trình quy hoạch 1']);
    expect(await app(here).execute('documents.approve-submission', await here.seen(), secretary)).toMatchObject({ number: 2 });
    expect(await papers(here, member)).toEqual(['Tờ trình quy hoạch 2']);
    const [newest] = await app(here).database.reader.documentVersion.findMany({ where: { documentId: (await here.task()).lines[0]?.paper?.documentId ?? '' }, orderBy: { number: 'desc' } });
    expect(newest).toMatchObject({ number: 2, reason: 'Sửa diện tích khu công viên', pages: 5 });
    // The office has put another version there meanwhile: what was brought for the one before does not take its place unseen.
    await here.bring('Tờ trình quy hoạch', { lineId: line?.lineId ?? '', salt: 'bản 3', reason: 'Sửa bản đồ' });
    const documentId = newest?.documentId ?? '';
    await app(here).execute('documents.replace', { documentId, reason: 'Văn phòng sửa lỗi in', ...(await stagedFile(here.committee, here.meetingId, 'Sua.pdf', 5)) }, secretary);
    await app(here).execute('documents.approve-submission', await here.seen(), here.leader);
    await expect(app(here).execute('documents.approve-submission', await here.seen(), secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'documents.changed_elsewhere' });
    expect(await papers(here, member)).toEqual(['Tờ trình quy hoạch 3']);
  });

  it('documents D71 what was brought is given to its unit and to those who prepare the session, to nobody once the paper is withdrawn', async () => {
    const here = await open();
    const { secretary, assistant, chair, member, admin, clerk, otherOfficer } = here.committee;
    const { submissionId } = await here.bring('Tờ trình quy hoạch');
    const ask = (who: PersonCaller) => app(here).query('documents.submission-file', { submissionId }, who);
    await publish(here);
    for (const who of [here.officer, here.leader, secretary, assistant]) expect(await ask(who), who.fullName).toMatchObject({ fileName: 'Tờ trình quy hoạch.pdf' });
    for (const who of [chair, member, admin, clerk, otherOfficer, here.otherLeader, here.clerkOfUnit]) await expect(ask(who), who.fullName).rejects.toMatchObject({ code: 'not_found' });
    await app(here).execute('documents.approve-submission', await here.seen(), here.leader);
    const approved = await app(here).execute('documents.approve-submission', await here.seen(), secretary);
    await app(here).execute('documents.withdraw', { documentId: 'documentId' in approved ? approved.documentId : '', version: 1 }, secretary);
    await expect(ask(here.officer)).rejects.toMatchObject({ code: 'gone' });
    expect((await here.task()).lines[0]?.paper).toBeNull();
  });

  it('documents D71 a paper of the office that is kept from some is not counted for the unit', async () => {
    const here = await open();
    const { secretary } = here.committee;
    const { documentId } = await app(here).execute('documents.attach', { meetingId: here.meetingId, itemId: here.itemId, ...(await stagedFile(here.committee, here.meetingId, 'Bao cao tham dinh.pdf', 2)) }, secretary);
    expect(await here.task()).toMatchObject({ missing: 'ready', ofOffice: 1 });
    await app(here).execute('documents.set-audience', { documentId, version: 1, kind: 'members' }, secretary);
    expect(await here.task()).toMatchObject({ missing: 'nothing', ofOffice: 0 });
    expect((await app(here).query('documents.preparing', {}, here.officer)).unit[0]?.missing).toBe('nothing');
    expect((await app(here).query('documents.preparation', { meetingId: here.meetingId }, secretary)).rows[0]?.task).toMatchObject({ missing: 'ready', ofOffice: 1 });
  });

  it('documents D74 a submission of more than ten pages without a summary beside it is told to the unit and to the office', async () => {
    const here = await open();
    const { secretary } = here.committee;
    const flag = async () => [(await here.task()).unsummed, (await app(here).query('documents.preparation', { meetingId: here.meetingId }, secretary)).rows[0]?.task?.unsummed];
    await here.bring('Tờ trình ngắn', { pages: 10 });
    expect(await flag()).toEqual([null, null]);
    await here.bring('Báo cáo dài', { pages: 40 });
    expect(await flag()).toEqual([null, null]);
    await here.bring('Tờ trình quy hoạch', { pages: 11 });
    const told = { title: 'Tờ trình quy hoạch', pages: 11 };
    expect(await flag()).toEqual([told, told]);
    await app(here).execute('documents.approve-submission', await here.seen(2), here.leader);
    await here.bring('Tóm tắt tờ trình quy hoạch', { pages: 4 });
    expect(await flag()).toEqual([null, null]);
  });

  it('documents D75 every step stands in the history of the item, with who and when', async () => {
    const here = await open();
    const { secretary } = here.committee;
    await here.bring('Tờ trình quy hoạch');
    await app(here).execute('documents.return-submission', { ...(await here.seen()), reason: 'Thiếu chữ ký' }, here.leader);
    await here.bring('Tờ trình quy hoạch', { lineId: (await here.task()).lines[0]?.lineId ?? '' });
    await app(here).execute('documents.approve-submission', await here.seen(), here.leader);
    await app(here).execute('documents.approve-submission', await here.seen(), secretary);
    const told = (await here.task()).history.map(({ kind, by, words }) => [kind, by, words]);
    expect(told).toEqual([['asked', secretary.fullName, ''], ['submitted', here.officer.fullName, ''], ['returned', here.leader.fullName, 'Thiếu chữ ký'], ['submitted', here.officer.fullName, ''], ['leader_approved', here.leader.fullName, ''], ['approved', secretary.fullName, '']]);
    expect((await app(here).query('documents.preparation', { meetingId: here.meetingId }, secretary)).rows[0]?.task?.history).toHaveLength(6);
  });
});

describe('who is late', () => {
  it('documents D72 D73 one list of all sessions somebody prepares: unit, item, what is missing, how long; one tap reminds, once a day', async () => {
    const here = await open();
    const { secretary, otherOfficer } = here.committee;
    const { clock } = here.committee.installation;
    const late = async (who: PersonCaller = secretary) => (await app(here).query('documents.preparing', {}, who)).late.map(({ unit, number, missing, due }) => [unit, number, missing, due.days]);
    expect(await late()).toEqual([]);
    await here.bring('Tờ trình quy hoạch');
    clock.advance(14 * DAY);
    expect(await late()).toEqual([['Sở Xây dựng', 1, 'leader', 2], ['Sở Tài chính', 2, 'nothing', 2]]);
    // Nobody else's list, the unit's neither.
    for (const who of [otherOfficer, here.leader, here.committee.member]) expect(await late(who)).toEqual([]);
    const remind = (who: PersonCaller) => app(here).execute('documents.remind-unit', { itemId: here.otherItemId }, who);
    await expect(remind(here.otherLeader)).rejects.toMatchObject({ code: 'forbidden', reason: 'documents.office_only' });
    await remind(secretary);
    await expect(remind(here.committee.assistant)).rejects.toMatchObject({ code: 'conflict', reason: 'documents.reminded_today' });
    clock.advance(DAY);
    await remind(secretary);
    // What waits for the office is not the unit's to do.
    await app(here).execute('documents.approve-submission', await here.seen(), here.leader);
    expect(await late()).toEqual([['Sở Tài chính', 2, 'nothing', 3]]);
    expect((await app(here).query('documents.preparing', {}, secretary)).waiting.map(({ count, meeting }) => [count, meeting.id])).toEqual([[1, here.meetingId]]);
    // Papers the office brought itself are papers.
    await app(here).execute('documents.attach', { meetingId: here.meetingId, itemId: here.otherItemId, ...(await stagedFile(here.committee, here.meetingId, 'Bao cao.pdf', 2)) }, secretary);
    expect(await late()).toEqual([]);
  });

  it('agenda A38 an item whose papers wait is not removed, made of another kind or given to another unit', async () => {
    const here = await open();
    const { secretary } = here.committee;
    await here.bring('Tờ trình quy hoạch');
    const row = { itemId: here.itemId, version: 1, kind: 'item', title: 'Quy hoạch', durationMin: 20 } as const;
    for (const change of [{ preparingUnitId: here.otherUnitId }, { preparingUnitId: here.unitId, kind: 'break' as const }]) await expect(app(here).execute('agenda.update-item', { ...row, ...change }, secretary)).rejects.toMatchObject({ reason: 'agenda.papers_wait' });
    await expect(app(here).execute('agenda.remove-item', { itemId: here.itemId, version: 1 }, secretary)).rejects.toMatchObject({ reason: 'agenda.papers_wait' });
    await app(here).execute('agenda.update-item', { ...row, preparingUnitId: here.unitId }, secretary);
    await app(here).execute('documents.return-submission', { ...(await here.seen()), reason: 'Gửi nhầm nội dung' }, secretary);
    await app(here).execute('agenda.remove-item', { itemId: here.itemId, version: 2 }, secretary);
    await expect(here.task()).rejects.toMatchObject({ code: 'not_found' });
  });
});
