import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Compared } from '../../../server/kernel/ports/version-comparer';
import { openCommittee, publishedMeeting, stagedFile, type Committee } from '../meetings/committee';

let c: Committee;
let meetingId: string;
let itemId: string;
let documentId: string;
/** What the comparer was asked, and what it answers: `comparison CP1`–`CP9` hold the real one. */
let asked = 0;
let answer: (() => Compared | null) | null = null;

const FOUND: Compared = {
  rows: [
    { kind: 'same', place: [['article', '1']], old: [1, 1], new: [1, 1], pieces: [['=', 'Phạm vi']] },
    { kind: 'changed', place: [['article', '2'], ['clause', '1']], old: [1, 1], new: [2, 2], pieces: [['=', Array.from({ length: 40 }, (_, index) => `từ${index}`).join(' ')], ['-', '60%'], ['+', '75%'], ['=', 'kế hoạch']] },
    { kind: 'renumbered', place: [['article', '4']], old: [2, 2], new: [2, 2], pieces: [['=', 'Điều'], ['-', '3.'], ['+', '4.']] },
  ],
  pages: { old: [1], new: [2] },
};

beforeEach(async () => {
  c = await openCommittee();
  [asked, answer] = [0, () => FOUND];
  app().ports.comparer = { compare: () => Promise.resolve(((asked += 1), answer?.() ?? null)) };
  ({ meetingId, itemId } = await publishedMeeting(c));
  documentId = (await app().execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'mot.pdf', 2)) }, c.secretary)).documentId;
});
afterEach(() => c.installation.close());

const app = () => c.installation.application;
const later = (ms: number): void => void c.installation.clock.advance(ms);
async function replace(name: string): Promise<void> {
  later(60_000);
  await app().execute('documents.replace', { documentId, reason: `Sửa theo ${name}`, ...(await stagedFile(c, meetingId, name, 2)) }, c.secretary);
}
const settle = async (): Promise<void> => {
  for (let round = 0; round < 3; round += 1) {
    later(20_000);
    await app().jobs.drain();
  }
};
const comparison = (from = 1, to = 2, by = c.member) => app().query('documents.comparison', { documentId, from, to }, by);
const kept = () => app().database.reader.versionComparison.count();

describe('versions of a paper compared', () => {
  it('documents D65 the page says that it is under way, then what differs; other two are compared when they are asked for', async () => {
    await replace('hai.pdf');
    expect(await comparison()).toMatchObject({ state: 'waiting', rows: [], changes: [] });
    await settle();
    expect(await comparison()).toMatchObject({ state: 'made', rows: FOUND.rows, changes: [1], total: 3 });
    await replace('ba.pdf');
    await settle();
    expect([asked, (await comparison(1, 3)).state]).toEqual([2, null]);
    await app().execute('documents.request-comparison', { documentId, from: 1, to: 3 }, c.member);
    await app().execute('documents.request-comparison', { documentId, from: 1, to: 3 }, c.deputy);
    await settle();
    expect([asked, (await comparison(1, 3)).state]).toEqual([3, 'made']);
    await expect(comparison(2, 2)).rejects.toMatchObject({ code: 'not_found' });
    await expect(comparison(1, 9)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('documents D65 what cannot be compared is said to be so, and is compared when it is asked for again', async () => {
    answer = () => null;
    await replace('hai.pdf');
    await settle();
    expect([asked, (await comparison()).state]).toEqual([2, 'failed']);
    answer = () => FOUND;
    await app().execute('documents.request-comparison', { documentId, from: 1, to: 2 }, c.member);
    await settle();
    expect((await comparison()).state).toBe('made');
  });

  it('documents D66 it is given to who may read both versions, and goes with a paper that is withdrawn, also while it is made', async () => {
    await replace('hai.pdf');
    await settle();
    for (const stranger of [c.otherOfficer, c.admin, c.guest]) await expect(comparison(1, 2, stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(app().execute('documents.request-comparison', { documentId, from: 1, to: 2 }, c.guest)).rejects.toMatchObject({ code: 'not_found' });
    expect(await kept()).toBe(1);
    await replace('ba.pdf');
    answer = null;
    const withdrawing = async (): Promise<void> => {
      const { version } = (await app().query('documents.list', { meetingId }, c.secretary)).documents[0] ?? { version: 0 };
      await app().execute('documents.withdraw', { documentId, version }, c.secretary);
    };
    app().ports.comparer = { compare: async () => { await withdrawing(); return FOUND; } };
    await settle();
    expect(await kept()).toBe(0);
    await expect(comparison()).rejects.toMatchObject({ code: 'gone' });
    await expect(app().execute('documents.request-comparison', { documentId, from: 1, to: 2 }, c.member)).rejects.toMatchObject({ code: 'gone' });
  });

  it('documents D68 a reader is told why a paper was replaced and what changed in a few words', async () => {
    await replace('hai.pdf');
    await settle();
    const [one] = await app().query('documents.changes', { meetingId, known: [{ documentId, number: 1 }] }, c.member);
    expect(one).toMatchObject({ documentId, from: 1, to: 2, reasons: [{ number: 2, reason: 'Sửa theo hai.pdf' }], state: 'made', changes: 1, brief: [{ kind: 'changed', row: 1 }] });
    expect(one?.brief[0]?.pieces).toEqual([['=', '… từ35 từ36 từ37 từ38 từ39'], ['-', '60%'], ['+', '75%'], ['=', 'kế hoạch']]);
    expect(await app().query('documents.changes', { meetingId, known: [{ documentId, number: 2 }] }, c.member)).toEqual([]);
  });

  it('documents D69 the reader is told the pages that changed since the version that was read before', async () => {
    const changed = async (version?: number) => (await app().query('documents.open', { documentId, version }, c.member)).changed;
    expect(await changed()).toBeNull();
    await app().execute('documents.save-place', { documentId, deviceId: crypto.randomUUID(), page: 1, offset: 0, zoom: 1 }, c.member);
    await replace('hai.pdf');
    await settle();
    expect(await changed()).toEqual({ since: 1, pages: [2], changes: 1 });
    await replace('ba.pdf');
    await settle();
    // Not compared with what was read: with the one before.
    expect(await changed()).toEqual({ since: 2, pages: [2], changes: 1 });
    await app().execute('documents.request-comparison', { documentId, from: 1, to: 3 }, c.member);
    await settle();
    expect(await changed()).toEqual({ since: 1, pages: [2], changes: 1 });
    expect(await changed(1)).toBeNull();
  });

  it('documents D70 a paper that came since the changes were gone through is told to be new, until it is opened or they are gone through', async () => {
    const fresh = async (caller = c.member) => (await app().query('documents.list', { meetingId }, caller)).documents.filter(({ isNew }) => isNew).map(({ id }) => id);
    expect([await fresh(), await fresh(c.secretary)]).toEqual([[documentId], []]);
    const { list } = await app().query('meetings.changes', { meetingId }, c.member);
    await app().execute('meetings.settle-changes', { meetingId, picture: list?.picture ?? '' }, c.member);
    expect(await fresh()).toEqual([]);
    const { documentId: second } = await app().execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'hai.pdf', 2)) }, c.secretary);
    expect(await fresh()).toEqual([second]);
    await app().execute('documents.save-place', { documentId: second, deviceId: crypto.randomUUID(), page: 1, offset: 0, zoom: 1 }, c.member);
    expect(await fresh()).toEqual([]);
  });
});
