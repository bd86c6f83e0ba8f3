import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { system, type PersonCaller } from '../../../server/kernel/actor';
import { encodeOp, type InkOp } from '../../../server/shared/protocol/ink';
import { adoptedId } from '../../../server/shared/rules/adopted-ink';
import { mayAppend } from '../../../server/modules/annotations';
import { newUuid } from '../../support/ink-samples';
import { addPerson } from '../../support/people';
import { FACTS } from '../../authorization/world';
import { assemble, type Assembly } from '../sitting/assembly';

const gateway = system('gateway');
let all: Assembly;
let leader: PersonCaller;
let helper: PersonCaller;
let documentId: string;

const day = (days: number): string => new Date(all.installation.application.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
const give = (who: PersonCaller = leader, to: PersonCaller = helper, from = day(0), until = day(30)) => all.execute('delegations.give', { assistantId: to.personId, fromDay: from, toDay: until }, who);
const open = (who: PersonCaller = helper, forId = leader.personId, paper = documentId) => all.execute('annotations.open-prepared', { documentId: paper, for: forId }, who);
const rights = (who: PersonCaller, inkId: string) => all.query('annotations.ink-access', { personId: who.personId, inkId }, gateway);
const hidden = { code: 'not_found' };
const app = () => all.installation.application;
const inDatabase = <T>(work: Parameters<ReturnType<typeof app>['database']['transaction']>[0]) => app().database.transaction(work) as Promise<T>;

beforeEach(async () => {
  all = await assemble();
  documentId = all.papers.first;
  const member = all.members[2];
  if (!member) throw new Error('the assembly has members');
  leader = member;
  helper = await addPerson(all.installation, 'Vũ Thị Thu Hà', ['officer']);
  const { unitId } = await app().database.reader.body.findFirstOrThrow();
  await inDatabase((db) => db.person.updateMany({ where: { id: { in: [leader.personId, helper.personId] } }, data: { unitId } }));
  const { ids, clock } = app().ports;
  const version = { id: ids.next(), number: 1, blobKey: ids.next(), sha256: '0'.repeat(64), size: 1, pages: 1, fileName: 'bao-cao.pdf', facts: JSON.stringify(FACTS), documentId, uploadedById: all.secretary.personId, createdAt: clock.now() };
  await inDatabase((db) => db.documentVersion.create({ data: version }));
});
afterEach(() => all.close());

describe('what somebody prepares for a leader', () => {
  it('annotations K20 has a stream of its own, which who prepares adds to and the leader reads and takes away from; nobody else knows of it', async () => {
    await give();
    const { inkId, leaderName } = await open();
    expect(leaderName).toBe(leader.fullName);
    expect((await open()).inkId).toBe(inkId);
    expect(await rights(helper, inkId)).toMatchObject({ canRead: true, canShare: false, canPresent: false, onlyErases: false, ownerId: leader.personId, isDelegated: true });
    expect(await rights(leader, inkId)).toMatchObject({ canRead: true, canShare: false, onlyErases: true, ownerId: leader.personId, isDelegated: false });
    for (const other of [all.chair, all.secretary, all.admin, all.stranger, all.guest]) expect(await rights(other, inkId)).toBeNull();
    const kinds = ['stroke', 'highlight', 'note', 'erase', 'restore'] as const;
    const asLeader = await rights(leader, inkId);
    const asHelper = await rights(helper, inkId);
    if (!asLeader || !asHelper) throw new Error('both have rights');
    expect(kinds.filter((kind) => mayAppend(asLeader, 'private', kind))).toEqual(['erase', 'restore']);
    expect(kinds.filter((kind) => mayAppend(asHelper, 'private', kind))).toEqual([...kinds]);
    expect(kinds.filter((kind) => mayAppend(asHelper, 'shared', kind) || mayAppend(asLeader, 'shared', kind))).toEqual([]);
  });

  it('annotations K21 the streams of the paper itself, the private one of the leader among them, are not given to who prepares', async () => {
    await give();
    await open();
    expect(await rights(helper, documentId)).toBeNull();
    await expect(all.query('annotations.reading', { documentId }, helper)).rejects.toMatchObject(hidden);
    await expect(all.query('annotations.carried', { documentId }, helper)).rejects.toMatchObject(hidden);
    await expect(all.query('annotations.prepared', { documentId }, helper)).rejects.toMatchObject(hidden);
    await expect(all.execute('documents.save-place', { documentId, deviceId: newUuid(), page: 1, offset: 0, zoom: 1 }, helper)).rejects.toMatchObject(hidden);
  });

  it('annotations K21 once preparing is over the leader keeps what was prepared, and who prepared it has nothing', async () => {
    const { delegationId } = await give();
    const { inkId } = await open();
    await all.execute('delegations.end', { delegationId }, leader);
    expect(await rights(helper, inkId)).toBeNull();
    await expect(open()).rejects.toMatchObject(hidden);
    expect(await rights(leader, inkId)).toMatchObject({ canRead: true, onlyErases: true });
    expect((await all.query('annotations.prepared', { documentId }, leader)).by).toEqual([{ inkId, name: helper.fullName, key: expect.stringMatching(/^[0-9a-f]{12}$/u) as string, asks: [] }]);
    expect((await all.query('annotations.prepared', { documentId }, all.secretary)).by).toEqual([]);
  });

  it('annotations K22 what is adopted has an id that follows from the prepared mark and a key of its stream, and leads back to it', () => {
    const [id, key, other] = [newUuid(), '0123456789ab', '0123456789ac'];
    expect(adoptedId(id, key)).not.toBe(id);
    expect(adoptedId(adoptedId(id, key), key)).toBe(id);
    expect(adoptedId(adoptedId(id, key), other)).not.toBe(id);
    expect(new Set(Array.from({ length: 200 }, newUuid).flatMap((one) => [one, adoptedId(one, key)])).size).toBe(400);
  });

  it('annotations K22 who prepared a mark is not told the key, and finds no id taken that follows from the mark alone', async () => {
    await give();
    const opened = await open();
    const { inkId } = opened;
    const mark = (opId: string, docId: string) => ({ docId, layer: 'private' as const, opId, authorId: leader.personId, body: encodeOp({ kind: 'note', page: 0, color: 3, x: 10, y: 10, text: 'Hỏi lại số liệu' }), targets: [] });
    const id = newUuid();
    await app().ink.append([mark(id, inkId)]);
    const [stream] = (await all.query('annotations.prepared', { documentId }, leader)).by;
    const key = stream?.key ?? '';
    expect(key).toMatch(/^[0-9a-f]{12}$/u);
    expect((await app().ink.append([mark(adoptedId(id, key), documentId)])).map(({ outcome }) => outcome)).toEqual(['committed']);
    const told = JSON.stringify([opened, await all.query('annotations.carried', { documentId, for: leader.personId }, helper), await rights(helper, inkId), await all.query('documents.open', { documentId, for: leader.personId }, helper)]);
    expect(told).not.toContain(key);
    // Each digit of the id changed by each bit: the rule of a stream without a key would be among them.
    const near = [...id].flatMap((digit, at) => (digit === '-' ? [] : [1, 2, 4, 8].map((bit) => id.slice(0, at) + (parseInt(digit, 16) ^ bit).toString(16) + id.slice(at + 1))));
    expect(near).toHaveLength(128);
    expect(new Set((await app().ink.append(near.map((one) => mark(one, inkId)))).map(({ outcome }) => outcome))).toEqual(new Set(['committed']));
    expect((await app().ink.append([mark(adoptedId(id, key), inkId)])).map(({ outcome }) => outcome)).toEqual(['conflict']);
  });

  it('annotations K24 what was prepared goes with the private marks of its leader, and never with the account of who prepared it', async () => {
    await give();
    const { inkId } = await open();
    const op: InkOp = { kind: 'note', page: 0, color: 3, x: 10, y: 10, text: 'Hỏi lại số liệu' };
    await app().ink.append([{ docId: inkId, layer: 'private', opId: newUuid(), authorId: leader.personId, body: encodeOp(op), targets: [] }]);
    expect(await app().ink.privateStreams({ owner: helper.personId }, { limit: 10 })).toEqual([]);
    expect((await app().ink.privateStreams({ owner: leader.personId }, { limit: 10 })).map(({ docId }) => docId)).toEqual([inkId]);
  });

  it('exports E18 the archive of a person names who prepared the marks that lie apart from the own ones', async () => {
    await give();
    const { inkId } = await open();
    const papers = await all.query('exports.ink-papers', { inkIds: [documentId, inkId], ownerId: leader.personId }, gateway);
    expect(papers).toMatchObject([{ inkId: documentId, version: 1, preparedBy: undefined }, { inkId, documentId, version: 1, preparedBy: helper.fullName }]);
  });
});

describe('who prepares for whom', () => {
  it('delegations DG1 are given from the own account to somebody of the agency, for a year at most and once for a day', async () => {
    await give();
    await expect(give()).rejects.toMatchObject({ code: 'conflict', reason: 'delegations.already' });
    await expect(give(leader, leader)).rejects.toMatchObject({ reason: 'delegations.not_oneself' });
    await expect(give(leader, all.stranger)).rejects.toMatchObject({ reason: 'delegations.not_of_agency' });
    await expect(give(leader, all.admin)).rejects.toMatchObject({ reason: 'delegations.not_of_agency' });
    await expect(give(all.admin)).rejects.toMatchObject({ code: 'forbidden', reason: 'delegations.no_papers' });
    await expect(give(leader, helper, day(40), day(39))).rejects.toMatchObject({ reason: 'delegations.ends_before' });
    await expect(give(leader, helper, day(-9), day(-1))).rejects.toMatchObject({ reason: 'delegations.ends_before' });
    await expect(give(leader, helper, day(40), day(500))).rejects.toMatchObject({ reason: 'delegations.too_long' });
    await give(leader, helper, day(40), day(50));
    const { unitId } = await app().database.reader.body.findFirstOrThrow();
    const more = await Promise.all(Array.from({ length: 5 }, (_, index) => addPerson(all.installation, `Người Thứ ${index}`, [])));
    await inDatabase((db) => db.person.updateMany({ where: { id: { in: more.map(({ personId }) => personId) } }, data: { unitId } }));
    for (const one of more.slice(0, 4)) await give(leader, one);
    await expect(give(leader, more[4])).rejects.toMatchObject({ reason: 'delegations.too_many', params: { most: 5 } });
    expect((await all.query('delegations.people', {}, leader)).map(({ personId }) => personId)).toEqual(expect.arrayContaining([helper.personId]));
    expect(await all.query('delegations.people', {}, all.admin)).toEqual([]);
  });

  it('delegations DG2 hold from day to day, end at once by either side, and with the work for one agency', async () => {
    const { delegationId } = await give(leader, helper, day(1), day(2));
    await expect(open()).rejects.toMatchObject(hidden);
    all.installation.clock.advance(86_400_000);
    const { inkId } = await open();
    await expect(all.execute('delegations.end', { delegationId }, all.chair)).rejects.toMatchObject(hidden);
    all.installation.clock.advance(2 * 86_400_000);
    expect(await rights(helper, inkId)).toBeNull();
    const again = await give();
    expect(await rights(helper, inkId)).not.toBeNull();
    await all.execute('delegations.end', { delegationId: again.delegationId }, helper);
    expect(await rights(helper, inkId)).toBeNull();
    await give();
    await inDatabase((db) => db.person.update({ where: { id: helper.personId }, data: { unitId: null } }));
    expect(await rights(helper, inkId)).toBeNull();
    expect((await all.query('delegations.mine', {}, leader)).given.map(({ state }) => state)).toEqual(['now', 'over', 'over']);
    expect((await all.query('delegations.mine', {}, helper)).received).toHaveLength(3);
  });

  it('delegations DG3 the papers of the leader’s sessions are there as the leader sees them, and no others', async () => {
    await give();
    const about = { meetingId: all.meetingId, for: leader.personId };
    const papers = async () => (await all.query('documents.list', about, helper)).documents.map(({ id }) => id);
    expect(await papers()).toEqual((await all.query('documents.list', { meetingId: all.meetingId }, leader)).documents.map(({ id }) => id));
    expect((await all.query('meetings.prepared-for', { for: leader.personId }, helper)).coming.concat((await all.query('meetings.prepared-for', { for: leader.personId }, helper)).past).map(({ id }) => id)).toContain(all.meetingId);
    const { documents } = await all.query('documents.list', { meetingId: all.meetingId }, all.secretary);
    await all.execute('documents.set-audience', { documentId, version: documents.find(({ id }) => id === documentId)?.version ?? 0, kind: 'named', personIds: [all.chair.personId] }, all.secretary);
    expect(await papers()).not.toContain(documentId);
    for (const [name, input] of [['documents.file', { documentId, version: 1 }], ['documents.open', { documentId }], ['documents.pictures', { documentId, version: 1 }], ['documents.scan-words', { documentId, version: 1, page: 1 }]] as const) {
      await expect(all.query(name, { ...input, for: leader.personId } as never, helper), name).rejects.toMatchObject(hidden);
    }
    await expect(open()).rejects.toMatchObject(hidden);
    // Of another leader, of nobody, and for a stranger there is nothing.
    for (const [who, forId] of [[helper, all.chair.personId], [helper, newUuid()], [all.stranger, leader.personId], [all.secretary, leader.personId], [leader, helper.personId]] as const) {
      await expect(all.query('documents.list', { meetingId: all.meetingId, for: forId }, who)).rejects.toMatchObject(hidden);
    }
  });

  it('documents D86 an office of the leader outside the session gives who prepares nothing', async () => {
    await give(leader, helper);
    const { meetingId } = all;
    await inDatabase((db) => db.attendee.deleteMany({ where: { meetingId, personId: leader.personId } }));
    await inDatabase((db) => db.globalRole.create({ data: { personId: leader.personId, role: 'clerk' } }));
    await inDatabase((db) => db.meeting.update({ where: { id: meetingId }, data: { state: 'closed' } }));
    await expect(all.query('documents.list', { meetingId, for: leader.personId }, helper)).rejects.toMatchObject(hidden);
  });

  it('documents D87 who prepares leaves no place, and sees none of the leader’s', async () => {
    await give();
    await all.execute('documents.save-place', { documentId, deviceId: newUuid(), page: 1, offset: 0, zoom: 1 }, leader);
    const seen = await all.query('documents.open', { documentId, for: leader.personId }, helper);
    expect(seen).toMatchObject({ place: null, seat: null, can: { run: false } });
    expect(seen.papers.every(({ mine }) => mine === null)).toBe(true);
    expect((await all.query('documents.list', { meetingId: all.meetingId, for: leader.personId }, helper)).documents.every(({ mine, isNew }) => mine === null && !isNew)).toBe(true);
  });

  it('delegations DG4 nothing is done in the leader’s name', async () => {
    await give();
    for (const [name, input] of [['sitting.check-in', { meetingId: all.meetingId, form: 'room' }], ['floor.request-floor', { meetingId: all.meetingId, itemId: all.items.first, topic: '', minutes: 3 }], ['meetings.answer', { meetingId: all.meetingId, kind: 'comes' }], ['positions.declare', { meetingId: all.meetingId, itemId: all.items.first, kind: 'consent', seen: 0 }]] as const) {
      await expect(all.execute(name as never, input as never, helper as never), name).rejects.toMatchObject({ code: expect.stringMatching(/^(not_found|invalid)$/u) as string });
    }
    await expect(all.query('sitting.live-snapshot', { meetingId: all.meetingId }, helper)).rejects.toMatchObject(hidden);
  });

  it('delegations DG5 each paper opened for somebody leaves an entry that names both', async () => {
    const { delegationId } = await give();
    await open();
    await all.execute('delegations.end', { delegationId }, leader);
    const entries = await app().database.reader.auditEntry.findMany({ where: { action: { in: ['delegations.give', 'annotations.open-prepared', 'delegations.end'] } }, orderBy: { seq: 'asc' } });
    expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([['delegations.give', leader.personId], ['annotations.open-prepared', helper.personId], ['delegations.end', leader.personId]]);
    expect(JSON.parse(entries[1]?.details ?? '{}')).toMatchObject({ for: leader.personId, version: 1 });
  });
});
