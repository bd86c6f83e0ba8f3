import { afterEach, describe, expect, it } from 'vitest';
import { remind } from '../../../server/modules/mail/jobs/remind';
import { sendQueued } from '../../../server/modules/mail/jobs/send-queued';
import { doJob } from '../../support/jobs';
import { november, publishedMeeting } from '../meetings/committee';
import { openPost, takeLetters, type Post } from './post';

let post: Post | null = null;
afterEach(async () => {
  await post?.close();
  post = null;
});
const open = async (options?: Parameters<typeof openPost>[0]): Promise<Post> => (post = await openPost(options));
const versionOf = async ({ committee }: Post, meetingId: string) => (await committee.installation.application.database.reader.meeting.findUniqueOrThrow({ where: { id: meetingId } })).version;
const rows = ({ committee }: Post, meetingId: string) => committee.installation.application.database.reader.mailMessage.findMany({ where: { meetingId }, orderBy: { queuedAt: 'asc' } });
const tick = async ({ committee: { installation } }: Post, minutes: number): Promise<void> => {
  installation.clock.advance(minutes * 60_000);
  await doJob(installation.application, sendQueued);
};

describe('who is told by letter', () => {
  it('mail ML1 ML2 ML3 publication, a change, another seat and calling off: each person once, one entry that is updated in place', async () => {
    const here = await open();
    const { committee, peer } = here;
    const { application } = committee.installation;
    const { meetingId } = await publishedMeeting(committee);
    await here.settle();
    const invited = takeLetters(peer);
    expect(invited.map(({ to, method, sequence }) => [to, method, sequence])).toEqual(['assistant', 'chair', 'deputy', 'member', 'secretary'].map((who) => [`${who}@thanhgiang.example`, 'REQUEST', 0]));
    const uid = invited[0]?.uid;
    expect(new Set(invited.map((letter) => letter.uid))).toEqual(new Set([uid]));
    expect(new Set(invited.map(({ messageId }) => messageId)).size).toBe(5);
    for (const { subject, summary, text } of invited) {
      expect(subject).toBe('Giấy mời: Phiên họp thường kỳ, Ủy ban nhân dân tỉnh Thanh Giang');
      expect(summary).toBe('Phiên họp thường kỳ, Ủy ban nhân dân tỉnh Thanh Giang');
      expect(text).toContain('08:00 – 12:00, thứ Năm, 26/11/2026');
      expect(text).toContain(`http://localhost:3000/meetings/${meetingId}`);
    }
    // Nothing is repeated by what does not concern them.
    const guest = await application.execute('meetings.add-guest', { meetingId, personId: committee.guest.personId }, committee.secretary);
    await here.settle();
    expect(takeLetters(peer).map(({ to, method, sequence }) => [to, method, sequence])).toEqual([['guest@thanhgiang.example', 'REQUEST', 0]]);
    await application.execute('meetings.update-facts', { ...november, meetingId, version: await versionOf(here, meetingId), printedSets: 3 }, committee.secretary);
    await here.settle();
    expect(takeLetters(peer)).toEqual([]);
    await application.execute('meetings.update-facts', { ...november, meetingId, version: await versionOf(here, meetingId), place: 'Hội trường lớn', startsAt: '2026-11-26T02:00:00Z' }, committee.secretary);
    await here.settle();
    const changed = takeLetters(peer);
    expect(changed).toHaveLength(6);
    for (const letter of changed) expect([letter.method, letter.uid, letter.sequence]).toEqual(['REQUEST', uid, 1]);
    expect(changed[0]?.text).toContain('Lịch họp đã thay đổi (giờ bắt đầu, địa điểm)');
    expect(changed[0]?.text).toContain('Hội trường lớn');
    await application.execute('meetings.remove-attendee', { meetingId, seatId: guest.seatId }, committee.secretary);
    await here.settle();
    expect(takeLetters(peer).map(({ to, method, uid: of, sequence, subject }) => [to, method, of, sequence, subject.split(':')[0]])).toEqual([['guest@thanhgiang.example', 'CANCEL', uid, 2, 'Không còn trong thành phần dự họp']]);
    await application.execute('meetings.add-guest', { meetingId, personId: committee.guest.personId }, committee.secretary);
    await here.settle();
    expect(takeLetters(peer).map(({ to, method, sequence }) => [to, method, sequence])).toEqual([['guest@thanhgiang.example', 'REQUEST', 3]]);
    await application.execute('meetings.cancel', { meetingId, version: await versionOf(here, meetingId), reason: 'Bí mật: chủ tọa đi công tác' }, committee.secretary);
    await here.settle();
    const off = takeLetters(peer);
    expect(off).toHaveLength(6);
    for (const letter of off) {
      expect([letter.method, letter.uid, letter.sequence]).toEqual(['CANCEL', uid, 4]);
      expect(letter.text).not.toContain('công tác');
    }
  });

  it('mail ML2 no letter names an item, a paper, the own title or the reason', async () => {
    const here = await open();
    const { committee, peer } = here;
    const { application } = committee.installation;
    const { meetingId } = await publishedMeeting(committee);
    await application.execute('meetings.update-facts', { ...november, meetingId, version: await versionOf(here, meetingId), title: 'Phiên họp về nhân sự CANARY' }, committee.secretary);
    await here.settle();
    await application.execute('meetings.cancel', { meetingId, version: await versionOf(here, meetingId), reason: 'CANARY' }, committee.secretary);
    await here.settle();
    expect(peer.taken.length).toBeGreaterThan(5);
    for (const { text, subject } of takeLetters(peer)) expect(`${subject} ${text}`).not.toMatch(/CANARY|kinh tế|tháng 11/u);
  });

  it('mail ML1 a session that was called off, or a person who left, before a letter was sent hears nothing of it', async () => {
    const here = await open({ withServer: false });
    const { committee } = here;
    const { application } = committee.installation;
    const { meetingId } = await publishedMeeting(committee);
    await here.settle();
    expect((await rows(here, meetingId)).map(({ state, tries }) => [state, tries])).toEqual(Array(5).fill(['queued', 0]));
    await application.execute('meetings.cancel', { meetingId, version: await versionOf(here, meetingId), reason: 'Thôi' }, committee.secretary);
    await here.settle();
    expect((await rows(here, meetingId)).map(({ kind, state, problem }) => [kind, state, problem])).toEqual(Array(5).fill(['invitation', 'dropped', 'superseded']));
  });

  it('mail ML4 everybody of the session, and nobody else, fetches its entry as a file with the same UID', async () => {
    const here = await open();
    const { committee, peer } = here;
    const { application } = committee.installation;
    const { meetingId } = await publishedMeeting(committee);
    await here.settle();
    const [letter] = takeLetters(peer);
    const { content } = await application.query('mail.invitation', { meetingId }, committee.member);
    expect(content).toContain('METHOD:PUBLISH');
    expect(content.replace(/\r\n /gu, '')).toContain(`UID:${String(letter?.uid)}`);
    await expect(application.query('mail.invitation', { meetingId }, committee.guest)).rejects.toMatchObject({ code: 'not_found' });
    await expect(application.query('mail.invitation', { meetingId }, committee.admin)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('how letters leave', () => {
  it('mail ML5 ML7 an address refused for good bounces, one refused for now is tried again, a server that hangs up gets the same letter twice', async () => {
    const here = await open();
    const { committee, peer } = here;
    const { meetingId } = await publishedMeeting(committee);
    let greylisted = true;
    peer.answer = (to) => (to.startsWith('deputy') ? { code: 550, words: '5.1.1 no such user' } : to.startsWith('member') && greylisted ? { code: 451, words: '4.7.1 later' } : null);
    await here.settle();
    const stateOf = async (personId: string) => (await rows(here, meetingId)).find((row) => row.personId === personId);
    expect(await stateOf(committee.deputy.personId)).toMatchObject({ state: 'bounced', problem: 'address_refused', code: '550 5.1.1', tries: 1 });
    expect(await stateOf(committee.member.personId)).toMatchObject({ state: 'queued', problem: 'later', code: '451 4.7.1', tries: 1 });
    expect(peer.taken).toHaveLength(3);
    greylisted = false;
    await tick(here, 2);
    expect(await stateOf(committee.member.personId)).toMatchObject({ state: 'sent', problem: null, tries: 2 });
    takeLetters(peer);
    // Told again by hand: another Message-ID, the same entry.
    peer.dropAfterData = 1;
    await committee.installation.application.execute('mail.send-again', { meetingId, personId: committee.member.personId }, committee.secretary);
    await expect(committee.installation.application.execute('mail.send-again', { meetingId, personId: committee.member.personId }, committee.secretary)).rejects.toMatchObject({ reason: 'mail.waits_already' });
    await here.settle();
    expect(await stateOf(committee.member.personId)).toMatchObject({ state: 'queued', problem: 'cut_off' });
    await tick(here, 5);
    const [first, second] = takeLetters(peer);
    expect(second).toBeDefined();
    expect([second?.messageId, second?.uid, second?.sequence]).toEqual([first?.messageId, first?.uid, first?.sequence]);
    expect(await stateOf(committee.member.personId)).toMatchObject({ state: 'sent', edition: 2 });
  });

  it('mail ML5 begun again after the program ended, a letter keeps its Message-ID, UID and SEQUENCE', async () => {
    const here = await open();
    const { committee, peer } = here;
    const { application } = committee.installation;
    const { meetingId } = await publishedMeeting(committee);
    await here.settle();
    const before = takeLetters(peer);
    // As the program leaves it that ends between the server's word and its own note.
    await application.database.transaction((db) => db.mailMessage.updateMany({ where: { meetingId }, data: { state: 'queued', sentAt: null, dueAt: application.clock.now() } }));
    await tick(here, 1);
    const after = takeLetters(peer);
    expect(after.map(({ to, messageId, uid, sequence }) => [to, messageId, uid, sequence])).toEqual(before.map(({ to, messageId, uid, sequence }) => [to, messageId, uid, sequence]));
    // Who may have it already is told when it is called off.
    await application.database.transaction((db) => db.mailMessage.updateMany({ where: { meetingId }, data: { state: 'queued', sentAt: null } }));
    await application.execute('meetings.cancel', { meetingId, version: await versionOf(here, meetingId), reason: 'Thôi' }, committee.secretary);
    await here.settle();
    expect(takeLetters(peer).map(({ method }) => method)).toEqual(Array(5).fill('CANCEL'));
  });

  it('mail ML6 ML8 without a server letters wait and are shown; what waits when its session is over is dropped with a word', async () => {
    const here = await open({ withServer: false });
    const { committee } = here;
    const { application, clock } = committee.installation;
    const { meetingId } = await publishedMeeting(committee);
    await here.settle();
    await tick(here, 60);
    const log = await application.query('mail.log', { meetingId }, committee.secretary);
    expect(log.hasServer).toBe(false);
    expect(log.letters.map(({ state, tries }) => [state, tries])).toEqual(Array(5).fill(['queued', 0]));
    expect(JSON.stringify(log)).not.toMatch(/@thanhgiang/u);
    await expect(application.query('mail.log', { meetingId }, committee.member)).rejects.toMatchObject({ code: 'forbidden' });
    clock.set('2026-11-26T05:00:01Z');
    await tick(here, 1);
    expect((await rows(here, meetingId)).map(({ state, problem }) => [state, problem])).toEqual(Array(5).fill(['dropped', 'over']));
    expect(await application.query('mail.server', {}, committee.admin)).toMatchObject({ place: null, problem: null, counts: { dropped: 5, queued: 0 } });
  });

  it('mail ML6 ML7 a server that cannot be reached is asked again until it answers, and says so meanwhile; who has no address is named', async () => {
    const here = await open();
    const { committee, peer } = here;
    const { application } = committee.installation;
    await application.database.transaction((db) => db.person.update({ where: { id: committee.member.personId }, data: { email: null } }));
    await peer.close();
    const { meetingId } = await publishedMeeting(committee);
    await here.settle();
    for (let tries = 0; tries < 12; tries += 1) await tick(here, 61);
    const waiting = (await rows(here, meetingId)).filter(({ personId }) => personId !== committee.member.personId);
    expect(waiting.map(({ state, problem }) => [state, problem])).toEqual(Array(4).fill(['queued', 'unreachable']));
    expect(waiting.every(({ tries }) => tries >= 12)).toBe(true);
    expect((await rows(here, meetingId)).find(({ personId }) => personId === committee.member.personId)).toMatchObject({ state: 'failed', problem: 'no_address', tries: 0 });
    expect((await application.query('mail.log', { meetingId }, committee.secretary)).withoutAddress.map(({ personId }) => personId)).toContain(committee.member.personId);
    expect(await application.query('mail.server', {}, committee.admin)).toMatchObject({ problem: { problem: 'unreachable' } });
  });
});

describe('reminders', () => {
  it('mail ML9 each rule once for each person, and not who is there, is absent or has no address', async () => {
    const here = await open();
    const { committee, peer } = here;
    const { application, clock } = committee.installation;
    const { meetingId } = await publishedMeeting(committee);
    await here.settle();
    takeLetters(peer);
    await application.execute('sitting.mark-attendance', { meetingId, marks: [{ personId: committee.deputy.personId, attendance: 'excused', reason: 'Đi công tác' }] }, committee.secretary);
    const round = async (at: string) => {
      clock.set(at);
      await doJob(application, remind);
      await here.settle();
      return takeLetters(peer);
    };
    expect(await round('2026-11-25T00:55:00Z')).toEqual([]);
    const day = await round('2026-11-25T01:00:00Z');
    expect(day.map(({ to, method, subject }) => [to.split('@')[0], method, subject.split(':')[0]])).toEqual(['assistant', 'chair', 'member', 'secretary'].map((who) => [who, null, 'Nhắc lịch họp']));
    expect(await round('2026-11-25T01:05:00Z')).toEqual([]);
    expect(await round('2026-11-25T15:00:00Z')).toEqual([]);
    clock.set('2026-11-26T00:00:00Z');
    await application.execute('sitting.check-in', { meetingId, place: 'room' }, committee.chair);
    expect((await round('2026-11-26T00:01:00Z')).map(({ to }) => to.split('@')[0])).toEqual(['assistant', 'member', 'secretary']);
    expect(await round('2026-11-26T00:30:00Z')).toEqual([]);
  });

  it('mail ML10 when an adjourned sitting goes on, everybody who is to come back is reminded of that time, once by each rule', async () => {
    const here = await open();
    const { committee, peer } = here;
    const { application, clock } = committee.installation;
    const { meetingId } = await publishedMeeting(committee);
    const people = [committee.chair, committee.member, committee.deputy].map(({ personId }) => ({ personId, attendance: 'room' as const }));
    clock.set('2026-11-26T01:00:00Z');
    await application.execute('sitting.mark-attendance', { meetingId, marks: people }, committee.secretary);
    await application.execute('sitting.open-session', { meetingId }, committee.secretary);
    clock.set('2026-11-26T03:00:00Z');
    await application.execute('sitting.adjourn-session', { meetingId, until: '2026-11-30T01:00:00.000Z' }, committee.secretary);
    await here.settle();
    takeLetters(peer);
    const round = async (at: string) => {
      clock.set(at);
      await doJob(application, remind);
      await here.settle();
      return takeLetters(peer);
    };
    expect(await round('2026-11-27T00:55:00Z')).toEqual([]);
    const day = await round('2026-11-27T01:00:00Z');
    expect(day.map(({ to, subject }) => [to.split('@')[0], subject.split(':')[0]])).toEqual(['assistant', 'chair', 'deputy', 'member', 'secretary'].map((who) => [who, 'Nhắc lịch họp']));
    expect(day[0]?.text).toContain('30/11/2026');
    expect(await round('2026-11-27T01:05:00Z')).toEqual([]);
    clock.set('2026-11-30T00:00:00Z');
    await application.execute('sitting.check-in', { meetingId, place: 'room' }, committee.chair);
    expect((await round('2026-11-30T00:01:00Z')).map(({ to }) => to.split('@')[0])).toEqual(['assistant', 'deputy', 'member', 'secretary']);
    expect(await round('2026-11-30T00:30:00Z')).toEqual([]);
  });
});
