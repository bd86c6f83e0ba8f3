import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous, type PersonCaller } from '../../../server/kernel/actor';
import { modules, OPEN_TO_PASSES } from '../../../server/modules';
import { doorsIn, plainText } from './pass-words';
import { createMeeting, item, openCommittee, publishedMeeting, stagedFile, type Committee } from '../meetings/committee';
import { openPost, takeLetters } from '../mail/post';

const TRANSPORT = { kind: 'system', name: 'transport' } as const;
const DAY = '2026-11-26T00:30:00Z';
const someone = anonymous('10.0.0.7');

let committee: Committee;
beforeEach(async () => void (committee = await openCommittee()));
afterEach(() => committee.installation.close());
const app = () => committee.installation.application;

interface House {
  meetingId: string;
  items: { first: string; second: string };
  papers: { first: string; second: string };
  seatId: string;
  guestId: string;
}

/** A published session of two items with a paper each; a guest by name is asked to the second. */
async function prepared(): Promise<House> {
  const { secretary } = committee;
  const meetingId = await createMeeting(committee);
  const add = async (title: string) => (await app().execute('agenda.add-item', { meetingId, ...item(title) }, secretary)).itemId;
  const items = { first: await add('Tình hình kinh tế'), second: await add('Chuyển đổi số') };
  const attach = async (itemId: string, name: string) => (await app().execute('documents.attach', { meetingId, itemId, ...(await stagedFile(committee, meetingId, `${name}.pdf`, 2)) }, secretary)).documentId;
  const papers = { first: await attach(items.first, 'Báo cáo một'), second: await attach(items.second, 'Báo cáo hai') };
  const { seatId, personId } = await app().execute('meetings.add-guest', { meetingId, fullName: 'Ông Vừ A Sính', position: 'Chủ tịch xã', itemId: items.second }, secretary);
  const { version } = await app().database.reader.meeting.findUniqueOrThrow({ where: { id: meetingId } });
  await app().execute('meetings.publish', { meetingId, version }, secretary);
  return { meetingId, items, papers, seatId, guestId: personId };
}

const tokenOf = (url: string): string => url.split('/pass/')[1] ?? '';
async function printed(meetingId: string): Promise<string> {
  const { passes } = await app().execute('guests.issue-passes', { meetingId }, committee.secretary);
  return tokenOf(passes[0]?.url ?? '');
}

/** As the transport makes a caller of the cookie. */
async function callerBy(token: string): Promise<PersonCaller | null> {
  const signIn = await app().query('identity.resolve-sign-in', { token }, TRANSPORT);
  return signIn && { kind: 'person', personId: signIn.personId, signInId: signIn.signInId, fullName: signIn.fullName, roles: signIn.roles, ...(signIn.only ? { only: signIn.only } : {}) };
}
async function enter(token: string): Promise<PersonCaller> {
  const caller = await callerBy((await app().execute('guests.redeem-pass', { token }, someone)).token);
  if (!caller) throw new Error('the pass let nobody in');
  return caller;
}
const reasonOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: { reason?: string }) => error.reason ?? String(error));
const seatOf = (seatId: string) => app().database.reader.attendee.findUniqueOrThrow({ where: { id: seatId } });
const startItem = async (meetingId: string, itemId: string, seenItemId: string | null) => app().execute('sitting.start-item', { meetingId, itemId, currentItemId: seenItemId }, committee.chair);
async function openSession(meetingId: string): Promise<void> {
  for (const who of [committee.chair, committee.deputy, committee.member]) await app().execute('sitting.check-in', { meetingId, place: 'room' }, who);
  await app().execute('sitting.open-session', { meetingId }, committee.chair);
}

describe('a pass', () => {
  it('guests G1 G3 G6 shows whom it is for and changes nothing; one tap notes the guest as present and lets in; its code is stored nowhere', async () => {
    const { meetingId, seatId, guestId } = await prepared();
    const token = await printed(meetingId);
    expect(Buffer.from(token, 'base64url')).toHaveLength(16);
    committee.installation.clock.set(DAY);
    const before = await seatOf(seatId);
    for (let look = 0; look < 3; look += 1) expect(await app().query('guests.pass', { token }, someone)).toMatchObject({ fullName: 'Ông Vừ A Sính', isPresent: false, opensAt: null });
    expect(await seatOf(seatId)).toEqual(before);
    const caller = await enter(token);
    expect(caller).toMatchObject({ personId: guestId, roles: [], only: { meetingId } });
    const { checkedInAt, attendance } = await seatOf(seatId);
    expect([attendance, checkedInAt?.toISOString()]).toEqual(['room', new Date(DAY).toISOString()]);
    committee.installation.clock.advance(60_000);
    await enter(token);
    expect((await seatOf(seatId)).checkedInAt).toEqual(checkedInAt);
    expect((await app().query('guests.passes', { meetingId }, committee.secretary)).guests[0]).toMatchObject({ printed: true, sent: false });
    expect(await plainText(app().database.reader)).not.toContain(token);
    const entries = await app().database.reader.auditEntry.findMany({ where: { action: { startsWith: 'guests.' } } });
    expect(entries.map(({ action }) => action)).toEqual(['guests.issue-passes', 'guests.redeem-pass', 'guests.redeem-pass']);
  });

  it('guests G4 early, taken back, printed anew, of a session that is over, and none at all: each refused in its own words', async () => {
    const { meetingId, seatId } = await prepared();
    const old = await printed(meetingId);
    expect(await reasonOf(app().execute('guests.redeem-pass', { token: old }, someone))).toBe('guests.pass_early');
    const token = await printed(meetingId);
    committee.installation.clock.set(DAY);
    expect(await reasonOf(app().execute('guests.redeem-pass', { token: old }, someone))).toBe('guests.pass_revoked');
    expect(await reasonOf(app().execute('guests.redeem-pass', { token: `${token.slice(0, -2)}AA` }, someone))).toBe('guests.pass_unknown');
    const caller = await enter(token);
    await app().execute('guests.revoke-passes', { meetingId, seatId }, committee.secretary);
    expect(await callerBy(caller.signInId)).toBeNull();
    expect(await app().database.reader.signIn.findMany({ where: { meetingId } })).toEqual([]);
    expect(await reasonOf(app().execute('guests.redeem-pass', { token }, someone))).toBe('guests.pass_revoked');
    const last = await printed(meetingId);
    await openSession(meetingId);
    await app().execute('sitting.close-session', { meetingId, postponeRest: true }, committee.chair);
    expect(await reasonOf(app().query('guests.pass', { token: last }, someone))).toBe('guests.pass_over');
    expect(await reasonOf(app().execute('guests.redeem-pass', { token: last }, someone))).toBe('guests.pass_over');
    expect(await reasonOf(app().execute('guests.issue-passes', { meetingId }, committee.secretary))).toBe('state.meeting');
  });

  it('guests G4 codes that are none are counted like wrong passwords, and an address that tries many waits; others do not', async () => {
    const { meetingId } = await prepared();
    const token = await printed(meetingId);
    committee.installation.clock.set(DAY);
    const guess = (ip: string) => reasonOf(app().query('guests.pass', { token: 'khong-phai-ma-nao' }, anonymous(ip)));
    for (let tries = 0; tries < 30; tries += 1) expect(await guess('10.9.9.9')).toBe('guests.pass_unknown');
    expect(await guess('10.9.9.9')).toBe('identity.wait');
    expect(await reasonOf(app().execute('guests.redeem-pass', { token }, anonymous('10.9.9.9')))).toBe('identity.wait');
    expect(await reasonOf(app().execute('guests.redeem-pass', { token }, someone))).toBe('done');
    expect(JSON.stringify(app().tallies.drain())).toContain('pass 10.9.9.9');
  });

  it('guests G2 ends with its seat, when the session is called off, and at closing, with what came in by it', async () => {
    const following = app().followHistory();
    const first = await prepared();
    const token = await printed(first.meetingId);
    await app().execute('meetings.remove-attendee', { meetingId: first.meetingId, seatId: first.seatId }, committee.secretary);
    committee.installation.clock.set(DAY);
    expect(await reasonOf(app().execute('guests.redeem-pass', { token }, someone))).toBe('guests.pass_revoked');
    await app().execute('meetings.add-guest', { meetingId: first.meetingId, personId: committee.guest.personId }, committee.secretary);
    expect(await reasonOf(app().execute('guests.redeem-pass', { token }, someone))).toBe('guests.pass_revoked');
    const other = await printed(first.meetingId);
    const caller = await enter(other);
    await openSession(first.meetingId);
    await app().execute('sitting.close-session', { meetingId: first.meetingId, postponeRest: true }, committee.chair);
    // At once, before anything has followed.
    expect(await reasonOf(app().query('guests.session', { meetingId: first.meetingId }, caller))).toBe('not_found');
    await following.settled();
    expect(await app().database.reader.signIn.count({ where: { meetingId: first.meetingId } })).toBe(0);
    expect(await app().database.reader.guestPass.count({ where: { meetingId: first.meetingId, revokedAt: null } })).toBe(0);
  });
});

describe('what a pass opens', () => {
  it('guests G5 meetings M60 the papers of the guest’s item while it runs, and nothing else ever', async () => {
    const { meetingId, items, papers } = await prepared();
    const token = await printed(meetingId);
    committee.installation.clock.set(DAY);
    const caller = await enter(token);
    const shown = async () => (await app().query('guests.session', { meetingId }, caller)).papers.map(({ id }) => id);
    const opens = (documentId: string) => reasonOf(app().query('documents.file', { documentId, version: 1 }, caller));
    expect(await shown()).toEqual([]);
    expect(await opens(papers.second)).toBe('not_found');
    await openSession(meetingId);
    await startItem(meetingId, items.first, null);
    expect([await shown(), await opens(papers.first), await opens(papers.second)]).toEqual([[], 'not_found', 'not_found']);
    await startItem(meetingId, items.second, items.first);
    expect([await shown(), await opens(papers.first), await opens(papers.second)]).toEqual([[papers.second], 'not_found', 'done']);
    await app().execute('sitting.end-item', { meetingId, itemId: items.second }, committee.chair);
    expect([await shown(), await opens(papers.second)]).toEqual([[], 'not_found']);
  });

  it('guests G5 identity I51 every other command and question is refused, what is new as well', async () => {
    const { meetingId } = await prepared();
    const token = await printed(meetingId);
    committee.installation.clock.set(DAY);
    const caller = await enter(token);
    const names = doorsIn(modules);
    expect(names.commands.length + names.queries.length).toBeGreaterThan(150);
    const open: string[] = [];
    for (const name of names.commands) if ((await reasonOf(app().execute(name as never, {} as never, caller))) !== 'pass.only_own_session') open.push(name);
    for (const name of names.queries) if ((await reasonOf(app().query(name as never, {} as never, caller))) !== 'pass.only_own_session') open.push(name);
    expect(open.sort()).toEqual([...OPEN_TO_PASSES].sort());
  });

  it('meetings M60 identity I50 I51 a guest with an account, an office and other sessions has by the pass this session alone, and no roles', async () => {
    const { meetingId } = await prepared();
    const { meetingId: other } = await publishedMeeting(committee);
    const { secretary, otherOfficer } = committee;
    for (const id of [meetingId, other]) await app().execute('meetings.add-guest', { meetingId: id, personId: otherOfficer.personId }, secretary);
    await app().database.transaction((db) => db.person.update({ where: { id: otherOfficer.personId }, data: { status: 'active' } }));
    const { passes } = await app().execute('guests.issue-passes', { meetingId }, secretary);
    const token = tokenOf(passes.find(({ fullName }) => fullName === otherOfficer.fullName)?.url ?? '');
    committee.installation.clock.set(DAY);
    const caller = await enter(token);
    expect(caller.roles).toEqual([]);
    expect(await reasonOf(app().query('guests.session', { meetingId: other }, otherOfficer))).toBe('done');
    expect(await reasonOf(app().query('guests.session', { meetingId: other }, caller))).toBe('not_found');
    expect(await reasonOf(app().query('guests.session', { meetingId }, caller))).toBe('done');
    // Their own sign-ins stand beside it, and signing out everywhere by the pass ends the pass's alone.
    await app().database.transaction((db) => db.signIn.create({ data: { id: otherOfficer.signInId, tokenHash: 'own', personId: otherOfficer.personId, createdAt: new Date(DAY), lastSeenAt: new Date(DAY), expiresAt: new Date('2026-11-27T00:00:00Z'), beganRun: app().clock.monotonic(), seenRun: app().clock.monotonic() } }));
    await app().execute('identity.sign-out', { everywhere: true }, caller);
    expect((await app().database.reader.signIn.findMany({ where: { personId: otherOfficer.personId } })).map(({ id }) => id)).toEqual([otherOfficer.signInId]);
    for (let browser = 0; browser < 4; browser += 1) await enter(token);
    expect(await app().database.reader.signIn.count({ where: { personId: otherOfficer.personId, meetingId } })).toBe(3);
    await app().database.transaction((db) => db.person.update({ where: { id: otherOfficer.personId }, data: { status: 'blocked' } }));
    const { token: blocked } = await app().execute('guests.redeem-pass', { token }, someone);
    expect(await callerBy(blocked)).toBeNull();
  });

  it('guests G2 mail ML1 a guest’s letter brings a pass; tried again it ends none, sent anew it ends those sent before', async () => {
    const post = await openPost();
    try {
      const { application, clock } = post.committee.installation;
      const { meetingId } = await publishedMeeting(post.committee);
      await application.execute('meetings.add-guest', { meetingId, personId: post.committee.guest.personId }, post.committee.secretary);
      post.peer.answer = (to) => (to.startsWith('guest') ? { code: 451, words: '4.7.1 later' } : null);
      await post.settle();
      post.peer.answer = () => null;
      clock.advance(120_000);
      await application.execute('mail.line-up', {}, { kind: 'system', name: 'test' });
      await post.settle();
      const codeOf = () => /\/pass\/([\w-]+)/u.exec(takeLetters(post.peer).find(({ to }) => to.startsWith('guest'))?.text ?? '')?.[1] ?? '';
      const first = codeOf();
      expect(first).not.toBe('');
      expect(await application.database.reader.guestPass.count({ where: { meetingId, revokedAt: null } })).toBe(2);
      await application.execute('mail.send-again', { meetingId, personId: post.committee.guest.personId }, post.committee.secretary);
      await post.settle();
      const second = codeOf();
      clock.set(DAY);
      expect(await reasonOf(application.query('guests.pass', { token: first }, someone))).toBe('guests.pass_revoked');
      expect(await reasonOf(application.query('guests.pass', { token: second }, someone))).toBe('done');
    } finally {
      await post.close();
    }
  });
});

describe('the own address', () => {
  it('identity I52 is set by its person, checked for its form, and shown to nobody who prepares a session', async () => {
    const { member, secretary } = committee;
    const { meetingId } = await publishedMeeting(committee);
    expect(await reasonOf(app().execute('identity.set-email', { email: 'khong phai' }, member))).toBe('input.invalid');
    await app().execute('identity.set-email', { email: 'thac@thanhgiang.example' }, member);
    expect(await app().query('identity.own-email', {}, member)).toEqual({ email: 'thac@thanhgiang.example' });
    const log = await app().query('mail.log', { meetingId }, secretary);
    expect(log.withoutAddress.map(({ personId }) => personId)).not.toContain(member.personId);
    expect(log.withoutAddress.map(({ personId }) => personId)).toContain(secretary.personId);
    expect(JSON.stringify([log, await app().query('meetings.detail', { meetingId }, secretary), await plainText(app().database.reader)])).not.toContain('thac@');
    await app().execute('identity.set-email', { email: null }, member);
    expect(await app().query('identity.own-email', {}, member)).toEqual({ email: null });
  });
});
