import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMarkCarrier } from '../../../server/adapters/pdf/carry';
import { system, type PersonCaller } from '../../../server/kernel/actor';
import type { Consumers } from '../../../server/kernel/consumers';
import type { MarkCarrier } from '../../../server/kernel/ports/mark-carrier';
import { decodeOp, type InkOp } from '../../../server/shared/protocol/ink';
import { adoptedId } from '../../../server/shared/rules/adopted-ink';
import { bundleChildren } from '../../support/bundled-child';
import { highlight, noteAt, paperOf, pending, SENTENCES, topOfMark, underline } from '../../support/carried-papers';
import { openCommittee, publishedMeeting, putInState, stagedFile, type Committee } from '../meetings/committee';

let c: Committee;
let meetingId: string;
let itemId: string;
let carrier: MarkCarrier;
let folder: string;
let documentId: string;
let history: Consumers;

beforeAll(async () => {
  const made = await bundleChildren('carry-over');
  folder = made.folder;
  carrier = createMarkCarrier({ program: made.programs['carry-over'], wallMs: 120_000 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  c = await openCommittee();
  c.installation.application.ports.carrier = carrier;
  history = c.installation.application.followHistory();
  await history.settled();
  ({ meetingId, itemId } = await publishedMeeting(c));
  documentId = await attach([SENTENCES]);
});
afterEach(() => c.installation.close());

const app = () => c.installation.application;
const later = (ms: number): void => void c.installation.clock.advance(ms);

async function attach(pages: readonly (readonly string[])[]): Promise<string> {
  const file = await stagedFile(c, meetingId, `${pages.flat().join('').length}.pdf`, pages.length, { bytes: await paperOf(pages) });
  return (await app().execute('documents.attach', { meetingId, itemId, ...file }, c.secretary)).documentId;
}

async function replace(pages: readonly (readonly string[])[]): Promise<void> {
  const file = await stagedFile(c, meetingId, `${pages.flat().join('').length}.pdf`, pages.length, { bytes: await paperOf(pages) });
  await app().execute('documents.replace', { documentId, reason: 'Sửa số liệu', ...file }, c.secretary);
}

/** What follows from the history, and all that is due. */
async function settle(): Promise<void> {
  await history.settled();
  later(20_000);
  await app().jobs.drain();
}

const inkOf = async (number?: number): Promise<string> => (await app().query('documents.open', { documentId, version: number }, c.secretary)).document.inkId;
async function draw(person: PersonCaller, layer: 'private' | 'shared', op: InkOp, version = 1): Promise<string> {
  const one = pending(await inkOf(version), person.personId, layer, op);
  const [result] = await app().ink.append([one]);
  expect(result?.outcome).toBe('committed');
  return one.opId;
}
const erase = (person: PersonCaller, layer: 'private' | 'shared', target: string, version: number) => draw(person, layer, { kind: 'erase', targets: [target] }, version);
const carried = (person: PersonCaller) => app().query('annotations.carried', { documentId }, person);
/** Where the marks of a version stand now, as lines of its pages. */
async function shown(person: PersonCaller, layer: 'private' | 'shared', version: number) {
  const snapshot = await app().ink.snapshot(await inkOf(version), { personId: person.personId, canSeeShared: true });
  return snapshot[layer].map(({ body, authorId }) => {
    const read = decodeOp(body);
    return { authorId, kind: read.ok ? read.value.kind : '', ...(read.ok ? topOfMark(read.value) : {}) };
  });
}
const verdicts = async (person: PersonCaller) => (await carried(person)).own.map(({ verdict, doubt, from }) => [verdict, doubt, from]);

const [first = '', second = '', third = '', fourth = '', ...rest] = SENTENCES;

describe('marks and a new version of their paper', { timeout: 120_000 }, () => {
  it('annotations K14 what everybody marked is on the new version where its words are now, or in the tray of its owner, and stays on the earlier one', async () => {
    await draw(c.member, 'private', highlight(0));
    await draw(c.member, 'private', underline(2));
    await draw(c.member, 'private', noteAt(1, 'Hỏi lại Sở'));
    await draw(c.deputy, 'private', highlight(3));
    await draw(c.chair, 'shared', highlight(4));
    await replace([['Preface of the office.', first, third], [fourth, ...rest]]);
    await settle();
    expect(await shown(c.member, 'private', 2)).toEqual([
      { authorId: c.member.personId, kind: 'highlight', page: 0, line: 1 },
      { authorId: c.member.personId, kind: 'stroke', page: 0, line: 2 },
    ]);
    expect(await shown(c.deputy, 'private', 2)).toEqual([{ authorId: c.deputy.personId, kind: 'highlight', page: 1, line: 0 }]);
    expect(await shown(c.member, 'shared', 2)).toEqual([{ authorId: c.chair.personId, kind: 'highlight', page: 1, line: 1 }]);
    expect(await shown(c.member, 'private', 1)).toHaveLength(3);
    const mine = await carried(c.member);
    expect(mine).toMatchObject({ number: 2, isBehind: false, forAll: [{ from: 1 }] });
    expect(await verdicts(c.member)).toEqual([['moved', null, 1], ['moved', null, 1], ['tray', 'gone', 1]]);
    const inTray = mine.own.at(-1)?.made;
    expect(inTray?.number).toBe(1);
    expect(decodeOp(Buffer.from(inTray?.body ?? '', 'base64'))).toMatchObject({ ok: true, value: { kind: 'note', text: 'Hỏi lại Sở' } });
  });

  it('annotations K14 a doubtful place is a question in the private layer of its owner, of a mark for all too; strokes of one movement are asked about as one', async () => {
    await draw(c.member, 'private', underline(3));
    await draw(c.member, 'private', underline(3));
    await draw(c.deputy, 'shared', highlight(3));
    await replace([[first, second, third, 'Tourism grew by eleven percent although all flights stopped in June.', ...rest]]);
    await settle();
    expect(await verdicts(c.member)).toEqual([['check', 'changed', 1], ['check', 'changed', 1]]);
    expect(await verdicts(c.deputy)).toEqual([['check', 'changed', 1]]);
    expect([(await shown(c.deputy, 'private', 2)).length, (await shown(c.chair, 'shared', 2)).length]).toEqual([1, 0]);
    expect((await carried(c.chair)).forAll).toEqual([]);
  });

  it('annotations K14 done again, or cut off between the log and the row, it ends the same', async () => {
    const source = await draw(c.member, 'private', highlight(0));
    await replace([['Preface of the office.', ...SENTENCES]]);
    await settle();
    const before = await shown(c.member, 'private', 2);
    const { database } = app();
    // As a program leaves it that ended after the log had the copy and before its row was written.
    await database.transaction(async (db) => {
      await db.carriedMark.deleteMany({ where: { sourceId: source } });
      await db.carriedStream.deleteMany({});
    });
    await app().execute('annotations.start-carrying', { documentId }, system('test'));
    await settle();
    expect(await shown(c.member, 'private', 2)).toEqual(before);
    expect(await verdicts(c.member)).toEqual([['moved', null, 1]]);
    await app().execute('annotations.start-carrying', { documentId }, system('test'));
    await settle();
    expect([await database.reader.carriedMark.count(), await shown(c.member, 'private', 2)]).toEqual([1, before]);
  });

  it('annotations K14 files that cannot be compared put every mark into its tray, after another attempt', async () => {
    await draw(c.member, 'private', highlight(0));
    await draw(c.member, 'private', noteAt(2, 'x'));
    await replace([['Preface of the office.', ...SENTENCES]]);
    let asked = 0;
    app().ports.carrier = { carry: () => Promise.resolve(((asked += 1), null)) };
    await settle();
    expect([asked, await carried(c.member)]).toMatchObject([1, { isBehind: true, own: [] }]);
    later(60_000);
    await app().jobs.drain();
    expect([asked, await verdicts(c.member)]).toEqual([2, [['tray', 'not_compared', 1], ['tray', 'not_compared', 1]]]);
    expect(await shown(c.member, 'private', 2)).toEqual([]);
  });

  it('annotations K15 what comes late on the earlier version is carried too, and what is taken away there goes along and comes back', async () => {
    const early = await draw(c.member, 'private', highlight(0));
    await replace([['Preface of the office.', ...SENTENCES]]);
    await settle();
    await draw(c.member, 'private', highlight(2));
    await draw(c.chair, 'shared', underline(4));
    expect((await carried(c.member)).isBehind).toBe(true);
    await app().execute('annotations.request-carrying', { documentId }, c.member);
    await settle();
    expect((await carried(c.member)).isBehind).toBe(false);
    expect((await shown(c.member, 'private', 2)).map(({ line }) => line)).toEqual([1, 3]);
    expect((await shown(c.member, 'shared', 2)).map(({ line }) => line)).toEqual([5]);
    await erase(c.member, 'private', early, 1);
    await app().execute('annotations.start-carrying', { inkId: documentId }, system('test'));
    await settle();
    expect([(await shown(c.member, 'private', 2)).map(({ line }) => line), (await carried(c.member)).own.length]).toEqual([[3], 1]);
    await draw(c.member, 'private', { kind: 'restore', targets: [early] }, 1);
    await app().execute('annotations.start-carrying', { documentId }, system('test'));
    await settle();
    expect((await shown(c.member, 'private', 2)).map(({ line }) => line)).toEqual([1, 3]);
  });

  it('annotations K15 a mark its owner has spoken of since stays when the earlier one is taken away', async () => {
    const early = await draw(c.member, 'private', underline(3));
    await replace([[first, second, third, 'Tourism grew by eleven percent although all flights stopped in June.', ...rest]]);
    await settle();
    const [row] = (await carried(c.member)).own;
    await app().execute('annotations.settle-marks', { documentId, marks: [{ id: row?.id ?? '', as: 'confirmed' }] }, c.member);
    await erase(c.member, 'private', early, 1);
    await app().execute('annotations.start-carrying', { documentId }, system('test'));
    await settle();
    expect(await shown(c.member, 'private', 2)).toHaveLength(1);
  });

  it('annotations K16 of two versions quickly one after the other the newest gets the marks, once', async () => {
    await draw(c.member, 'private', highlight(0));
    await replace([['Preface of the office.', ...SENTENCES]]);
    await replace([['Preface of the office.', 'And a second one.', ...SENTENCES]]);
    await settle();
    expect([await shown(c.member, 'private', 2), (await shown(c.member, 'private', 3)).map(({ line }) => line)]).toEqual([[], [2]]);
    expect(await verdicts(c.member)).toEqual([['moved', null, 1]]);
  });

  it('annotations K16 what stood beyond doubt goes on from there, what was in the tray finds its words again, what was let go is not asked about', async () => {
    await draw(c.member, 'private', highlight(0));
    await draw(c.member, 'private', highlight(1));
    await draw(c.member, 'private', noteAt(2, 'thôi'));
    await replace([[first, fourth, ...rest]]);
    await settle();
    expect((await verdicts(c.member)).map(([verdict]) => verdict)).toEqual(['moved', 'tray', 'tray']);
    const inTray = (await carried(c.member)).own.filter(({ verdict }) => verdict === 'tray');
    await app().execute('annotations.settle-marks', { documentId, marks: [{ id: inTray[1]?.id ?? '', as: 'let_go' }] }, c.member);
    const own = await draw(c.member, 'private', underline(1), 2);
    await replace([['Preface of the office.', ...SENTENCES]]);
    await settle();
    const marks = (await shown(c.member, 'private', 3)).map(({ kind, line }) => [kind, line]).sort();
    expect(marks).toEqual([['highlight', 1], ['highlight', 2], ['stroke', 4]]);
    expect([(await verdicts(c.member)).map(([, , from]) => from).sort(), own]).toEqual([[1, 1, 2], own]);
  });

  it('annotations K16 a question its owner put away stays in the tray on the next version; a mark that came along and was erased is not brought back', async () => {
    await draw(c.member, 'private', highlight(0));
    await draw(c.member, 'private', underline(3));
    await replace([[first, second, third, 'Tourism grew by eleven percent although all flights stopped in June.', ...rest]]);
    await settle();
    for (const { opIds } of (await carried(c.member)).own) await erase(c.member, 'private', opIds[0] ?? '', 2);
    await replace([[...SENTENCES, 'One more sentence at the end of it all.']]);
    await settle();
    expect(await verdicts(c.member)).toEqual([['tray', 'put_away', 1]]);
    expect(await shown(c.member, 'private', 3)).toEqual([]);
  });

  it('annotations K17 nobody else is told of private marks: not in jobs, audit, history, or the answers to others', async () => {
    await draw(c.member, 'private', noteAt(1, 'Bí mật của tôi'));
    await replace([[first, third]]);
    await settle();
    await app().execute('annotations.request-carrying', { documentId }, c.member);
    await settle();
    const { reader } = app().database;
    const told = JSON.stringify([await reader.auditEntry.findMany({ where: { action: { startsWith: 'annotations.' } } }), await reader.historyEvent.findMany({ where: { type: { startsWith: 'annotations.' } } }), await reader.job.findMany({ where: { kind: 'annotations.carry-marks' } })]);
    expect(told).not.toMatch(/Bí mật|tray|check/u);
    expect((await reader.job.findMany({ where: { kind: 'annotations.carry-marks' } })).map(({ queuedById }) => queuedById)).toEqual([null, null]);
    expect((await reader.auditEntry.findMany({ where: { action: { startsWith: 'annotations.' } } })).map(({ objectId, meetingId: of, details }) => [objectId, of, details])).toEqual([['own', null, '{}']]);
    for (const person of [c.chair, c.secretary, c.deputy]) expect((await carried(person)).own).toEqual([]);
    expect((await carried(c.member)).own).toHaveLength(1);
  });

  it('annotations K17 after the session is closed those for all are carried no more, private ones are', async () => {
    await draw(c.member, 'private', highlight(0));
    await draw(c.chair, 'shared', highlight(2));
    await replace([['Preface of the office.', ...SENTENCES]]);
    await putInState(c.installation, meetingId, 'closed');
    await settle();
    expect([(await shown(c.member, 'private', 2)).length, (await shown(c.chair, 'shared', 2)).length]).toEqual([1, 0]);
    expect([(await carried(c.member)).isBehind, (await carried(c.chair)).isBehind]).toEqual([false, false]);
  });

  it('annotations K18 the owner says what becomes of a mark and takes it back; others do not find it, and who may not draw for all confirms none for all', async () => {
    await draw(c.deputy, 'shared', highlight(3));
    await replace([[first, second, third, 'Tourism grew by eleven percent although all flights stopped in June.', ...rest]]);
    await settle();
    const id = (await carried(c.deputy)).own[0]?.id ?? '';
    const say = (as: 'confirmed' | 'let_go' | 'open', person = c.deputy) => app().execute('annotations.settle-marks', { documentId, marks: [{ id, as }] }, person);
    await say('let_go');
    expect((await carried(c.deputy)).own).toMatchObject([{ decision: 'let_go', made: null }]);
    await say('open');
    expect((await carried(c.deputy)).own).toMatchObject([{ decision: null, made: { number: 1 } }]);
    await expect(say('confirmed', c.member)).rejects.toMatchObject({ code: 'not_found' });
    await putInState(c.installation, meetingId, 'closed');
    await expect(say('confirmed')).rejects.toMatchObject({ code: 'forbidden', reason: 'annotations.not_for_all' });
    await putInState(c.installation, meetingId, 'published');
    const confirmed = await draw(c.deputy, 'shared', highlight(3), 2);
    await app().execute('annotations.settle-marks', { documentId, marks: [{ id, as: 'confirmed', opIds: [confirmed] }] }, c.deputy);
    expect((await carried(c.member)).forAll).toEqual([{ from: 1, opIds: [confirmed] }]);
  });

  it('annotations K19 documents D51 of a withdrawn paper nothing is carried, and nothing of it is given to anybody', async () => {
    await draw(c.member, 'private', highlight(1));
    await replace([[first, third]]);
    await settle();
    await draw(c.member, 'private', highlight(0));
    const { version } = await app().database.reader.document.findUniqueOrThrow({ where: { id: documentId } });
    const newest = await inkOf(2);
    await app().execute('annotations.start-carrying', { documentId }, system('test'));
    await app().execute('documents.withdraw', { documentId, version }, c.secretary);
    await settle();
    expect(await app().database.reader.carriedMark.count()).toBe(1);
    for (const person of [c.member, c.chair, c.secretary]) await expect(carried(person)).rejects.toMatchObject({ code: 'gone' });
    await expect(app().execute('annotations.settle-marks', { documentId, marks: [{ id: documentId, as: 'open' }] }, c.member)).rejects.toMatchObject({ code: 'gone' });
    expect(await app().query('annotations.ink-access', { personId: c.member.personId, inkId: newest }, system('gateway'))).toBeNull();
  });

  it('annotations K19 who has lost the seat is shown nothing and finds all when it comes back', async () => {
    await draw(c.member, 'private', highlight(0));
    const where = { meetingId, personId: c.member.personId };
    const seat = await app().database.reader.attendee.findFirstOrThrow({ where });
    await app().database.transaction((db) => db.attendee.deleteMany({ where }));
    await replace([['Preface of the office.', ...SENTENCES]]);
    await settle();
    await expect(carried(c.member)).rejects.toMatchObject({ code: 'not_found' });
    await app().database.transaction((db) => db.attendee.create({ data: seat }));
    expect(await verdicts(c.member)).toEqual([['moved', null, 1]]);
  });

  it('annotations K19 nothing stays of an account that was deleted while its marks were on the way', async () => {
    await draw(c.member, 'private', highlight(0));
    await replace([['Preface of the office.', ...SENTENCES]]);
    app().ports.carrier = {
      async carry(...asked) {
        await app().database.transaction((db) => db.person.update({ where: { id: c.member.personId }, data: { removedAt: new Date('2026-11-24T00:00:00Z') } }));
        return carrier.carry(...asked);
      },
    };
    await settle();
    expect([await app().database.reader.carriedMark.count(), await app().ink.privateStreams({ owner: c.member.personId }, { limit: 10 })]).toMatchObject([0, [{ docId: documentId }]]);
  });
});

describe('what was prepared for somebody and a new version', { timeout: 120_000 }, () => {
  const about = () => ({ documentId, for: c.member.personId });
  /** The assistant, who prepares for the member, opens the paper. */
  async function open(version?: number): Promise<string> {
    return (await app().execute('annotations.open-prepared', { ...about(), ...(version === undefined ? {} : { version }) }, c.assistant)).inkId;
  }
  async function prepare(inkId: string, op: InkOp): Promise<string> {
    const one = pending(inkId, c.member.personId, 'private', op);
    await app().ink.append([one]);
    return one.opId;
  }
  beforeEach(async () => {
    const { unitId } = await app().database.reader.body.findFirstOrThrow();
    await app().database.transaction((db) => db.person.update({ where: { id: c.member.personId }, data: { unitId } }));
    await app().execute('delegations.give', { assistantId: c.assistant.personId, fromDay: '2026-11-01', toDay: '2026-12-31' }, c.member);
  });

  it('annotations K23 it is carried as other marks are, to a stream the leader finds without the assistant; whoever prepared it is asked, and the leader’s own marks stay apart', async () => {
    const inkId = await open();
    await prepare(inkId, highlight(0));
    await prepare(inkId, highlight(1));
    await prepare(inkId, underline(3));
    await draw(c.member, 'private', highlight(2));
    await replace([[first, third, 'Tourism grew by eleven percent although all flights stopped in June.', ...rest]]);
    await settle();
    const [stream] = (await app().query('annotations.prepared', { documentId }, c.member)).by;
    if (!stream) throw new Error('the leader finds the stream of the newest version');
    expect(stream).toMatchObject({ name: c.assistant.fullName });
    expect(stream.inkId).not.toBe(inkId);
    const { private: there } = await app().ink.snapshot(stream.inkId, { personId: c.member.personId, canSeeShared: false });
    expect(there.length).toBeGreaterThanOrEqual(1);
    const theirs = await app().query('annotations.carried', about(), c.assistant);
    expect(theirs).toMatchObject({ number: 2, isBehind: false, forAll: [] });
    expect(theirs.own.map(({ verdict }) => verdict)).toEqual(['moved', 'tray', 'check']);
    expect(stream.asks).toEqual(theirs.own.filter(({ verdict }) => verdict === 'check').flatMap(({ opIds }) => opIds));
    expect(await verdicts(c.member)).toEqual([['moved', null, 1]]);
    // Of the leader's own marks whoever prepares settles none.
    const [own] = (await carried(c.member)).own;
    const settleAs = (id: string) => app().execute('annotations.settle-marks', { ...about(), marks: [{ id, as: 'let_go' }] }, c.assistant);
    await expect(settleAs(own?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
    await settleAs(theirs.own[1]?.id ?? '');
    expect((await app().query('annotations.carried', about(), c.assistant)).own[1]?.decision).toBe('let_go');
  });

  it('annotations K23 all of it is placed by one comparison of two versions, whoever prepares for whom', async () => {
    await app().execute('delegations.give', { assistantId: c.otherOfficer.personId, fromDay: '2026-11-01', toDay: '2026-12-31' }, c.member);
    await prepare(await open(), highlight(0));
    await prepare((await app().execute('annotations.open-prepared', about(), c.otherOfficer)).inkId, highlight(1));
    await draw(c.member, 'private', highlight(2));
    let compared = 0;
    app().ports.carrier = { carry: (...asked) => ((compared += 1), carrier.carry(...asked)) };
    await replace([['Preface of the office.', ...SENTENCES]]);
    await settle();
    expect(compared).toBe(1);
    expect(await verdicts(c.member)).toEqual([['moved', null, 1]]);
    for (const who of [c.assistant, c.otherOfficer]) expect((await app().query('annotations.carried', about(), who)).own.map(({ verdict }) => verdict)).toEqual(['moved']);
  });

  it('annotations K23 what who prepares says of a mark touches none of the leader’s own, whatever ids it names', async () => {
    await prepare(await open(), underline(3));
    const own = await draw(c.member, 'private', highlight(2));
    await replace([[first, third, 'Tourism grew by eleven percent although all flights stopped in June.', ...rest]]);
    await settle();
    const [asked] = (await app().query('annotations.carried', about(), c.assistant)).own;
    expect(asked?.verdict).toBe('check');
    const [mine] = (await carried(c.member)).own;
    const copy = mine?.opIds[0] ?? '';
    await app().execute('annotations.settle-marks', { ...about(), marks: [{ id: asked?.id ?? '', as: 'open', opIds: [own, copy] }] }, c.assistant);
    // Drawn on the version that is replaced next: both are carried, none is taken for a question.
    const late = await draw(c.member, 'private', highlight(0), 2);
    await app().execute('annotations.settle-marks', { ...about(), marks: [{ id: asked?.id ?? '', as: 'open', opIds: [own, copy, late] }] }, c.assistant);
    await replace([['Preface of the office.', first, third, 'Tourism grew by eleven percent although all flights stopped in June.', ...rest]]);
    await settle();
    expect((await verdicts(c.member)).map(([verdict, , from]) => [verdict, from])).toEqual([['moved', 1], ['moved', 2]]);
  });

  it('annotations K22 an adopted mark says from whom on later versions too, and what was adopted is not carried as prepared again', async () => {
    const inkId = await open();
    const prepared = await prepare(inkId, highlight(0));
    const key = (await app().query('annotations.prepared', { documentId }, c.member)).by[0]?.key ?? '';
    await app().ink.append([{ ...pending(await inkOf(1), c.member.personId, 'private', highlight(0)), opId: adoptedId(prepared, key) }, pending(inkId, c.member.personId, 'private', { kind: 'erase', targets: [prepared] })]);
    for (const words of ['Preface of the office.', 'Another preface.']) {
      await replace([[words, ...SENTENCES]]);
      await settle();
    }
    const [mine] = (await carried(c.member)).own;
    const { by, adopted } = await app().query('annotations.prepared', { documentId }, c.member);
    expect(adopted).toEqual([{ opId: mine?.opIds[0], name: c.assistant.fullName }]);
    expect((await app().ink.snapshot(by[0]?.inkId ?? '', { personId: c.member.personId, canSeeShared: false })).private).toEqual([]);
  });
});
