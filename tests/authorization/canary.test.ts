import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anonymous, type Caller, type PersonCaller } from '../../server/kernel/actor';
import { modules } from '../../server/modules';
import { openSearched, type Searched } from '../integration/search/searched';
import { createMeeting, item, stagedFile } from '../integration/meetings/committee';
import { textPaper } from '../support/text-paper';
import { addPerson } from '../support/people';
import { startMeetingServer, type MeetingServer, type Tablet } from '../support/meeting-server';
import { arePagesBuilt, pageRoutes, serveInstallation, type ServedInstallation } from '../support/served-installation';
import { MATRIX } from './matrix';
import type { World } from './world';

const TITLE = 'Chimyen';
const TEXT = 'hoangoanh';
const LONG = 240_000;
/** Told within this time after a right ended, ms. */
const SOON_MS = 2_000;

/** A paper kept for one unit, in a session that runs, where it is presented: nobody else finds a word of it anywhere. */
describe('documents D53 a paper that is kept for one unit', () => {
  let s: Searched;
  let server: MeetingServer;
  let served: ServedInstallation | null = null;
  let insider: PersonCaller;
  let itemGuest: PersonCaller;
  let meetingId: string;
  let secret: string;
  let unitId: string;
  let itemIds: string[];
  /** What a department brought for the other item with the same words, and has not had approved. */
  let brought: string;
  let bringer: PersonCaller;
  const app = () => s.installation.application;
  const strangers = (): Record<string, PersonCaller> => ({ member: s.member, deputy: s.deputy, guest: s.guest, itemGuest, otherOfficer: s.otherOfficer, clerk: s.clerk, admin: s.admin, formerMember: s.formerMember });
  /** Of the department: its own file is there for it, and the paper of the other unit is not. */
  const department = (): Record<string, PersonCaller> => ({ bringer });
  const entitled = (): Record<string, PersonCaller> => ({ insider, secretary: s.secretary, chair: s.chair, assistant: s.assistant });
  const leaks = (said: string): boolean => said.toLowerCase().includes(TITLE.toLowerCase()) || said.toLowerCase().includes(TEXT);
  const version = async (): Promise<number> => (await app().query('documents.list', { meetingId }, s.secretary)).documents.find(({ id }) => id === secret)?.version ?? 0;

  beforeAll(async () => {
    s = await openSearched();
    insider = await addPerson(s.installation, 'Mai Thị Vi', [], 'Giám đốc Sở Nội vụ');
    itemGuest = await addPerson(s.installation, 'Tạ Văn Mời', [], 'Chuyên gia');
    unitId = app().ports.ids.next();
    const divisionId = app().ports.ids.next();
    await app().database.transaction(async (db) => {
      await db.orgUnit.create({ data: { id: unitId, name: 'Sở Nội vụ', shortName: 'SNV', kind: 'department', validFrom: '2025-07-01' } });
      await db.orgUnit.create({ data: { id: divisionId, name: 'Phòng Tổ chức', shortName: 'PTC', kind: 'division', parentId: unitId, validFrom: '2025-07-01' } });
      await db.person.update({ where: { id: insider.personId }, data: { unitId: divisionId } });
    });
    meetingId = await createMeeting(s);
    const run = app();
    itemIds = [];
    for (const title of ['Công tác cán bộ', 'Kế hoạch năm']) itemIds.push((await run.execute('agenda.add-item', { meetingId, ...item(title) }, s.secretary)).itemId);
    const [first = '', second = ''] = itemIds;
    await s.attach(meetingId, first, 'Bao cao chung.pdf', ['Báo cáo chung cho mọi người']);
    secret = await s.attach(meetingId, first, `${TITLE}.pdf`, [`Trang một ${TEXT}`, `Trang hai ${TEXT}`]);
    await s.attach(meetingId, second, 'Ke hoach.pdf', ['Kế hoạch năm sau']);
    bringer = await addPerson(s.installation, 'Kiều Anh Dũng', ['officer'], 'Chuyên viên Sở Xây dựng');
    const departmentId = app().ports.ids.next();
    await app().database.transaction(async (db) => {
      await db.orgUnit.create({ data: { id: departmentId, name: 'Sở Xây dựng', shortName: 'SXD', kind: 'department', validFrom: '2025-07-01' } });
      await db.person.update({ where: { id: bringer.personId }, data: { unitId: departmentId } });
    });
    await run.execute('agenda.update-item', { itemId: second, version: 1, ...item('Kế hoạch năm'), preparingUnitId: departmentId }, s.secretary);
    await run.execute('documents.ask-papers', { meetingId, itemIds: [second] }, s.secretary);
    const staged = await stagedFile(s, meetingId, `${TITLE}.pdf`, 1, { by: bringer, bytes: await textPaper([`Bản của sở ${TEXT}`]) });
    brought = (await run.execute('documents.submit-paper', { itemId: second, reason: TEXT, ...staged }, bringer)).submissionId;
    for (const guest of [s.guest, insider]) await run.execute('meetings.add-guest', { meetingId, personId: guest.personId }, s.secretary);
    await run.execute('meetings.add-guest', { meetingId, personId: itemGuest.personId, itemId: second }, s.secretary);
    await run.execute('meetings.publish', { meetingId, version: 1 }, s.secretary);
    // Everybody has seen it before it is kept from them.
    await s.settle();
    for (const who of [s.member, s.deputy]) {
      const { look } = await run.query('meetings.detail', { meetingId }, who);
      if (look?.picture) await run.execute('meetings.record-look', { meetingId, picture: look.picture }, who);
    }
    await app().database.transaction((db) => db.meeting.update({ where: { id: meetingId }, data: { state: 'in_session', openedAt: s.installation.clock.now(), currentItemId: first } }));
    await run.execute('sitting.start-presenting', { meetingId, documentId: secret, page: 1 }, s.secretary);
    server = await startMeetingServer(app());
    if (arePagesBuilt) served = await serveInstallation(app(), s.installation.dataDir);
  }, LONG);
  afterAll(async () => {
    await server.stop();
    await served?.stop();
    await s.end();
  });

  const itemOf = (id: string) => app().database.reader.agendaItem.findUniqueOrThrow({ where: { id } });
  const itemVersion = async (id: string): Promise<number> => (await itemOf(id)).version;
  const unitOf = async (id: string): Promise<string | null> => (await itemOf(id)).preparingUnitId;
  const tablets = new Map<string, Tablet>();

  /** Everybody has it open, then it is kept for one unit: what became of the screens. */
  const keepIt = async () => {
    const here = { member: s.member, deputy: s.deputy, guest: s.guest, insider, secretary: s.secretary };
    for (const [name, person] of Object.entries(here)) tablets.set(name, await server.tablet(person, meetingId));
    await expect.poll(() => [...tablets.values()].every(({ view }) => view?.presentation?.documentId === secret)).toBe(true);
    const before = tablets.get('member')?.view?.sight;
    const began = performance.now();
    await app().execute('documents.set-audience', { documentId: secret, version: await version(), kind: 'named', unitIds: [unitId] }, s.secretary);
    await expect.poll(() => ['member', 'deputy', 'guest'].every((name) => tablets.get(name)?.view?.presentation === null), { timeout: SOON_MS }).toBe(true);
    const tookMs = performance.now() - began;
    const told = { tookMs, before, after: tablets.get('member')?.view?.sight, page: tablets.get('member')?.page ?? null, shown: ['insider', 'secretary'].map((name) => tablets.get(name)?.view?.presentation?.documentId) };
    for (const name of ['member', 'deputy', 'guest']) tablets.get(name)?.views.splice(0, tablets.get(name)?.views.length ?? 0);
    for (const name of ['member', 'deputy', 'guest']) tablets.get(name)?.pages.splice(0, tablets.get(name)?.pages.length ?? 0);
    await s.settle();
    return told;
  };
  let kept: ReturnType<typeof keepIt> | null = null;
  // Whichever test comes first.
  beforeEach(() => (kept ??= keepIt()).then(() => undefined), LONG);

  it('documents D54 is gone from every open screen within two seconds of the word, and stays where it may be seen', async () => {
    const told = await kept;
    expect(told?.tookMs).toBeLessThan(SOON_MS);
    expect(told?.after).not.toBe(told?.before);
    expect(told?.page).toBeNull();
    expect(told?.shown).toEqual([secret, secret]);
  });

  it('documents D53 no live picture and no page that is turned tells of it', { timeout: LONG }, async () => {
    await app().execute('agenda.update-item', { itemId: itemIds[1] ?? '', version: await itemVersion(itemIds[1] ?? ''), ...item('Kế hoạch năm 2027'), preparingUnitId: await unitOf(itemIds[1] ?? '') }, s.secretary);
    const late = await server.tablet(s.member, meetingId);
    const socket = tablets.get('secretary')?.socket;
    expect(await socket?.timeout(5_000).emitWithAck('page:show', { meetingId, documentId: secret, page: 2 })).toMatchObject({ ok: true });
    await expect.poll(() => tablets.get('insider')?.page?.page).toBe(2);
    await expect.poll(() => tablets.get('member')?.view?.items.some(({ title }) => title.includes('2027'))).toBe(true);
    for (const tablet of [tablets.get('member'), tablets.get('deputy'), tablets.get('guest'), late]) {
      const said = JSON.stringify([tablet?.views, tablet?.pages]);
      expect(leaks(said)).toBe(false);
      expect(said).not.toContain(secret);
    }
    expect(JSON.stringify(tablets.get('insider')?.views)).toContain(TITLE);
  });

  /** What every question is asked with: this session wherever a session is asked for. */
  const world = (who: PersonCaller): World => {
    const one = { meetingId, itemId: itemIds[0] ?? '', documentId: secret, questionId: meetingId, guestSeatId: meetingId, itemIds, minutesId: meetingId, officialId: meetingId, verifyCode: 'KHONGCO' };
    const id = app().ports.ids.next();
    const own = { signInId: id, deviceId: id, noticeId: id, heldId: id, sendId: id, jobId: id, exportId: id, carriedId: id, packId: id, delegationId: id, libraryFileId: id };
    return { draft: one, published: one, running: one, closed: one, approved: one, own, bodyId: s.bodyId, unitId, membershipId: id, brought: { forLeaderId: brought, forOfficeId: brought, sha256: '0'.repeat(64) }, linkToken: 'x'.repeat(30), linkRequestId: id, slipBatchId: id, removalId: id, libraryId: id, canary: TITLE, newId: () => id, ids: new Proxy({}, { get: () => who.personId }) } as unknown as World;
  };

  async function answersTo(who: PersonCaller | Caller, person: PersonCaller): Promise<{ name: string; said: string }[]> {
    const answers: { name: string; said: string }[] = [];
    for (const name of modules.flatMap((module) => module.queries.map((query) => query.name as string))) {
      const inputs = [MATRIX[name]?.input(world(person)), ...(name.startsWith('search.find') ? [{ text: TITLE }, { text: TEXT }] : []), ...(name === 'documents.list' || name === 'agenda.list' ? [{ meetingId, as: s.secretary.personId }, { meetingId, for: insider.personId }] : []), ...(['documents.open', 'documents.file', 'documents.pictures'].includes(name) ? [{ documentId: secret, version: 1, for: insider.personId }] : [])];
      for (const input of inputs) {
        const answer = await app().query(name as never, input as never, who as never).then((said: unknown) => said, (error: { code?: string; reason?: string; params?: unknown }) => ({ code: error.code, reason: error.reason, params: error.params }));
        // Asked with its own words a search says them again.
        answers.push({ name, said: JSON.stringify(name.startsWith('search.find') ? { ...(answer as object), text: null } : answer) });
      }
    }
    return answers;
  }

  it('no question, whoever of the others asks, is answered with a word of it', { timeout: LONG }, async () => {
    for (const [name, who] of [...Object.entries(strangers()), ['screen', s.member]] as const) {
      const caller = name === 'screen' ? anonymous('10.0.0.9', { id: app().ports.ids.next(), meetingId }) : who;
      const said = await answersTo(caller, who);
      expect(said.filter((one) => leaks(one.said)).map((one) => one.name), name).toEqual([]);
    }
    // The department is told of its own file where it asks for it, and nowhere else.
    for (const [name, who] of Object.entries(department())) expect((await answersTo(who, who)).filter((one) => leaks(one.said)).map((one) => one.name), name).toEqual(['documents.submission-file']);
    for (const [name, who] of Object.entries(entitled())) expect((await answersTo(who, who)).filter((one) => leaks(one.said)).map((one) => one.name), name).toEqual(expect.arrayContaining(['documents.list', 'documents.open', 'packs.numbers', 'search.find', 'sitting.live-snapshot']));
  });

  it('to the others it is not there: file, pages, pictures, text, marks, numbers and places alike', { timeout: LONG }, async () => {
    const asked = [
      ['documents.open', { documentId: secret }], ['documents.file', { documentId: secret }], ['documents.file', { documentId: secret, version: 1 }], ['documents.original', { documentId: secret, version: 1 }], ['documents.pictures', { documentId: secret, version: 1 }], ['documents.picture', { documentId: secret, version: 1, page: 1 }],
      ['documents.submission-file', { submissionId: brought }], ['documents.task', { itemId: itemIds[1] ?? '' }], ['annotations.reading', { documentId: secret }], ['annotations.carried', { documentId: secret }], ['packs.run', { documentId: secret }],
    ] as const;
    for (const [name, input] of asked) for (const [role, who] of Object.entries(strangers())) await expect(app().query(name, input as never, who), `${name} ${role}`).rejects.toMatchObject({ code: 'not_found' });
    for (const [role, who] of Object.entries(strangers())) {
      await expect(app().execute('documents.save-place', { documentId: secret, deviceId: app().ports.ids.next(), page: 1, offset: 0, zoom: 1 }, who), role).rejects.toMatchObject({ code: 'not_found' });
      expect(await app().query('annotations.ink-access', { personId: who.personId, inkId: secret }, { kind: 'system', name: 'test' }), role).toBeNull();
    }
    expect(await app().query('annotations.ink-access', { personId: insider.personId, inkId: secret }, { kind: 'system', name: 'test' })).toMatchObject({ canRead: true });
  });

  it('is not counted for the others, nor told as withdrawn, and its numbers are a gap', { timeout: LONG }, async () => {
    const [theirs, mine] = [await app().query('meetings.detail', { meetingId }, s.member), await app().query('meetings.detail', { meetingId }, insider)];
    expect([theirs.counts.documents, mine.counts.documents]).toEqual([2, 3]);
    expect(theirs.look?.changes.map(({ kind }) => kind) ?? []).not.toContain('paper_withdrawn');
    const uses = async (who: PersonCaller) => (await app().query('agenda.list', { meetingId }, who)).items.map(({ use }) => use.documents);
    expect([await uses(s.member), await uses(insider)]).toEqual([[1, 1], [2, 1]]);
    const numbers = async (who: PersonCaller) => (await app().query('packs.numbers', { meetingId }, who)).map(({ first, count }) => [first, count]);
    expect([await numbers(s.member), await numbers(insider)]).toEqual([[[1, 1], [4, 1]], [[1, 1], [2, 2], [4, 1]]]);
    expect((await app().query('metrics.meeting', { meetingId }, s.member)).paper.documents).toHaveLength(2);
  });

  it('a pack is made of what its reader sees, and that of others is none of theirs', { timeout: LONG }, async () => {
    const request = async (who: PersonCaller) => (await app().execute('packs.request', { meetingId, large: false, part: null, forId: null }, who)).packId;
    const [theirs, mine] = [await request(s.member), await request(insider)];
    const order = async (packId: string) => JSON.stringify(await app().query('packs.order', { packId }, { kind: 'system', name: 'test' }));
    expect(leaks(await order(theirs))).toBe(false);
    expect(await order(theirs)).toContain('2–3');
    expect(leaks(await order(mine))).toBe(true);
    await expect(app().query('packs.file', { packId: mine }, s.member)).rejects.toMatchObject({ code: 'gone' });
    await expect(app().execute('packs.request', { meetingId, large: false, part: { documentId: secret, from: 1, to: 1 }, forId: null }, s.member)).rejects.toMatchObject({ reason: 'packs.no_such_pages' });
  });

  it.skipIf(!arePagesBuilt)('no page and no address of the server says a word of it to the others', { timeout: LONG }, async () => {
    if (!served) throw new Error('nothing is served');
    const routes = (await pageRoutes({ meetingId, documentId: secret, personId: insider.personId, token: 'khong-co', code: 'KHONG-CO', removalId: secret, itemId: itemIds[1] ?? '' })).filter(({ hasPage, hasLoader }) => hasPage || hasLoader);
    const dataOf = (address: string): string => (address === '/?index' ? '/_root.data' : address.replace(/(\?index)?$/u, '.data'));
    const files = [`/files/submissions/${brought}`, `/preparing/${itemIds[1] ?? ''}`, `/preparing/${itemIds[1] ?? ''}.data`, '/preparing', `/files/documents/${secret}/1`, `/files/documents/${secret}/1/pages/1`, `/files/documents/${secret}/1/original`, `/search?text=${TITLE}`, `/search?text=${TEXT}`, `/search.data?text=${TEXT}`, `/meetings/${meetingId}?as=${insider.personId}`, `/meetings/${meetingId}/agenda?as=${insider.personId}`];
    const targets = [...new Set([...routes.flatMap(({ address }) => [address, dataOf(address)]), ...files])];
    expect(targets.length).toBeGreaterThan(60);
    const found = async (who: PersonCaller): Promise<string[]> => {
      const cookie = await server.cookieOf(who);
      const told: string[] = [];
      for (const target of targets) {
        const answer = await (served as ServedInstallation).ask(target, { headers: { cookie }, redirect: 'manual' });
        const body = Buffer.from(await answer.arrayBuffer());
        // What was asked stands in the field of the search again.
        const said = `${body.toString('utf8')} ${JSON.stringify([...answer.headers])}`.replaceAll(target, '').replaceAll(encodeURIComponent(target), '');
        const isQuestion = target.startsWith('/search');
        if (isQuestion ? said.includes('Trang một') || said.includes(`${TITLE}.pdf`) || said.includes(secret) : leaks(said)) told.push(target);
        if (target.startsWith('/files/') && answer.status === 200) told.push(`${target} is given`);
      }
      return told;
    };
    for (const [name, who] of Object.entries(strangers())) expect(await found(who), name).toEqual([]);
    expect((await found(insider)).length).toBeGreaterThan(3);
  });

  it('the archive of a person has no name for a paper that is kept from them', async () => {
    const named = async (ownerId: string) => (await app().query('exports.ink-papers', { inkIds: [secret], ownerId }, { kind: 'system', name: 'test' })).map(({ title }) => title);
    expect(await named(s.member.personId)).toEqual(['']);
    expect(leaks((await named(insider.personId)).join())).toBe(true);
  });
});
