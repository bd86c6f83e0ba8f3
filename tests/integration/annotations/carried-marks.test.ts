import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMarkCarrier } from '../../../server/adapters/pdf/carry';
import { system, type PersonCaller } from '../../../server/kernel/actor';
import type { Consumers } from '../../../server/kernel/consumers';
import type { MarkCarrier } from '../../../server/kernel/ports/mark-carrier';
import { decodeOp, type InkOp } from '../../../server/shared/protocol/ink';
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
  later(2_000);
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
/** The second sentence is gone, one is put before the third, which is gone too far to be lost. */
const CHANGED = [first, 'An introduction that was not there before stands here now.', third, fourth, ...rest];

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
});

void [system, erase, putInState, CHANGED, second];
