import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express from 'express';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, PersonCaller } from '../../../server/kernel/actor';
import { errorResponse } from '../../../server/transports/http/errors';
import { fileRoutes } from '../../../server/transports/http/files';
import { pagesIn } from '../../support/packing';
import { createMeeting, item, openCommittee, stagedFile, type Committee } from '../meetings/committee';

const LONG = 90_000;
let c: Committee;
let caller: Caller;
let address: string;
let stop: () => void;
const app = () => c.installation.application;

beforeAll(async () => {
  c = await openCommittee();
  const server = express().use(fileRoutes(app(), () => caller, { note: () => undefined })).use(errorResponse(pino({ level: 'silent' }), { noteRefusal: () => undefined })).listen(0);
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = () => void server.close();
});
afterAll(async () => {
  stop();
  await c.installation.close();
});
const histories: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(histories.splice(0).map((one) => one.stop()));
});

async function paper(word: string, pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= pages; page += 1) document.addPage([420, 595]).drawText(`${word} ${page}`, { x: 60, y: 400, size: 20, font });
  return Buffer.from(await document.save());
}

/** What follows from what happened until now. */
async function followed(): Promise<void> {
  const history = app().followHistory();
  histories.push(history);
  await history.settled();
}

const staged = async (meetingId: string, name: string, pages: number, facts: object = {}) => stagedFile(c, meetingId, name, pages, { bytes: await paper(name.replace(/\W/gu, ''), pages), facts });
const attach = async (meetingId: string, itemId: string | null, name: string, pages: number, facts: object = {}): Promise<string> =>
  (await app().execute('documents.attach', { meetingId, itemId, ...(await staged(meetingId, name, pages, facts)) }, c.secretary)).documentId;

interface Session {
  meetingId: string;
  itemId: string;
  report: string;
  annex: string;
  general: string;
}

/** A published session: 2 pages of the session as a whole, then 3 and 4 on its item. */
async function session(): Promise<Session> {
  const meetingId = await createMeeting(c);
  const { itemId } = await app().execute('agenda.add-item', { meetingId, ...item('Tình hình kinh tế – xã hội') }, c.secretary);
  const report = await attach(meetingId, itemId, 'Bao cao.pdf', 3, { signed: true });
  const annex = await attach(meetingId, itemId, 'Phu luc 1.pdf', 4);
  const general = await attach(meetingId, null, 'Chuong trinh.pdf', 2);
  await app().execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
  await followed();
  return { meetingId, itemId, report, annex, general };
}

const versionOf = async (meetingId: string, documentId: string): Promise<number> => (await app().query('documents.list', { meetingId }, c.secretary)).documents.find(({ id }) => id === documentId)?.version ?? 0;
const numbers = async (meetingId: string, by: Caller = c.member) => (await app().query('packs.numbers', { meetingId }, by)).map(({ documentId, first, count }) => [documentId, first, count]);
const ask = async (meetingId: string, by: PersonCaller, over: { large?: boolean; part?: { documentId: string; from: number; to: number } | null; forId?: string | null } = {}): Promise<string> =>
  (await app().execute('packs.request', { meetingId, large: false, part: null, forId: null, ...over }, by)).packId;
async function made(meetingId: string, by: PersonCaller, over: Parameters<typeof ask>[2] = {}): Promise<string> {
  const packId = await ask(meetingId, by, over);
  await app().jobs.drain();
  return packId;
}
async function fetched(packId: string, by: Caller, query = ''): Promise<{ status: number; bytes: Buffer; headers: Headers }> {
  caller = by;
  const answer = await fetch(`${address}/packs/${packId}${query}`);
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
}
let files = 0;
function onDisk(bytes: Buffer): string {
  const file = path.join(c.installation.dataDir, `fetched-${(files += 1)}.pdf`);
  writeFileSync(file, bytes);
  return file;
}

describe('numbers of pages', () => {
  it('packs PK1 there are none before publication, and then one for each page, the same for everybody', async () => {
    const meetingId = await createMeeting(c);
    const { itemId } = await app().execute('agenda.add-item', { meetingId, ...item('Ngân sách') }, c.secretary);
    const [a, b] = [await attach(meetingId, itemId, 'Một.pdf', 3), await attach(meetingId, null, 'Hai.pdf', 2)];
    await followed();
    expect(await numbers(meetingId, c.secretary)).toEqual([]);
    await app().execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
    await followed();
    const all = [[b, 1, 2], [a, 3, 3]];
    expect(await numbers(meetingId, c.secretary)).toEqual(all);
    expect(await numbers(meetingId, c.member)).toEqual(all);
    expect(await app().query('packs.run', { documentId: a }, c.member)).toEqual({ first: 3, count: 3 });
    await expect(app().query('packs.numbers', { meetingId }, c.otherOfficer)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('packs PK2 packs PK3 numbers stay through additions, moves, longer versions and withdrawals', async () => {
    const { meetingId, itemId, report, annex, general } = await session();
    expect(await numbers(meetingId)).toEqual([[general, 1, 2], [report, 3, 3], [annex, 6, 4]]);
    await app().execute('documents.replace', { documentId: report, replaces: 1, reason: 'Bổ sung số liệu', ...(await staged(meetingId, 'Moi.pdf', 5)) }, c.secretary);
    const late = await attach(meetingId, null, 'Them.pdf', 1);
    await app().execute('documents.reorder', { meetingId, itemId, order: [annex, report] }, c.secretary);
    await app().execute('documents.withdraw', { documentId: annex, version: await versionOf(meetingId, annex) }, c.secretary);
    const last = await attach(meetingId, itemId, 'Cuoi.pdf', 2);
    await followed();
    expect(Object.fromEntries((await numbers(meetingId)).map(([id, first, count]) => [id, [first, count]]))).toEqual({ [general]: [1, 2], [report]: [3, 3], [late]: [10, 1], [last]: [11, 2] });
  });
});

describe('packs of a session', () => {
  it('packs PK5 packs PK6 packs PK9 it is made once for everybody and sealed for each, with signed originals beside', { timeout: LONG }, async () => {
    const { meetingId } = await session();
    const packId = await made(meetingId, c.member);
    expect(await ask(meetingId, c.chair)).toBe(packId);
    const [one, other] = [await fetched(packId, c.member), await fetched(packId, c.chair)];
    expect([one.status, pagesIn(onDisk(one.bytes)), one.bytes.equals(other.bytes)]).toEqual([200, 10, false]);
    expect(one.headers.get('cache-control')).toContain('no-store');
    expect(one.headers.get('content-length')).toBe(String(one.bytes.length));
    expect(one.bytes.includes('/EmbeddedFile')).toBe(true);
    const document = await PDFDocument.load(one.bytes);
    expect(document.getPageCount()).toBe(10);
    const { reader } = app().database;
    const row = await reader.pack.findUniqueOrThrow({ where: { id: packId } });
    const stored: Buffer[] = [];
    for await (const part of await app().staging.open({ key: row.blobKey ?? '', sha256: row.sha256 ?? '', size: row.size ?? 0 })) stored.push(part as Buffer);
    // Signed originals inside have an end of their own.
    expect(Buffer.concat(stored).subarray(-2_000).includes('startxref')).toBe(false);
    expect(createHash('sha256').update(Buffer.concat(stored)).digest('hex')).toBe(row.sha256);
  });

  it('packs PK7 a paper that changed makes it out of date at once, and its bytes go', { timeout: LONG }, async () => {
    const { meetingId, general } = await session();
    const packId = await made(meetingId, c.member);
    const { blobKey } = await app().database.reader.pack.findUniqueOrThrow({ where: { id: packId } });
    await app().execute('documents.replace', { documentId: general, replaces: 1, reason: 'Sửa lỗi', ...(await staged(meetingId, 'Chuong trinh moi.pdf', 1)) }, c.secretary);
    // Before anything followed from it.
    expect((await fetched(packId, c.member)).status).toBe(410);
    expect(await app().query('packs.session', { meetingId }, c.member)).toMatchObject({ current: null, isOutOfDate: true });
    // Made of the new papers, and not over because of what it has already.
    const again = await made(meetingId, c.member);
    expect(again).not.toBe(packId);
    await followed();
    await app().jobs.drain();
    expect(await app().ports.staging.stat(blobKey ?? '')).toBeUndefined();
    expect(await made(meetingId, c.member)).toBe(again);
    const words = JSON.stringify(await app().query('packs.session', { meetingId }, c.member));
    expect(words).toContain('"state":"ready"');
    expect(pagesIn(onDisk((await fetched(again, c.member)).bytes))).toBe(9);
  });

  it('packs PK8 it is for people of the session from publication on; a part by paper and pages', { timeout: LONG }, async () => {
    const draft = await createMeeting(c);
    await expect(ask(draft, c.secretary)).rejects.toMatchObject({ reason: 'packs.not_published' });
    await expect(ask(draft, c.member)).rejects.toMatchObject({ code: 'not_found' });
    const { meetingId, annex } = await session();
    await expect(ask(meetingId, c.otherOfficer)).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(meetingId, c.member, { part: { documentId: annex, from: 3, to: 9 } })).rejects.toMatchObject({ reason: 'packs.no_such_pages' });
    const packId = await made(meetingId, c.member, { part: { documentId: annex, from: 2, to: 3 } });
    expect((await fetched(packId, c.otherOfficer)).status).toBe(404);
    const { bytes } = await fetched(packId, c.member);
    expect(pagesIn(onDisk(bytes))).toBe(3);
  });

  it('packs PK10 large print is made for a named person, by that person or the office, and given to these alone', { timeout: LONG }, async () => {
    const { meetingId } = await session();
    await expect(ask(meetingId, c.deputy, { large: true, forId: c.member.personId })).rejects.toMatchObject({ reason: 'packs.for_others' });
    await expect(ask(meetingId, c.secretary, { large: true, forId: c.otherOfficer.personId })).rejects.toMatchObject({ reason: 'packs.no_seat' });
    const packId = await made(meetingId, c.secretary, { large: true, forId: c.member.personId });
    expect((await fetched(packId, c.deputy)).status).toBe(404);
    const { bytes } = await fetched(packId, c.member);
    expect((await PDFDocument.load(bytes)).getPage(1).getWidth()).toBeCloseTo(630, 0);
    expect((await app().query('packs.session', { meetingId }, c.member)).others).toMatchObject([{ id: packId, isLarge: true, for: 'Cù Minh Thạc' }]);
    expect((await app().query('packs.session', { meetingId }, c.deputy)).others).toEqual([]);
  });

  it('packs PK11 each time it is handed out stands in the audit log; what is to be printed counts, page by page', { timeout: LONG }, async () => {
    const { meetingId, annex, report } = await session();
    const packId = await made(meetingId, c.member);
    const printed = async () => (await app().query('metrics.meeting', { meetingId }, c.secretary)).paper.totals.pagesPrinted;
    const before = await printed();
    await fetched(packId, c.member);
    expect(await printed()).toBe(before);
    await fetched(packId, c.member, '?print');
    expect(await printed()).toBe(before + 9);
    await fetched(await made(meetingId, c.member, { part: { documentId: annex, from: 1, to: 2 } }), c.member, '?print');
    expect(await printed()).toBe(before + 11);
    expect((await app().query('metrics.meeting', { meetingId }, c.secretary)).paper.documents.find(({ id }) => id === report)).toMatchObject({ printed: 1 });
    const entries = await app().database.reader.auditEntry.findMany({ where: { action: 'packs.hand-out', meetingId }, orderBy: { seq: 'asc' } });
    expect(entries.map(({ actorId, details }) => [actorId, (JSON.parse(details) as { print: boolean }).print])).toEqual([[c.member.personId, false], [c.member.personId, true], [c.member.personId, true]]);
  });

  it('http C12 a link on another site hands out nothing and counts nothing', { timeout: LONG }, async () => {
    const { meetingId } = await session();
    const packId = await made(meetingId, c.member);
    caller = c.member;
    for (const site of ['cross-site', 'same-site']) expect((await fetch(`${address}/packs/${packId}?print`, { headers: { 'sec-fetch-site': site } })).status).toBe(403);
    expect((await app().query('metrics.meeting', { meetingId }, c.secretary)).paper.totals.pagesPrinted).toBe(0);
    for (const site of ['same-origin', 'none']) expect((await fetch(`${address}/packs/${packId}`, { headers: { 'sec-fetch-site': site } })).status).toBe(200);
    expect(await app().database.reader.auditEntry.count({ where: { action: 'packs.hand-out', meetingId } })).toBe(2);
  });

  it('packs PK12 after a day it is gone and is made again; two wait for one person at most', { timeout: LONG }, async () => {
    const { meetingId, annex } = await session();
    const packId = await made(meetingId, c.member);
    c.installation.clock.advance(25 * 3_600_000);
    expect((await fetched(packId, c.member)).status).toBe(410);
    await ask(meetingId, c.member);
    await ask(meetingId, c.member, { part: { documentId: annex, from: 1, to: 1 } });
    await expect(ask(meetingId, c.member, { part: { documentId: annex, from: 2, to: 2 } })).rejects.toMatchObject({ reason: 'packs.too_many' });
    await app().jobs.drain();
  });
});
