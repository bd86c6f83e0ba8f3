import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { PDFDocument } from 'pdf-lib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPagePainter } from '../../../server/adapters/pdf/page-painter';
import { verifyInstallation } from '../../../server/application';
import { system } from '../../../server/kernel/actor';
import { PICTURE_LIMITS, type PagePainter } from '../../../server/kernel/ports/page-painter';
import type { HeavyPage } from '../../../server/kernel/ports/pdf-inspector';
import { errorResponse } from '../../../server/transports/http/errors';
import { fileRoutes } from '../../../server/transports/http/files';
import { checkStoredFiles } from '../../../server/transports/cli/doctor-files';
import { readFiles } from '../../../server/modules/storage/jobs/read-files';
import { bundleChildren } from '../../support/bundled-child';
import { adoptRecord, openTestInstallation } from '../../support/installation';
import { doJob } from '../../support/jobs';
import { listen, type Listening } from '../../support/listening';
import { openCommittee, publishedMeeting, stagedFile, type Committee } from '../meetings/committee';

let c: Committee;
let server: Listening;
let origin: string;
let caller: Committee['secretary'];
let meetingId: string;
let itemId: string;
let painter: PagePainter;
let folder: string;
const noted: unknown[] = [];
const program = system('test');
const log = pino({ level: 'silent' });

beforeAll(async () => {
  const made = await bundleChildren('page-picture');
  folder = made.folder;
  painter = createPagePainter({ program: made.programs['page-picture'], wallMs: 120_000 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  c = await openCommittee();
  await adoptRecord(c.installation);
  caller = c.member;
  noted.length = 0;
  ({ meetingId, itemId } = await publishedMeeting(c));
  const app = express().disable('etag');
  app.use('/files', fileRoutes(c.installation.application, () => caller, { note: (download) => void noted.push(download) }));
  app.use(errorResponse(log, c.installation.application));
  server = await listen(app);
  ({ origin } = server);
});
afterEach(async () => {
  await server.stop();
  await c.installation.close();
});

const heavy = (...pages: number[]): HeavyPage[] => pages.map((page) => ({ page, cause: 'pixels', figure: 70 }));

/** A paper of that many real pages, each of another size; the pages named are heavy, as the inspection would have said. */
async function paper(name: string, pages: number, ...pictured: number[]): Promise<string> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1) document.addPage([100 * page, 200]).drawRectangle({ x: 10, y: 10, width: 50, height: 50 });
  document.setTitle(name);
  const bytes = Buffer.from(await document.save());
  const file = await stagedFile(c, meetingId, name, pages, { bytes, facts: { heavy: heavy(...pictured) } });
  const { documentId, heavy: told } = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...file }, c.secretary);
  expect(told).toEqual(heavy(...pictured));
  return documentId;
}

const drawAll = async (by = painter): Promise<void> => {
  c.installation.application.ports.painter = by;
  await c.installation.application.jobs.drain();
};
const open = (documentId: string) => c.installation.application.query('documents.open', { documentId }, c.member);
const askPicture = (documentId: string, page: number, version = 1, init: RequestInit = {}) => fetch(`${origin}/files/documents/${documentId}/${version}/pages/${page}`, init);
/** Says what it was asked to draw, in order, and draws nothing. */
const failing = (asked: string[], tookMs = 10): PagePainter => ({
  paint: async (file, page) => {
    asked.push(`${readFileSync(file).length}:${page}`);
    return { ok: false, failure: 'timeout', tookMs };
  },
});

describe('pages shown from pictures', () => {
  test('documents D25 which they are is settled with the version, and told to who uploads and who reads', async () => {
    const documentId = await paper('ban-do.pdf', 3, 2, 3);
    expect((await open(documentId)).pictures).toEqual([{ page: 2, state: 'waiting' }, { page: 3, state: 'waiting' }]);
    expect(await (await fetch(`${origin}/files/documents/${documentId}/1/pages`)).json()).toEqual({ pages: [{ page: 2, state: 'waiting' }, { page: 3, state: 'waiting' }] });
    const replacing = await stagedFile(c, meetingId, 'khac.pdf', 1);
    await c.installation.application.execute('documents.replace', { documentId, reason: 'Sửa số liệu', ...replacing }, c.secretary);
    expect((await open(documentId)).pictures).toEqual([]);
  });

  test('documents D26 each is drawn after the paper came in, also what a stop left over, and stored as what it is', async () => {
    const documentId = await paper('ban-do.pdf', 3, 1, 3);
    expect([(await askPicture(documentId, 1)).status, (await askPicture(documentId, 2)).status]).toEqual([202, 404]);
    const { application, dataDir, clock } = c.installation;
    let isBegun = false;
    application.ports.painter = {
      paint: (file, page, target, given) => {
        if (page === 1) return painter.paint(file, page, target, given);
        isBegun = true;
        return new Promise((_, reject) => void given?.signal?.addEventListener('abort', () => reject(given.signal?.reason as Error)));
      },
    };
    application.jobs.start();
    await expect.poll(() => isBegun, { timeout: 60_000 }).toBe(true);
    expect((await open(documentId)).pictures.map(({ state }) => state)).toEqual(['made', 'waiting']);
    await application.stop();
    c = { ...c, installation: await openTestInstallation({ dataDir, at: clock.now().toISOString() }) };
    c.installation.application.ports.painter = painter;
    c.installation.application.jobs.start();
    await expect.poll(async () => (await open(documentId)).pictures.map(({ state }) => state), { timeout: 60_000 }).toEqual(['made', 'made']);
    // Put in line with the paper, begun by itself.
    const next = await paper('tiep.pdf', 1, 1);
    await expect.poll(async () => (await open(next)).pictures[0]?.state, { timeout: 60_000 }).toBe('made');
    await expect.poll(() => readdirSync(path.join(dataDir, 'uploads'))).toEqual([]);
    const rows = await c.installation.application.database.reader.pagePicture.findMany({ where: { version: { documentId } }, orderBy: { page: 'asc' } });
    expect(rows.map(({ page, width, height }) => [page, width, height])).toEqual([[1, 417, 833], [3, 1_250, 833]]);
  });

  test('documents D26 papers take turns, so that a book does not keep a plan waiting, and withdrawn papers are left alone', async () => {
    const book = await paper('sach.pdf', 20, ...Array.from({ length: 20 }, (_, index) => index + 1));
    const plan = await paper('ban-ve.pdf', 1, 1);
    const withdrawn = await paper('rut.pdf', 1, 1);
    const { version } = (await c.installation.application.query('documents.list', { meetingId }, c.secretary)).documents.find(({ id }) => id === withdrawn) ?? { version: 0 };
    await c.installation.application.execute('documents.withdraw', { documentId: withdrawn, version }, c.secretary);
    const asked: string[] = [];
    await drawAll(failing(asked));
    const papers = asked.map((line) => line.split(':')[0]);
    expect([asked.length, papers.indexOf(papers.find((size) => size !== papers[0]) ?? '')]).toEqual([21, 8]);
    const done = async (documentId: string) => (await open(documentId)).pictures.filter(({ state }) => state !== 'waiting').length;
    expect([await done(book), await done(plan)]).toEqual([20, 1]);
    expect(await c.installation.application.database.reader.pagePicture.count({ where: { state: 'waiting', version: { documentId: withdrawn } } })).toBe(1);
  });

  test('documents D27 a page that cannot be drawn within its limits says so, and the others are drawn', async () => {
    const documentId = await paper('nang.pdf', 3, 1, 2, 3);
    await drawAll({ paint: (file, page, target, more) => (page === 2 ? Promise.resolve({ ok: false, failure: 'killed', tookMs: 60_000 }) : painter.paint(file, page, target, more)) });
    expect((await open(documentId)).pictures.map(({ state }) => state)).toEqual(['made', 'failed', 'made']);
    const answer = await askPicture(documentId, 2);
    expect([answer.status, answer.headers.get('clear-site-data'), await answer.json()]).toEqual([202, null, { state: 'failed' }]);
    const entries = await c.installation.application.database.reader.auditEntry.findMany({ where: { action: 'documents.record-picture' }, orderBy: { seq: 'asc' } });
    expect(entries.map(({ objectId, details }) => [objectId, JSON.parse(details) as object])).toEqual([
      [documentId, { number: 1, page: 1, sha256: expect.any(String) as string }], [documentId, { number: 1, page: 2, failure: 'killed' }], [documentId, { number: 1, page: 3, sha256: expect.any(String) as string }],
    ]);
  });

  test('documents D27 all pages of a paper together have a budget; what is left over is not drawn', async () => {
    const documentId = await paper('sach.pdf', 5, 1, 2, 3, 4, 5);
    const asked: string[] = [];
    await drawAll(failing(asked, PICTURE_LIMITS.totalMs / 2.5));
    expect(asked).toHaveLength(3);
    const rows = await c.installation.application.database.reader.pagePicture.findMany({ where: { version: { documentId } }, orderBy: { page: 'asc' } });
    expect(rows.map(({ failure }) => failure)).toEqual(['timeout', 'timeout', 'timeout', 'budget', 'budget']);
  });

  test('documents D27 a fault that is not the file\'s settles nothing, and keeps no other paper waiting', async () => {
    const stuck = await paper('hong.pdf', 1, 1);
    const { blobKey } = await c.installation.application.query('documents.file', { documentId: stuck }, c.secretary);
    writeFileSync(path.join(c.installation.dataDir, 'blobs', blobKey.slice(-2), blobKey), 'khác');
    const sound = await paper('lanh.pdf', 1, 1);
    await drawAll();
    expect((await open(sound)).pictures[0]?.state).toBe('made');
    expect((await open(stuck)).pictures[0]?.state).toBe('waiting');
  });

  test('documents D28 a picture is given under the same rules as its paper, and counts as sent', async () => {
    const documentId = await paper('ban-do.pdf', 2, 1);
    await drawAll();
    const answer = await askPicture(documentId, 1);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control'), answer.headers.get('vary'), answer.headers.get('x-content-type-options')]).toEqual([200, 'image/jpeg', 'private, no-cache, no-transform', 'Cookie', 'nosniff']);
    expect(noted).toEqual([{ personId: c.member.personId, kind: 'document', id: documentId, version: 1 }]);
    const etag = answer.headers.get('etag') ?? '';
    expect((await askPicture(documentId, 1, 1, { headers: { 'if-none-match': etag } })).status).toBe(304);
    caller = c.otherOfficer;
    const refused = await askPicture(documentId, 1, 1, { headers: { 'if-none-match': etag } });
    expect([refused.status, refused.headers.get('clear-site-data')]).toEqual([404, '"cache"']);
    expect((await fetch(`${origin}/files/documents/${documentId}/1/pages`)).status).toBe(404);
    await c.installation.application.execute('documents.replace', { documentId, reason: 'Sửa số liệu', ...(await stagedFile(c, meetingId, 'moi.pdf', 1)) }, c.secretary);
    caller = c.member;
    // An earlier version stays with those who could read it (D6).
    expect((await askPicture(documentId, 1)).status).toBe(200);
    caller = c.otherOfficer;
    expect((await askPicture(documentId, 1)).status).toBe(404);
    caller = c.secretary;
    expect((await askPicture(documentId, 1)).status).toBe(200);
  });

  test('documents D28 a picture is a stored file like any other: read in the round, part of the record, used once', async () => {
    const documentId = await paper('ban-do.pdf', 1, 1);
    await drawAll();
    const { application, dataDir } = c.installation;
    const row = await application.database.reader.pagePicture.findFirstOrThrow({ where: { version: { documentId } } });
    const key = row.blobKey ?? '';
    const named = await application.query('storage.next-files', { after: null, limit: 50 }, program);
    expect(named.find(({ blobKey }) => blobKey === key)).toMatchObject({ objectType: 'document', objectId: documentId, name: 'ban-do (1), 1' });
    expect(await verifyInstallation(dataDir, { noted: [], files: true })).toMatchObject({ differing: 0, files: 2 });
    const again = await paper('khac.pdf', 1, 1);
    const other = await application.database.reader.pagePicture.findFirstOrThrow({ where: { version: { documentId: again } } });
    const outcome = { file: { blobKey: key, sha256: row.sha256 ?? '', size: row.size ?? 1, width: 1, height: 1 } };
    await expect(application.execute('documents.record-picture', { versionId: other.versionId, page: 1, tookMs: 1, outcome }, program)).rejects.toThrow('Unique constraint');
    await expect(application.execute('documents.record-picture', { versionId: row.versionId, page: 1, tookMs: 1, outcome: { failure: 'timeout' } }, program)).rejects.toMatchObject({ code: 'conflict' });
    const file = path.join(dataDir, 'blobs', key.slice(-2), key);
    rmSync(file);
    await doJob(application, readFiles);
    expect((await application.query('storage.state', {}, program)).findings).toMatchObject([{ blobKey: key, problem: 'missing' }]);
    expect((await checkStoredFiles(dataDir, c.installation.clock.now()))[0]).toMatchObject({ state: 'fail' });
    expect((await askPicture(documentId, 1)).status).toBe(500);
    expect(await verifyInstallation(dataDir, { noted: [], files: true })).toMatchObject({ differing: 1, differences: [{ problem: 'file', kind: 'PagePicture' }] });
  });
});
