import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { system, type PersonCaller } from '../../../server/kernel/actor';
import { createDownloadNotes } from '../../../server/transports/http/downloads';
import { errorResponse } from '../../../server/transports/http/errors';
import { fileRoutes } from '../../../server/transports/http/files';
import { listen } from '../../support/listening';
import { createMeeting, item, openCommittee, putInState, stagedFile, type Committee } from '../meetings/committee';

const gateway = system('gateway');
const hidden = { code: 'not_found' };
const log = pino({ level: 'silent' });
let c: Committee;
let meetingId: string;
let items: string[];
let papers: string[];

const app = () => c.installation.application;
const give = (leader: PersonCaller, assistant: PersonCaller) => app().execute('delegations.give', { assistantId: assistant.personId, fromDay: '2026-11-01', toDay: '2026-12-31' }, leader);
const publish = () => app().execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
const recuse = (person: PersonCaller) => app().execute('agenda.recuse', { itemId: items[0] ?? '', personId: person.personId, reason: 'Là cổ đông của doanh nghiệp được xét' }, c.secretary);
const listed = async (who: PersonCaller, leader?: PersonCaller) => (await app().query('documents.list', { meetingId, for: leader?.personId }, who)).documents.map(({ id }) => id);
const agenda = async (who: PersonCaller, leader?: PersonCaller) => (await app().query('agenda.list', { meetingId, for: leader?.personId }, who)).items;

beforeEach(async () => {
  c = await openCommittee();
  const { unitId } = await app().database.reader.body.findFirstOrThrow();
  await app().database.transaction((db) => db.person.updateMany({ where: { id: { in: [c.chair, c.deputy, c.member].map(({ personId }) => personId) } }, data: { unitId } }));
  meetingId = await createMeeting(c);
  [items, papers] = [[], []];
  for (const title of ['Giao đất cho doanh nghiệp', 'Kế hoạch năm']) {
    const { itemId } = await app().execute('agenda.add-item', { meetingId, ...item(title) }, c.secretary);
    items.push(itemId);
    papers.push((await app().execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, `${title}.pdf`, 2)) }, c.secretary)).documentId);
  }
});
afterEach(() => c.installation.close());

describe('what is seen with the seat of somebody else', () => {
  it('agenda A32 delegations DG3 who takes no part in an item sees none of its papers through a seat they prepare for either', async () => {
    await publish();
    await give(c.deputy, c.member);
    const [documentId = '', other = ''] = papers;
    const about = { documentId, for: c.deputy.personId };
    const ways = [
      () => app().query('documents.file', about, c.member),
      () => app().query('documents.open', about, c.member),
      () => app().query('documents.pictures', { ...about, version: 1 }, c.member),
      () => app().query('documents.scan-words', { ...about, version: 1, page: 1 }, c.member),
      () => app().query('annotations.carried', about, c.member),
      () => app().execute('annotations.open-prepared', about, c.member),
      () => app().execute('annotations.request-carrying', about, c.member),
    ];
    const { inkId } = await app().execute('annotations.open-prepared', about, c.member);
    const rights = () => app().query('annotations.ink-access', { personId: c.member.personId, inkId }, gateway);
    const all = async () => {
      expect(await listed(c.member, c.deputy)).toEqual(papers);
      for (const way of ways) await way();
      expect(await rights()).toMatchObject({ canRead: true });
    };
    await all();
    await recuse(c.member);
    expect(await listed(c.member, c.deputy)).toEqual([other]);
    for (const [rank, way] of ways.entries()) await expect(way(), `${rank}`).rejects.toMatchObject(hidden);
    await expect(app().execute('annotations.settle-marks', { ...about, marks: [{ id: documentId, as: 'open' }] }, c.member)).rejects.toMatchObject(hidden);
    expect(await rights()).toBeNull();
    expect((await agenda(c.member, c.deputy)).map(({ use }) => use.documents)).toEqual([0, 1]);
    expect((await app().query('documents.open', { documentId: other, for: c.deputy.personId }, c.member)).document.id).toBe(other);
    expect(await listed(c.deputy)).toEqual(papers);
    await app().execute('agenda.end-recusal', { itemId: items[0] ?? '', personId: c.member.personId }, c.secretary);
    await all();
  });

  it('delegations DG3 a session is there once it is announced, also where the leader prepares it', async () => {
    await give(c.secretary, c.clerk);
    const about = { meetingId, for: c.secretary.personId };
    const sessions = async () => {
      const { coming, past } = await app().query('meetings.prepared-for', { for: c.secretary.personId }, c.clerk);
      return [...coming, ...past].map(({ id }) => id);
    };
    const refused = async () => {
      await expect(app().query('meetings.prepared-session', about, c.clerk)).rejects.toMatchObject(hidden);
      await expect(agenda(c.clerk, c.secretary)).rejects.toMatchObject(hidden);
      await expect(listed(c.clerk, c.secretary)).rejects.toMatchObject(hidden);
      await expect(app().execute('annotations.open-prepared', { documentId: papers[0] ?? '', for: c.secretary.personId }, c.clerk)).rejects.toMatchObject(hidden);
      expect(await sessions()).toEqual([]);
    };
    await refused();
    await putInState(c.installation, meetingId, 'cancelled');
    await refused();
    await putInState(c.installation, meetingId, 'draft');
    await publish();
    expect(await sessions()).toEqual([meetingId]);
    expect((await app().query('meetings.prepared-session', about, c.clerk)).session.id).toBe(meetingId);
  });

  it('delegations DG3 an office in the session opens no paper and no version that the seat alone does not see', async () => {
    const [documentId = '', limited = ''] = papers;
    await app().execute('documents.replace', { documentId, reason: 'Sửa số liệu', ...(await stagedFile(c, meetingId, 'ban-moi.pdf', 2)) }, c.secretary);
    c.installation.clock.advance(60_000);
    await publish();
    const version = (await app().query('documents.list', { meetingId }, c.secretary)).documents.find(({ id }) => id === limited)?.version ?? 0;
    await app().execute('documents.set-audience', { documentId: limited, version, kind: 'members', personIds: [] }, c.secretary);
    await give(c.secretary, c.clerk);
    expect(await listed(c.secretary)).toEqual(papers);
    expect(await listed(c.clerk, c.secretary)).toEqual([documentId]);
    const numbers = async (who: PersonCaller, leader?: PersonCaller) => (await app().query('documents.open', { documentId, for: leader?.personId }, who)).versions.map(({ number }) => number);
    expect([await numbers(c.secretary), await numbers(c.clerk, c.secretary)]).toEqual([[2, 1], [2]]);
    await expect(app().query('documents.file', { documentId, version: 1, for: c.secretary.personId }, c.clerk)).rejects.toMatchObject({ reason: 'documents.old_version' });
  });

  it('delegations DG3 who takes no part and why, and what an item comes from, is not told to who prepares, whoever the leader is', async () => {
    await publish();
    await recuse(c.member);
    await app().database.transaction((db) => db.agendaItem.update({ where: { id: items[1] ?? '' }, data: { putOffReason: 'Chờ ý kiến Bộ' } }));
    for (const leader of [c.secretary, c.chair, c.member]) {
      await give(leader, c.clerk);
      const [own, looked] = [await agenda(leader), await agenda(c.clerk, leader)];
      expect(own[0]?.recused.map(({ personId }) => personId)).toEqual([c.member.personId]);
      expect(own[1]?.putOffReason).toBe('Chờ ý kiến Bộ');
      expect(looked.map(({ recused, own: mine, assignmentId, putOffReason }) => ({ recused, mine, assignmentId, putOffReason }))).toEqual(items.map(() => ({ recused: [], mine: null, assignmentId: null, putOffReason: '' })));
    }
  });
});

describe('what was sent to who prepares', () => {
  it('delegations DG5 documents D15 stands in the list of downloads with for whom: the file, and words a machine read', async () => {
    await publish();
    await give(c.deputy, c.clerk);
    const [documentId = ''] = papers;
    const { id: versionId } = await app().database.reader.documentVersion.findFirstOrThrow({ where: { documentId } });
    await app().database.transaction((db) => db.scannedPage.create({ data: { versionId, page: 1, state: 'read', words: JSON.stringify([['Nghị', 0, 0, 10, 10, 0]]) } }));
    let caller: PersonCaller = c.clerk;
    const notes = createDownloadNotes(app(), log);
    const pages = express();
    pages.use('/files', fileRoutes(app(), () => caller, notes));
    pages.use(errorResponse(log, app()));
    const server = await listen(pages);
    const ask = async (address: string) => (await fetch(`${server.origin}/files${address}`)).status;
    const paper = `/documents/${documentId}/1`;
    expect([await ask(`/for/${c.deputy.personId}${paper}`), await ask(`/for/${c.deputy.personId}${paper}/words/1`), await ask(`/for/${c.deputy.personId}${paper}/words/2`), await ask(paper)]).toEqual([200, 200, 200, 404]);
    caller = c.deputy;
    expect(await ask(`${paper}/words/1`)).toBe(200);
    await server.stop();
    await notes.stop();
    const [entry] = await app().database.reader.auditEntry.findMany({ where: { action: 'documents.record-downloads' } });
    expect((JSON.parse(entry?.details ?? '{}') as { downloads: unknown }).downloads).toEqual([
      { personId: c.clerk.personId, kind: 'document', id: documentId, version: 1, for: c.deputy.personId, answers: 2 },
      { personId: c.deputy.personId, kind: 'document', id: documentId, version: 1, answers: 1 },
    ]);
  });
});
