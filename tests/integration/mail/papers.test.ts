import { afterEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { remind } from '../../../server/modules/mail/jobs/remind';
import { openPrepared } from '../documents/preparing-unit';
import { doJob } from '../../support/jobs';
import { openPost, takeLetters, type Post } from './post';

let post: Post | null = null;
afterEach(async () => {
  await post?.close();
  post = null;
});

async function open() {
  const here = (post = await openPost());
  const p = await openPrepared({ committee: here.committee });
  const { application, clock } = here.committee.installation;
  const people = { officer: p.officer, leader: p.leader, otherLeader: p.otherLeader, clerkOfUnit: p.clerkOfUnit };
  const nameOf = (to: string): string => Object.entries(people).find(([, { personId }]) => to.startsWith(personId))?.[0] ?? to;
  /** What was told since, and to whom. */
  const told = async () => {
    await here.settle();
    return takeLetters(here.peer).map(({ to, subject, text, method }) => ({ to: nameOf(to), about: subject.split(':')[0] ?? '', text, method }));
  };
  const short = (letters: Awaited<ReturnType<typeof told>>): string[] => letters.map(({ to, about }) => `${to} ${about}`).sort();
  const round = async (at: string): Promise<string[]> => {
    clock.set(at);
    await doJob(application, remind);
    return short(await told());
  };
  return { ...p, told, short, round, application, clock };
}

describe('units that prepare papers', () => {
  it('mail ML12 ML14 a unit is told what it is asked for, its leader what waits, its sender what came back; no letter names item, paper or reason', async () => {
    const p = await open();
    const asked = await p.told();
    expect(p.short(asked)).toEqual(['officer Đề nghị chuẩn bị tài liệu', 'otherLeader Đề nghị chuẩn bị tài liệu']);
    const said = [...asked];
    expect(asked[0]?.text).toContain('Phiên họp thường kỳ, Ủy ban nhân dân tỉnh Thanh Giang');
    expect(asked[0]?.text).toContain('08:00 – 12:00, thứ Năm, 10/12/2026');
    expect(asked[0]?.text).toContain('http://localhost:3000/preparing');
    expect(asked[0]?.method).toBeNull();
    // Another item asked of the same unit on the same day is no second letter.
    const { itemId } = await p.application.execute('agenda.add-item', { meetingId: p.meetingId, kind: 'item', title: 'Nhà ở xã hội', durationMin: 20, preparingUnitId: p.unitId }, p.committee.secretary);
    await p.application.execute('documents.ask-papers', { meetingId: p.meetingId, itemIds: [itemId] }, p.committee.secretary);
    expect(await p.told()).toEqual([]);
    await p.bring('Tờ trình quy hoạch');
    const waits = await p.told();
    expect(p.short(waits)).toEqual(['leader Có tài liệu chờ duyệt']);
    await p.application.execute('documents.return-submission', { ...(await p.seen()), reason: 'Sai số liệu dân số' }, p.leader);
    const back = await p.told();
    expect(p.short(back)).toEqual(['officer Có tài liệu được trả lại']);
    await p.application.execute('documents.remind-unit', { itemId: p.itemId }, p.committee.secretary);
    const reminded = await p.told();
    expect(p.short(reminded)).toEqual(['leader Nhắc chuẩn bị tài liệu', 'officer Nhắc chuẩn bị tài liệu']);
    for (const { text, about } of [...said, ...waits, ...back, ...reminded]) for (const word of ['Quy hoạch', 'quy hoạch', 'ngân sách', 'Nhà ở', 'dân số', 'tháng 11']) expect(`${about} ${text}`).not.toContain(word);
    // The session is a draft all the same: nobody of it was told anything, and what is told of it later begins with the invitation.
    const { version } = await p.application.database.reader.meeting.findUniqueOrThrow({ where: { id: p.meetingId } });
    await p.application.execute('meetings.add-guest', { meetingId: p.meetingId, personId: p.leader.personId }, p.committee.secretary);
    await p.application.execute('meetings.publish', { meetingId: p.meetingId, version }, p.committee.secretary);
    expect((await p.told()).filter(({ to }) => to === 'leader').map(({ about, method }) => [about, method])).toEqual([['Giấy mời', 'REQUEST']]);
    const log = await p.application.query('mail.log', { meetingId: p.meetingId }, p.committee.secretary);
    expect(log.letters.filter(({ kind }) => kind === 'papers').every(({ canSendAgain }) => !canSendAgain)).toBe(true);
  });

  it('mail ML13 it is reminded before its day and after it, by the rules of the body, of what is for it to do, and not in the night', async () => {
    const p = await open();
    await p.told();
    // Due on Thursday, 3 December: two working days before is Tuesday.
    expect(await p.round('2026-12-01T00:55:00Z')).toEqual([]);
    expect(await p.round('2026-12-01T01:00:00Z')).toEqual(['officer Sắp hết hạn gửi tài liệu', 'otherLeader Sắp hết hạn gửi tài liệu']);
    expect(await p.round('2026-12-01T01:05:00Z')).toEqual([]);
    const bringTo = async (who: PersonCaller): Promise<void> => {
      await p.bring('Tờ trình quy hoạch', { by: who });
      await p.application.execute('documents.approve-submission', await p.seen(), p.leader);
      await p.told();
    };
    await bringTo(p.officer);
    // It waits for the office now: the unit has done its part. The other one is late.
    expect(await p.round('2026-12-03T18:00:00Z')).toEqual([]);
    expect(await p.round('2026-12-04T01:00:00Z')).toEqual(['otherLeader Đã quá hạn gửi tài liệu']);
    expect(await p.round('2026-12-07T01:00:00Z')).toEqual([]);
    // Another day is another reminder.
    const { version } = await p.application.database.reader.paperTask.findUniqueOrThrow({ where: { itemId: p.otherItemId } });
    await p.application.execute('documents.extend-deadline', { itemId: p.otherItemId, version, dueOn: '2026-12-08', reason: 'Chờ số liệu' }, p.committee.secretary);
    expect(await p.round('2026-12-07T15:30:00Z')).toEqual([]);
    expect(await p.round('2026-12-08T01:00:00Z')).toEqual(['otherLeader Sắp hết hạn gửi tài liệu']);
  });
});
