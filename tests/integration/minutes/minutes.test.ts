import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeMinutes } from '../../../server/modules/minutes';
import { differences } from '../../../server/shared/rules/written-minutes';
import { approvedMinutes, closedAssembly, reasonOf, write, type ClosedAssembly } from './session';

/** A paragraph that somebody puts in. */
const HAND = 'hand:00000000-0000-4000-8000-000000000001';

let all: ClosedAssembly;
const draftIn = (of: ClosedAssembly) => of.execute('minutes.draft', { meetingId: of.meetingId }, of.secretary);
const editorOf = (of: ClosedAssembly, caller = of.secretary) => of.query('minutes.editor', { meetingId: of.meetingId }, caller);

async function paragraphs(of: ClosedAssembly): Promise<{ id: string; text: string }[]> {
  const { minutes } = await editorOf(of);
  return (minutes?.paragraphs ?? []).map(({ id, text }) => ({ id, text }));
}

describe('minutes of a closed session', () => {
  beforeEach(async () => {
    all = await closedAssembly();
    return () => all.close();
  });

  it('minutes N1 the draft tells what was recorded: times, attendance, absences, votes with their rule, conclusions, what was put off', async () => {
    await draftIn(all);
    const text = new Map((await paragraphs(all)).map((one) => [one.id, one.text]));
    expect(text.get('start')).toBe('Thời gian bắt đầu: 08 giờ 02 phút, ngày 26 tháng 11 năm 2026.');
    expect(text.get('attendance:members')).toBe('1. Thành viên UBND tỉnh: có mặt 19/21 đồng chí (19 trực tiếp, 0 trực tuyến) – có danh sách kèm theo.');
    expect(text.get('attendance:absent')).toMatch(/^2\. Vắng mặt: 2 đồng chí, gồm: .*công tác; .*công tác, cử Hàn Thị Lưu, .* dự thay \(người dự thay không có mặt\)\.$/);
    expect(text.get(`vote:${all.questionId}`)).toContain('tán thành 17/21 thành viên (81,0%); không tán thành 1; không biểu quyết 1; không tham gia 2. Ủy ban nhân dân tỉnh thông qua.');
    expect(text.get(`item:${all.items.first}:presentation`)).toBe('2. Trình bày: ');
    expect(text.get(`item:${all.items.first}:conclusion`)).toMatch(/Kết luận của Chủ tọa: Thống nhất; giao Sở Tài chính/);
    expect(text.get(`item:${all.items.second}:postponed`)).toContain('được hoãn lại');
    expect(text.get('closing')).toContain('kết thúc vào 11 giờ 47 phút, ngày 26 tháng 11 năm 2026./.');
    expect(await reasonOf(draftIn(all))).toBe('conflict/minutes.already_drafted');
  });

  it('minutes N1 N2 late arrivals and early departures are told with their times and joined to their events', async () => {
    const { database } = all.installation.application;
    const early = all.members[4];
    const [, second] = all.members.slice(17);
    if (!early || !second) throw new Error('the assembly is too small');
    // The session of the assembly is closed; it goes on in the afternoon, because the time of the installation never goes back.
    await database.transaction(async (db) => {
      await db.meeting.update({ where: { id: all.meetingId }, data: { state: 'in_session', closedAt: null } });
    });
    all.installation.clock.set('2026-11-26T13:20:00+07:00');
    const mark = (personId: string, attendance: 'unknown' | 'room') => all.execute('sitting.mark-attendance', { meetingId: all.meetingId, marks: [{ personId, attendance }] }, all.secretary);
    await mark(second.personId, 'unknown');
    await mark(second.personId, 'room');
    const out = all.members[6];
    if (!out) throw new Error('the assembly is too small');
    await all.execute('sitting.leave', { meetingId: all.meetingId, personId: out.personId }, all.secretary);
    all.installation.clock.set('2026-11-26T13:50:00+07:00');
    await mark(out.personId, 'room');
    all.installation.clock.set('2026-11-26T14:40:00+07:00');
    await all.execute('sitting.leave', { meetingId: all.meetingId, personId: early.personId }, all.secretary);
    await all.execute('sitting.leave', { meetingId: all.meetingId, personId: all.guest.personId }, all.secretary).catch(() => undefined);
    all.installation.clock.set('2026-11-26T15:47:00+07:00');
    await all.execute('sitting.close-session', { meetingId: all.meetingId, postponeRest: true }, all.chair);
    await draftIn(all);
    const text = new Map((await paragraphs(all)).map((one) => [one.id, one.text]));
    expect(text.get('attendance:late')).toContain(`3. Đến sau giờ khai mạc: 1 đồng chí, gồm: ${second.fullName}`);
    expect(text.get('attendance:late')).toContain('(lúc 13 giờ 20)');
    expect(text.get('attendance:left')).toContain(`${early.fullName}`);
    expect(text.get('attendance:left')).toContain('(từ 14 giờ 40)');
    expect(text.get('attendance:away')).toContain(`${out.fullName}, Chức vụ 7 (từ 13 giờ 20 đến 13 giờ 50)`);
    expect(text.get('attendance:left')).not.toContain(`${out.fullName},`);
    expect(text.get('attendance:guests')).toMatch(/^6\. /);
    const { minutes } = await editorOf(all);
    const events = minutes?.events.filter(({ kind }) => ['came_late', 'left', 'went_out', 'came_back'].includes(kind)) ?? [];
    expect(events.map(({ kind, person, paragraphIds }) => [kind, person, paragraphIds])).toEqual([
      ['came_late', second.fullName, ['attendance:late']],
      ['went_out', out.fullName, ['attendance:away']],
      ['came_back', out.fullName, ['attendance:away']],
      ['left', early.fullName, ['attendance:left']],
    ]);
    expect(text.get(`item:${all.items.first}:time`)).toBe('1. Thời gian: từ 08 giờ 09 đến 08 giờ 46.');
  });

  it('minutes N1 only those who write the minutes make the draft, and not before closing', async () => {
    expect(await reasonOf(all.execute('minutes.draft', { meetingId: all.meetingId }, all.chair))).toBe('forbidden/minutes.secretary_only');
    expect(await reasonOf(all.execute('minutes.draft', { meetingId: all.meetingId }, all.stranger))).toBe('not_found/not_found');
    await all.installation.application.database.transaction((db) => db.meeting.update({ where: { id: all.meetingId }, data: { state: 'in_session' } }));
    expect(await reasonOf(draftIn(all))).toBe('conflict/state.meeting');
  });

  it('minutes N2 a sentence is joined to its event and shown as changed when its wording differs', async () => {
    const { minutesId } = await draftIn(all);
    const before = await paragraphs(all);
    const edited = before.map((one) => (one.id === `vote:${all.questionId}` ? { ...one, text: one.text.replace('17/21', '18/21') } : one));
    await write(all, minutesId, [...edited, { id: HAND, text: 'Viết thêm.' }], all.secretary);
    const { minutes } = await editorOf(all);
    const closed = minutes?.events.find(({ kind }) => kind === 'vote_closed');
    expect(closed).toMatchObject({ votes: { for: 17, against: 1, abstain: 1 }, passed: true, paragraphIds: [`vote:${all.questionId}`] });
    const vote = minutes?.paragraphs.find(({ id }) => id === `vote:${all.questionId}`);
    expect(vote?.recorded).toContain('17/21');
    expect(minutes?.paragraphs.filter(({ recorded }) => recorded !== null)).toHaveLength(1);
    expect(minutes?.paragraphs.find(({ id }) => id === HAND)).toMatchObject({ source: 'hand', recorded: null });
    expect(minutes?.events.map(({ kind }) => kind)).toEqual(['opened', 'item_started', 'vote_opened', 'vote_closed', 'concluded', 'item_ended', 'postponed', 'postponed', 'closed']);
  });

  it('minutes N3 what the form needs stays: labels, headings, order', async () => {
    const { minutesId } = await draftIn(all);
    const before = await paragraphs(all);
    const attempt = (next: { id: string; text: string }[]) => write(all, minutesId, next, all.secretary);
    expect(await reasonOf(attempt(before.filter(({ id }) => id !== 'closing')))).toBe('invalid/minutes.paragraph_needed');
    expect(await reasonOf(attempt(before.map((one) => (one.id === 'place' ? { ...one, text: 'Ở đâu đó' } : one))))).toBe('invalid/minutes.label_needed');
    expect(await reasonOf(attempt(before.map((one) => (one.id === 'heading:course' ? { ...one, text: 'II. TIẾN TRÌNH' } : one))))).toBe('invalid/minutes.paragraph_fixed');
    await attempt([...before].reverse());
    expect(await paragraphs(all)).toEqual(before);
    await attempt(before.filter(({ id }) => id !== 'opening'));
    expect((await paragraphs(all)).some(({ id }) => id === 'opening')).toBe(false);
  });

  it('minutes N4 what is kept within ten minutes is one version, whoever wrote in it, and every version stays', async () => {
    const { minutesId } = await draftIn(all);
    const before = await paragraphs(all);
    const keep = async (text: string, who = all.secretary): Promise<void> => {
      await write(all, minutesId, before.map((one) => (one.id === 'conclusion' ? { ...one, text } : one)), who);
      await all.execute('minutes.save', { minutesId }, who);
    };
    for (const [text, who] of [['M', all.secretary], ['Mộ', all.assistant], ['Một', all.secretary], ['Một câu.', all.assistant]] as const) {
      all.installation.clock.advance(20_000);
      await keep(text, who);
    }
    all.installation.clock.advance(11 * 60_000);
    await keep('Một câu nữa.');
    await keep('Bản của chuyên viên.', all.assistant);
    const kept = await all.installation.application.database.reader.minutesRevision.findMany({ where: { minutesId }, orderBy: { number: 'asc' } });
    expect(kept.map(({ action }) => action)).toEqual(['draft', 'save', 'save', 'save']);
    for (const [number, text] of [[1, 'Một câu.'], [2, 'Một câu nữa.'], [3, 'Bản của chuyên viên.']] as const) expect(kept[number]?.content).toContain(text);
    expect((await editorOf(all)).minutes?.version).toBe(1);
  });

  it('minutes N9 N46 what one writer took out of the words of another is seen by the writers’ tablets alone', async () => {
    const { minutesId, version } = await draftIn(all);
    const before = await paragraphs(all);
    const reading = (text: string) => before.map((one) => (one.id === 'conclusion' ? { ...one, text } : one));
    await write(all, minutesId, reading('Ghi nhầm chỗ khác. Thống nhất.'), all.secretary);
    await write(all, minutesId, reading('Thống nhất.'), all.assistant);
    expect(JSON.stringify((await editorOf(all)).minutes?.writing)).toContain('Ghi nhầm');
    await all.execute('minutes.submit', { minutesId, version }, all.secretary);
    const seen = (await editorOf(all, all.chair)).minutes?.writing;
    expect(JSON.stringify(seen)).not.toContain('Ghi nhầm');
    const [one] = differences(seen?.text ?? { blocks: [] });
    expect([one?.by, one?.inserted]).toEqual([all.secretary.personId, 'Thống nhất.']);
    await all.execute('minutes.settle-differences', { minutesId, version: version + 1, verdict: 'take', one: { id: one?.id ?? '', stretches: one?.stretches ?? [] } }, all.chair);
    expect(differences((await editorOf(all, all.chair)).minutes?.writing?.text ?? { blocks: [] })).toEqual([]);
  });

  it('minutes N39 what would be put behind very much is not gone through: its writer reads the text anew; what one person does meanwhile is', async () => {
    const { minutesId } = await draftIn(all);
    const { database, ports } = all.installation.application;
    const others = JSON.stringify(Array.from({ length: 200 }, (_step, index) => ({ kind: index % 2 === 0 ? 'remove' : 'restore', id: 'opening' })));
    await database.transaction(async (db) => {
      for (let seq = 1; seq <= 300; seq += 1) await db.minutesEdit.create({ data: { opId: ports.ids.next(), minutesId, seq, authorId: all.assistant.personId, at: ports.clock.now(), steps: others } });
    });
    /** So many letters behind those that are there. */
    const writes = (count: number, { base, there }: { base: number; there: number }) => {
      const steps = Array.from({ length: count }, (_step, index) => ({ kind: 'text' as const, id: 'conclusion', change: [...(there + index === 0 ? [] : [there + index]), 'M'] }));
      return database.transaction((db) => writeMinutes(db, { minutesId, opId: ports.ids.next(), base, steps }, { caller: all.secretary, now: ports.clock.now() }));
    };
    expect(await reasonOf(writes(200, { base: 0, there: 0 }))).toBe('conflict/minutes.far_behind');
    expect(await writes(1, { base: 295, there: 0 })).toMatchObject({ seq: 301 });
    expect(await writes(199, { base: 301, there: 1 })).toMatchObject({ seq: 302 });
    expect((await editorOf(all)).minutes?.paragraphs.find(({ id }) => id === 'conclusion')?.text).toBe('M'.repeat(200));
  });

  it('minutes N5 the chair returns with remarks, the secretary submits again', async () => {
    const { minutesId, version } = await draftIn(all);
    expect(await reasonOf(all.execute('minutes.approve', { minutesId, version }, all.chair))).toBe('not_found/not_found');
    const submitted = await all.execute('minutes.submit', { minutesId, version }, all.secretary);
    expect(await reasonOf(all.execute('minutes.return', { minutesId, version: submitted.version, remarks: 'Sửa mục 2.' }, all.secretary))).toBe('forbidden/minutes.chair_only');
    const returned = await all.execute('minutes.return', { minutesId, version: submitted.version, remarks: 'Ghi rõ ý kiến Sở Tài chính.' }, all.chair);
    expect((await editorOf(all)).minutes).toMatchObject({ state: 'returned', remarks: 'Ghi rõ ý kiến Sở Tài chính.' });
    const again = await all.execute('minutes.submit', { minutesId, version: returned.version }, all.secretary);
    expect((await editorOf(all, all.chair)).can).toMatchObject({ decide: true, edit: false });
    await expect(all.execute('minutes.approve', { minutesId, version: again.version }, all.chair)).resolves.toMatchObject({ number: 1, notation: 'BB-UBND' });
  });

  it('minutes N6 N8 approval freezes: nobody changes the text any more, and the file is a PDF/A with its fields', async () => {
    const { minutesId, officialId } = await approvedMinutes(all);
    const { minutes } = await editorOf(all);
    expect(minutes).toMatchObject({ state: 'approved', number: '01/BB-UBND', file: { revision: 0 } });
    expect(minutes?.frozenSha256).toMatch(/^[0-9a-f]{64}$/);
    const again = (await paragraphs(all)).map((one) => (one.id === 'conclusion' ? { ...one, text: `${one.text} Thêm.` } : one)).filter(({ id }) => id !== 'opening');
    const attempts = [
      () => all.execute('minutes.save', { minutesId }, all.secretary),
      () => write(all, minutesId, again, all.secretary),
      () => all.execute('minutes.submit', { minutesId, version: minutes?.version ?? 0 }, all.secretary),
      () => all.execute('minutes.return', { minutesId, version: minutes?.version ?? 0, remarks: 'Sửa lại.' }, all.chair),
      () => all.execute('minutes.approve', { minutesId, version: minutes?.version ?? 0 }, all.chair),
    ];
    for (const attempt of attempts) expect(await reasonOf(attempt())).toBe('conflict/state.minutes');
    const stored = await all.query('records.file', { officialId, revision: 0 }, all.guest);
    expect(stored.fileName).toBe('Biên bản 01-BB-UBND.pdf');
    expect(await all.installation.application.ports.blobs.check({ ...stored, key: stored.blobKey })).toBe('sound');
  });

  it('minutes N7 records G19 the next number of the year, or a given free one; the register is never changed', async () => {
    const { minutesId, version } = await draftIn(all);
    const { version: next } = await all.execute('minutes.submit', { minutesId, version }, all.secretary);
    await expect(all.execute('minutes.approve', { minutesId, version: next, number: 10 }, all.chair)).resolves.toMatchObject({ number: 10 });
    const { database, ports } = all.installation.application;
    const meeting = await database.reader.meeting.findUniqueOrThrow({ where: { id: all.meetingId } });
    const otherId = ports.ids.next();
    await database.transaction(async (db) => {
      await db.meeting.create({ data: { ...meeting, id: otherId } });
      const seats = await db.attendee.findMany({ where: { meetingId: all.meetingId } });
      await db.attendee.createMany({ data: seats.map((seat) => ({ ...seat, id: ports.ids.next(), meetingId: otherId })) });
    });
    const other = await all.execute('minutes.draft', { meetingId: otherId }, all.secretary);
    const submitted = await all.execute('minutes.submit', other, all.secretary);
    const approve = (number?: number) => all.execute('minutes.approve', { minutesId: other.minutesId, version: submitted.version, number }, all.chair);
    expect(await reasonOf(approve(10))).toBe('conflict/records.number_taken');
    await expect(approve()).resolves.toMatchObject({ number: 11 });
    expect((await database.reader.registerEntry.findMany({ orderBy: { number: 'asc' } })).map(({ kind, year, number }) => [kind, year, number])).toEqual([['minutes', 2026, 10], ['minutes', 2026, 11]]);
    await expect(database.transaction((db) => db.registerEntry.updateMany({ data: { number: 12 } }))).rejects.toThrow();
    await expect(database.transaction((db) => db.registerEntry.deleteMany({}))).rejects.toThrow();
  });

  it('minutes N9 drafts are for those who write them; approved minutes for the session and the clerks', async () => {
    const { minutesId, version } = await draftIn(all);
    expect(await reasonOf(editorOf(all, all.chair))).toBe('not_found/not_found');
    expect((await all.query('minutes.view', { meetingId: all.meetingId }, all.guest)).minutes).toBeNull();
    expect(await reasonOf(all.query('minutes.view', { meetingId: all.meetingId }, all.stranger))).toBe('not_found/not_found');
    expect(await reasonOf(editorOf(all, all.guest))).toBe('not_found/not_found');
    const submitted = await all.execute('minutes.submit', { minutesId, version }, all.secretary);
    expect((await editorOf(all, all.chair)).minutes?.state).toBe('submitted');
    expect(await reasonOf(editorOf(all, all.clerk))).toBe('not_found/not_found');
    await all.execute('minutes.approve', { minutesId, version: submitted.version }, all.chair);
    expect((await all.query('minutes.view', { meetingId: all.meetingId }, all.guest)).minutes?.number).toBe('01/BB-UBND');
    expect((await editorOf(all, all.clerk)).minutes?.state).toBe('approved');
    expect(await reasonOf(editorOf(all, all.guest))).toBe('forbidden/minutes.writers_only');
  });

  it('minutes N10 what waits for whom', async () => {
    const waiting = async (who = all.secretary) => (await all.query('minutes.tasks', {}, who)).tasks.map(({ kind }) => kind);
    expect(await waiting()).toEqual(['draft']);
    expect(await waiting(all.assistant)).toEqual([]);
    const { minutesId, version } = await draftIn(all);
    expect(await waiting()).toEqual(['continue']);
    const submitted = await all.execute('minutes.submit', { minutesId, version }, all.secretary);
    expect([await waiting(), await waiting(all.chair)]).toEqual([[], ['approve']]);
    const returned = await all.execute('minutes.return', { minutesId, version: submitted.version, remarks: 'Sửa lại.' }, all.chair);
    expect([await waiting(), await waiting(all.chair)]).toEqual([['returned'], []]);
    const again = await all.execute('minutes.submit', { minutesId, version: returned.version }, all.secretary);
    await all.execute('minutes.approve', { minutesId, version: again.version }, all.chair);
    expect([await waiting(), await waiting(all.chair), await waiting(all.clerk)]).toEqual([['sign'], [], []]);
  });
});

describe('a verification code', () => {
  beforeAll(async () => {
    all = await closedAssembly();
  });
  afterAll(() => all.close());

  it('minutes N11 tells number and state, never the content', async () => {
    const { verifyCode } = await approvedMinutes(all);
    expect(verifyCode).toMatch(/^[A-HJ-NP-Z2-9]{12}$/);
    const answer = await all.query('records.by-code', { code: verifyCode.toLowerCase() }, { kind: 'anonymous' });
    expect(answer).toMatchObject({ number: '01/BB-UBND', state: 'approved', isFinal: false, file: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string } });
    expect(answer.signatures.map(({ role, state }) => [role, state])).toEqual([['secretary', 'due'], ['chair', 'waiting'], ['seal', 'waiting']]);
    expect(JSON.stringify(answer)).not.toContain('Kết luận');
    expect(await reasonOf(all.query('records.by-code', { code: 'AAAAAAAAAAAA' }, { kind: 'anonymous' }))).toBe('not_found/not_found');
  });
});
