import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { system } from '../../../server/kernel/actor';
import type { OpenedApplication } from '../../../server/application';
import { createRehearsalHall, LONGEST_MS, type RehearsalHall } from '../../../server/rehearsal/hall';
import { ask, TEST_ENGINE } from '../../support/installation';
import { assemble, type Assembly } from '../sitting/assembly';

let room: Assembly;
let hall: RehearsalHall;
const begin = (who = room.secretary) => room.execute('rehearsals.begin', { meetingId: room.meetingId }, who);
const end = (who = room.secretary) => room.execute('rehearsals.end', { meetingId: room.meetingId }, who);
const state = (who = room.secretary) => room.query('rehearsals.state', { meetingId: room.meetingId }, who);

async function inside(): Promise<{ there: OpenedApplication; copyId: string }> {
  const { rehearsalId, copyId } = await room.query('rehearsals.seat', { meetingId: room.meetingId }, room.secretary);
  const there = hall.inside(rehearsalId);
  if (!there) throw new Error('no rehearsal runs');
  return { there, copyId };
}

/** Every row of every table, asked past the program. */
async function everything(): Promise<Map<string, string[]>> {
  const { dataDir } = room.installation;
  const names = await ask<{ name: string }>(dataDir, TEST_ENGINE === 'sqlite' ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'SearchIndex%'" : 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()');
  const rows = new Map<string, string[]>();
  for (const { name } of names) rows.set(name, (await ask(dataDir, `SELECT * FROM "${name}"`)).map((row) => JSON.stringify(row)).sort());
  return rows;
}

const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !/lock|-wal$|-shm$/u.test(name)).sort();

beforeEach(async () => {
  hall = createRehearsalHall({ origin: 'http://localhost:3000', isShared: false, serve: async () => ({ server: createServer(), stop: () => Promise.resolve() }), onFault: (message) => { throw new Error(message); } });
  room = await assemble({ rehearsals: hall });
  hall.attach(room.installation.application, room.installation.dataDir);
  const bytes = Buffer.from('%PDF-1.7 tờ trình');
  const blob = await room.installation.application.ports.blobs.put((async function* () { yield bytes; })());
  await room.installation.application.database.transaction((db) => db.documentVersion.create({ data: { id: room.installation.application.ports.ids.next(), documentId: room.papers.first, number: 1, blobKey: blob.key, sha256: blob.sha256, size: blob.size, pages: 24, fileName: 'to-trinh.pdf', facts: '{"signed":false}', uploadedById: room.secretary.personId, createdAt: new Date('2026-11-19T01:00:00Z') } }));
});
afterEach(async () => {
  await hall.stop();
  await room.close();
});

describe('a rehearsal', () => {
  it('rehearsals RH3 leaves every table, file and mark as it was, but for the two entries of the log, on either engine', { timeout: 240_000 }, async () => {
    const { dataDir } = room.installation;
    const [before, files] = [await everything(), filesIn(dataDir)];
    await begin();
    const { there, copyId } = await inside();
    expect(existsSync(path.join(dataDir, 'rehearsals'))).toBe(true);
    // The whole of a sitting, by the commands of a sitting.
    const agenda = await there.query('agenda.list', { meetingId: copyId }, room.secretary);
    const item = agenda.items.find(({ kind }) => kind === 'item')?.id ?? '';
    await there.execute('sitting.mark-attendance', { meetingId: copyId, marks: room.members.map(({ personId }) => ({ personId, attendance: 'room' as const })) }, room.secretary);
    await there.execute('sitting.open-session', { meetingId: copyId }, room.chair);
    await there.execute('sitting.start-item', { meetingId: copyId, itemId: item, currentItemId: null }, room.chair);
    const [, member] = room.members;
    if (!member) throw new Error('nobody sits there');
    await there.execute('floor.request-floor', { meetingId: copyId, itemId: item, kind: 'speech', topic: 'Thử', minutes: 3 }, member);
    for (const mode of ['open', 'secret'] as const) {
      const { questionId } = await there.execute('voting.create-question', { meetingId: copyId, itemId: item, text: 'Thử biểu quyết?', mode }, room.secretary);
      await there.execute('voting.open-question', { meetingId: copyId, questionId, way: 'tablets' }, room.chair);
      if (mode === 'open') await there.execute('voting.cast-ballot', { meetingId: copyId, questionId, choice: 'for' }, member);
      if (mode === 'open') await there.execute('voting.close-question', { meetingId: copyId, questionId }, room.chair);
    }
    const papers = await there.query('documents.list', { meetingId: copyId }, member);
    const paper = papers.documents.find(({ version }) => version !== null);
    if (!paper) throw new Error('the papers did not come along');
    const { blobKey: key, sha256, size } = await there.query('documents.file', { documentId: paper.id }, member);
    expect((await buffer(await there.blobs.open({ key, sha256, size }))).toString()).toContain('tờ trình');
    await there.execute('sitting.start-presenting', { meetingId: copyId, documentId: paper.id, page: 1 }, room.chair);
    expect((await there.query('sitting.live-snapshot', { meetingId: copyId }, member)).view).toMatchObject({ meeting: { state: 'in_session' } });
    await end();
    const after = await everything();
    const added = (after.get('AuditEntry') ?? []).filter((row) => !before.get('AuditEntry')?.includes(row)).map((row) => JSON.parse(row) as { action: string; actorId: string; details: string });
    expect(added.map(({ action, actorId, details }) => [action, actorId, details])).toEqual([['rehearsals.begin', room.secretary.personId, '{}'], ['rehearsals.end', room.secretary.personId, '{}']]);
    before.delete('AuditEntry');
    after.delete('AuditEntry');
    expect([...after]).toEqual([...before]);
    expect(filesIn(dataDir)).toEqual(files);
    expect(hall.isHere).toBe(true);
    expect((await state()).running).toBeNull();
  });

  it('rehearsals RH1 is begun by whoever runs the session, once, and entered by whoever has a seat', async () => {
    const [, member = room.stranger] = room.members;
    await expect(begin(member)).rejects.toMatchObject({ code: 'forbidden', reason: 'rehearsals.officers_only' });
    await expect(room.query('rehearsals.seat', { meetingId: room.meetingId }, member)).rejects.toMatchObject({ reason: 'rehearsals.none' });
    await expect(end()).rejects.toMatchObject({ reason: 'rehearsals.none' });
    await begin();
    await expect(begin(room.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'rehearsals.running' });
    expect(await state(member)).toMatchObject({ running: { begunBy: 'Đàm Thị Ngọc Ước' }, door: null, can: { begin: false, end: false, enter: true } });
    await expect(room.query('rehearsals.seat', { meetingId: room.meetingId }, room.stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(room.query('rehearsals.seat', { meetingId: room.meetingId }, room.clerk)).rejects.toMatchObject({ code: 'not_found' });
    await expect(end(member)).rejects.toMatchObject({ code: 'forbidden' });
    // As themselves, with their own seat; nobody who has none.
    const { rehearsalId, personId } = await room.query('rehearsals.seat', { meetingId: room.meetingId }, member);
    const token = await hall.enter(rehearsalId, personId, 'a tablet');
    const { there } = await inside();
    expect(await there.query('identity.resolve-sign-in', { token }, system('transport'))).toMatchObject({ personId: member.personId });
    await expect(hall.enter(rehearsalId, room.stranger.personId, '')).rejects.toMatchObject({ code: 'not_found' });
    // In it, nobody begins another one.
    const { copyId } = await inside();
    await expect(there.execute('rehearsals.begin', { meetingId: copyId }, room.secretary)).rejects.toMatchObject({ reason: 'rehearsals.not_here' });
  });

  it('rehearsals RH2 has the people, agenda and questions of the session under ids of its own, begins now, and holds no way to reach or sign in anybody', async () => {
    const { application, clock } = room.installation;
    await application.database.transaction((db) => db.person.update({ where: { id: room.chair.personId }, data: { email: 'chu.tich@thanhgiang.example', phone: '0912', userName: 'chu.tich', passwordHash: 'x' } }));
    await begin();
    const { there, copyId } = await inside();
    expect(copyId).not.toBe(room.meetingId);
    const detail = await there.query('meetings.detail', { meetingId: copyId }, room.chair);
    expect(detail.meeting).toMatchObject({ state: 'published', title: 'Diễn tập: Phiên họp thường kỳ tháng 11 năm 2026', startsAt: new Date(Math.floor(clock.now().getTime() / 60_000) * 60_000) });
    expect(detail.meeting.endsAt.getTime() - detail.meeting.startsAt.getTime()).toBe(4 * 3_600_000);
    expect(detail.attendees).toHaveLength(25);
    const people = await there.database.reader.person.findMany({ take: 100 });
    expect(people.filter(({ email, phone, userName, passwordHash }) => email ?? phone ?? userName ?? passwordHash)).toEqual([]);
    expect(people.map(({ id }) => id)).not.toContain(room.stranger.personId);
    const ids = new Set([...Object.values(room.items), ...Object.values(room.papers), room.meetingId]);
    const rows = await there.query('agenda.list', { meetingId: copyId }, room.chair);
    expect(rows.items.filter(({ id }) => ids.has(id))).toEqual([]);
    // Tablets keep what they keep under the same key.
    const key = (of: Pick<OpenedApplication, 'query'>) => of.query('identity.device-key', {}, room.chair);
    expect(await key(there)).toEqual(await key(application));
  });

  it('rehearsals RH4 ends when the session is opened, and what a killed program left is deleted', async () => {
    expect(LONGEST_MS).toBe(14_400_000);
    await begin();
    await room.seatMembers(21);
    await room.execute('sitting.open-session', { meetingId: room.meetingId }, room.chair);
    await expect.poll(() => hall.of(room.meetingId)).toBeNull();
    await expect(begin()).rejects.toMatchObject({ code: 'conflict', reason: 'state.meeting' });
    const { dataDir, application } = room.installation;
    await expect.poll(async () => (await application.database.reader.auditEntry.findMany({ where: { action: 'rehearsals.end' }, take: 2 })).map(({ actorName }) => actorName)).toEqual(['system:rehearsals']);
    const left = path.join(dataDir, 'rehearsals', 'r-left');
    await import('node:fs/promises').then((fs) => fs.mkdir(left, { recursive: true }));
    writeFileSync(path.join(left, 'phien.sqlite'), createHash('sha256').update(readFileSync(path.join(dataDir, 'installation.json'))).digest());
    hall.attach(application, dataDir);
    expect(existsSync(path.join(dataDir, 'rehearsals'))).toBe(false);
  });
});
