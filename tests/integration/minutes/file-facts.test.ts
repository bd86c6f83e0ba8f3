import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSampleAuthority, issue } from '../../../server/adapters/signer';
import { embeddedFacts } from '../../support/embedded-facts';
import { openAssembly, type Assembly } from '../sitting/assembly';
import { PIN, write } from './session';

const [OLD, NEW, SECOND] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [string, string, string];

/** A sitting in which two papers were shown, the first one in two versions, and two votes were held; closed, with keys. */
async function shownPapers(): Promise<Assembly & { votes: [string, string] }> {
  const all = await openAssembly();
  const { installation, execute, meetingId, chair, secretary, members, items, papers } = all;
  const { database, ports } = installation.application;
  const at = (time: string): void => installation.clock.set(`2026-11-26T${time}:00+07:00`);
  const store = (documentId: string, number: number, sha256: string) =>
    database.transaction((db) => db.documentVersion.create({ data: { id: ports.ids.next(), documentId, number, sha256, blobKey: ports.ids.next(), size: 1, pages: 24, fileName: 'bao-cao.pdf', facts: '{}', uploadedById: secretary.personId, createdAt: installation.clock.now() } }));
  const show = (documentId: string) => execute('sitting.start-presenting', { meetingId, documentId, page: 1 }, secretary);
  await store(papers.first, 1, OLD);
  await store(papers.second, 1, SECOND);
  const votes: string[] = [];
  for (const itemId of [items.first, items.second]) {
    const { questionId } = await execute('voting.create-question', { meetingId, itemId, text: 'Thống nhất nội dung?', kind: 'approve' }, secretary);
    votes.push(questionId);
  }
  let current: string | null = null;
  for (const [index, itemId] of [items.first, items.second].entries()) {
    at(`08:${10 + index * 20}`);
    await execute('sitting.start-item', { meetingId, itemId, currentItemId: current }, chair);
    current = itemId;
    await show(index === 0 ? papers.first : papers.second);
    at(`08:${15 + index * 20}`);
    if (index === 0) {
      await store(papers.first, 2, NEW);
      await show(papers.second);
      at('08:17');
      await show(papers.first);
    }
    const questionId = votes[index] ?? '';
    await execute('voting.open-question', { meetingId, questionId }, secretary);
    await execute('voting.record-show-of-hands', { meetingId, questionId, present: 19, hands: { kind: 'approve', for: 17, against: 1, abstain: 1 } }, secretary);
  }
  at('11:47');
  await execute('sitting.close-session', { meetingId, postponeRest: true }, chair);
  const dir = path.join(installation.dataDir, 'signing');
  await createSampleAuthority(dir, { now: installation.clock.now() });
  for (const { personId, fullName } of [secretary, chair]) await issue(dir, { personId, commonName: fullName, title: 'Chức vụ', organisation: 'UBND', pin: PIN, algorithm: 'ecdsa-p256-sha256', now: installation.clock.now() });
  expect(members).toHaveLength(21);
  return { ...all, votes: votes as [string, string] };
}

describe('facts in the file of the minutes', () => {
  let all: Awaited<ReturnType<typeof shownPapers>>;
  beforeEach(async () => {
    all = await shownPapers();
    return () => all.close();
  });

  /** Approves the minutes without the paragraphs of these ids. */
  async function approvedFacts(without: (id: string) => boolean = () => false) {
    const { execute, query, meetingId, secretary, chair, installation } = all;
    const { minutesId, version } = await execute('minutes.draft', { meetingId }, secretary);
    const { minutes } = await query('minutes.editor', { meetingId }, secretary);
    const paragraphs = (minutes?.paragraphs ?? []).filter(({ id }) => !without(id)).map(({ id, text }) => ({ id, text }));
    await write(all, minutesId, paragraphs, secretary);
    const submitted = await execute('minutes.submit', { minutesId, version }, secretary);
    const { officialId } = await execute('minutes.approve', { minutesId, version: submitted.version }, chair);
    const { blobKey: key, sha256, size } = await query('records.file', { officialId, revision: 0 }, secretary);
    const chunks: Buffer[] = [];
    for await (const chunk of await installation.application.ports.blobs.open({ key, sha256, size })) chunks.push(Buffer.from(chunk));
    return embeddedFacts(Buffer.concat(chunks));
  }

  it('minutes N35 records G37 session, attendance, agenda, votes, and each paper shown with the bytes it had then', async () => {
    const { name, relation, facts } = await approvedFacts();
    expect([name, relation, facts['format']]).toEqual(['du-lieu.json', 'Data', 'phien.facts/1']);
    expect(facts['document']).toMatchObject({ kind: 'minutes', number: '01/BB-UBND', title: 'Phiên họp thường kỳ tháng 11 năm 2026', body: 'Ủy ban nhân dân tỉnh', testOnly: true });
    expect(facts['session']).toMatchObject({ opened: '2026-11-26T01:02:00.000Z', closed: '2026-11-26T04:47:00.000Z', chair: all.chair.fullName, secretary: all.secretary.fullName, members: { total: 21, inRoom: 19, online: 0 }, quorum: { needed: 14, atOpening: 19 } });
    const attendance = facts['attendance'] as { name: string; role: string; voting: boolean; present: string | null }[];
    expect(attendance.filter(({ voting, present }) => voting && present === 'room')).toHaveLength(19);
    expect(attendance.find(({ role }) => role === 'substitute')).toMatchObject({ name: all.substitute.fullName, voting: false, present: null });
    const items = facts['items'] as { id: string; number: number | null; papers: { title: string; version: number; sha256: string; presenter: string }[]; votes: { ref: string; result: object }[] }[];
    const [first, second] = [all.items.first, all.items.second].map((id) => items.find((item) => item.id === id));
    expect(first?.papers.map(({ title, version, sha256 }) => [title, version, sha256])).toEqual([['Báo cáo', 1, OLD], ['Tờ trình', 1, SECOND], ['Báo cáo', 2, NEW]]);
    expect(second?.papers.map(({ sha256, presenter }) => [sha256, presenter])).toEqual([[SECOND, all.secretary.fullName]]);
    expect([first?.votes, second?.votes].map((votes) => votes?.map(({ ref, result }) => [ref, result]))).toEqual(all.votes.map((ref) => [[ref, { kind: 'yes_no', for: 17, against: 1, abstain: 1, notTakingPart: 2, passed: true }]]));
  });

  it('minutes N35 what the text leaves out is in no fact either', async () => {
    const gone = [`item:${all.items.second}:`, `vote:${all.votes[1]}`, `vote:${all.votes[0]}`, `item:${all.items.first}:presentation`];
    const { facts } = await approvedFacts((id) => gone.some((beginning) => id.startsWith(beginning)));
    const items = facts['items'] as { id: string; papers: object[]; votes: object[] }[];
    expect(items.find(({ id }) => id === all.items.second)).toBeUndefined();
    expect(items.find(({ id }) => id === all.items.first)).toMatchObject({ papers: [], votes: [] });
    for (const secret of [OLD, NEW, SECOND, ...all.votes]) expect(JSON.stringify(facts)).not.toContain(secret);
  });
});
