import { createHash, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../server/kernel/actor';
import type { Conversion } from '../../../server/kernel/ports/office-converter';
import { errorResponse } from '../../../server/transports/http/errors';
import { fileRoutes } from '../../../server/transports/http/files';
import { uploadRoutes } from '../../../server/transports/http/uploads';
import { listen, type Listening } from '../../support/listening';
import { factsOf, openCommittee, publishedMeeting, type Committee } from '../meetings/committee';

/** What becomes of an office file on its way to a paper; the converter itself has tests of its own (office.test.ts). */
let c: Committee;
let server: Listening;
let meetingId: string;
let itemId: string;
let caller: Caller;
const FOUND: Conversion = { kind: 'docx', fontsReplaced: ['.VnTime'], signsMissing: [], comments: 2, changes: 1, macros: 0, links: 0, isKnown: true };
const RENDITION = Buffer.from('%PDF-1.7 bản chuyển đổi');
const OTHER_RENDITION = Buffer.from('%PDF-1.7 bản chuyển đổi khác');
const ORIGINAL = Buffer.from('PK bản gốc');

beforeEach(async () => {
  c = await openCommittee();
  ({ meetingId, itemId } = await publishedMeeting(c));
  caller = c.secretary;
  const { application } = c.installation;
  application.ports.inspector = { inspect: async () => ({ ok: true, facts: factsOf(3) }) as const };
  application.ports.converter = {
    ...application.ports.converter,
    convert: async (_file, kind, target) => {
      if (kind === 'pptx') return { ok: false, reason: 'documents.office_encrypted', params: { kind } };
      await writeFile(target, kind === 'odt' ? OTHER_RENDITION : RENDITION);
      return { ok: true, conversion: FOUND };
    },
  };
  application.jobs.start();
  const app = express().disable('etag');
  app.use('/files', fileRoutes(application, () => caller, { note: () => undefined }));
  app.use('/upload', uploadRoutes({ application, callerOf: () => caller, tmpDir: path.join(c.installation.dataDir, 'uploads') }));
  app.use(errorResponse(pino({ level: 'silent' }), application));
  server = await listen(app);
});
afterEach(async () => {
  await server.stop();
  await c.installation.close();
});

async function send(name: string, more: Record<string, string> = {}): Promise<{ status: number; answer: { heldId?: string; error?: { reason: string } } }> {
  const body = new FormData();
  body.set('itemId', itemId);
  body.set('commandId', randomUUID());
  for (const [field, value] of Object.entries(more)) body.set(field, value);
  body.set('file', new Blob([ORIGINAL]), name);
  const response = await fetch(`${server.origin}/upload/meetings/${meetingId}`, { method: 'POST', body });
  return { status: response.status, answer: (await response.json()) as never };
}

const waiting = (): string[] => readdirSync(path.join(c.installation.dataDir, 'waiting'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);

describe('an office file', () => {
  test('documents D43 waits for its sender, who is told what was found and alone sees the PDF; confirmed it is a paper', async () => {
    const { application } = c.installation;
    const { status, answer } = await send('Tờ trình.docx');
    const { heldId = '' } = answer;
    expect(status).toBe(202);
    expect(await application.query('documents.held', { meetingId }, c.secretary)).toMatchObject([{ id: heldId, fileName: 'Tờ trình.docx', isDoubtful: false, conversion: { ...FOUND, pages: 3 } }]);
    const seen = await fetch(`${server.origin}/files/held/${heldId}`);
    expect([seen.headers.get('content-type'), Buffer.from(await seen.arrayBuffer())]).toEqual(['application/pdf', RENDITION]);
    for (const other of [c.assistant, c.member, c.chair]) {
      caller = other;
      expect((await fetch(`${server.origin}/files/held/${heldId}`)).status).toBe(404);
    }
    const before = (await application.query('documents.list', { meetingId }, c.member)).documents.length;
    const { documentId } = await application.execute('documents.confirm-held', { heldId }, c.secretary);
    const { documents } = await application.query('documents.list', { meetingId }, c.member);
    expect(documents).toHaveLength(before + 1);
    expect(documents.find(({ id }) => id === documentId)).toMatchObject({ title: 'Tờ trình', fileName: 'Tờ trình.pdf', pages: 3 });
  });

  test('documents D43 it may replace a paper, whatever that was made of: nothing changes until its sender confirms', async () => {
    const { application } = c.installation;
    const first = (await send('Tờ trình.docx')).answer;
    const { documentId } = await application.execute('documents.confirm-held', { heldId: first.heldId ?? '' }, c.secretary);
    const { status, answer } = await send('To trinh sua.odt', { documentId, replaces: '1', reason: 'Sửa số liệu' });
    expect(status).toBe(202);
    const paper = async () => (await application.query('documents.list', { meetingId }, c.member)).documents.find(({ id }) => id === documentId);
    expect(await paper()).toMatchObject({ number: 1 });
    expect(await application.execute('documents.confirm-held', { heldId: answer.heldId ?? '' }, c.secretary)).toMatchObject({ documentId });
    expect(await paper()).toMatchObject({ number: 2, title: 'Tờ trình' });
  });

  test('documents D44 the file as it came is kept with its SHA-256, read again at night, and named in the audit log', async () => {
    const { application } = c.installation;
    const { heldId = '' } = (await send('Biểu số liệu.xlsx')).answer;
    const { documentId } = await application.execute('documents.confirm-held', { heldId }, c.secretary);
    const sha256 = createHash('sha256').update(ORIGINAL).digest('hex');
    const [kept] = await application.database.reader.originalFile.findMany({ where: { version: { documentId } }, take: 2 });
    expect(kept).toMatchObject({ sha256, size: ORIGINAL.length, fileName: 'Biểu số liệu.xlsx' });
    expect(await application.blobs.check({ key: kept?.blobKey ?? '', sha256, size: ORIGINAL.length })).toBe('sound');
    expect(await application.query('storage.unnamed-files', { keys: [kept?.blobKey ?? ''] }, { kind: 'system', name: 'test' } as never)).toEqual([]);
    const [entry] = await application.database.reader.auditEntry.findMany({ where: { action: 'documents.confirm-held' }, take: 1 });
    expect(JSON.parse(entry?.details ?? '{}')).toMatchObject({ original: { sha256, fileName: 'Biểu số liệu.xlsx' } });
  });

  test('documents D52 the file as it came is given to those who prepare, as bytes to save, and to nobody else', async () => {
    const { application } = c.installation;
    const { heldId = '' } = (await send('Biểu số liệu.xlsx')).answer;
    const { documentId } = await application.execute('documents.confirm-held', { heldId }, c.secretary);
    expect((await application.query('documents.list', { meetingId }, c.assistant)).originals).toEqual([{ documentId, fileName: 'Biểu số liệu.xlsx' }]);
    expect((await application.query('documents.list', { meetingId }, c.member)).originals).toEqual([]);
    const statuses: number[] = [];
    for (const who of [c.member, c.chair, c.otherOfficer]) {
      caller = who;
      statuses.push((await fetch(`${server.origin}/files/documents/${documentId}/1/original`)).status);
    }
    expect(statuses).toEqual([403, 403, 404]);
    caller = c.assistant;
    const answer = await fetch(`${server.origin}/files/documents/${documentId}/1/original`);
    expect([answer.status, answer.headers.get('content-type'), Buffer.from(await answer.arrayBuffer())]).toEqual([200, 'application/octet-stream', ORIGINAL]);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*filename\*=UTF-8''Bi%E1%BB%83u/u);
    expect((await fetch(`${server.origin}/files/documents/${documentId}/2/original`)).status).toBe(404);
  });

  test('documents D43 not wanted, or refused by the converter, it leaves neither the file nor its PDF', async () => {
    const { heldId = '' } = (await send('Tờ trình.docx')).answer;
    expect(waiting()).toHaveLength(2);
    await c.installation.application.execute('documents.refuse-held', { heldId }, c.secretary);
    expect(waiting()).toEqual([]);
    const refused = await send('Trình chiếu.pptx');
    expect([refused.status, refused.answer.error?.reason]).toEqual([422, 'documents.office_encrypted']);
    expect(waiting()).toEqual([]);
  });
});
