import { randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../server/kernel/actor';
import { openScratch } from '../../../server/adapters/system/scratch';
import { errorResponse } from '../../../server/transports/http/errors';
import { uploadRoutes } from '../../../server/transports/http/uploads';
import { age } from '../../support/file-on-disk';
import { listen, type Listening } from '../../support/listening';
import { factsOf, openCommittee, publishedMeeting, type Committee } from '../meetings/committee';

let c: Committee;
let server: Listening;
let origin: string;
let meetingId: string;
let itemId: string;
let caller: Caller;
let verdict: 'accepted' | 'refused';

const bytes = Buffer.concat([Buffer.from('%PDF-1.7 '), Buffer.alloc(600_000, 'giấy tờ ')]);

async function serve(): Promise<void> {
  const { application } = c.installation;
  const app = express().disable('etag');
  app.use('/upload', uploadRoutes({ application, callerOf: () => caller, tmpDir: path.join(c.installation.dataDir, 'uploads') }));
  app.use(errorResponse(pino({ level: 'silent' }), application));
  server = await listen(app);
  ({ origin } = server);
}

beforeEach(async () => {
  c = await openCommittee();
  ({ meetingId, itemId } = await publishedMeeting(c));
  caller = c.secretary;
  verdict = 'accepted';
  const { application } = c.installation;
  // The child that inspects has tests of its own.
  application.ports.inspector = { inspect: async () => (verdict === 'accepted' ? ({ ok: true, facts: factsOf(1) } as const) : ({ ok: false, reason: 'documents.secret_marking', params: {}, offer: 'paper_only' } as const)) };
  application.jobs.start();
  await serve();
});
afterEach(async () => {
  await server.stop();
  await c.installation.close();
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const folder = (): string => path.join(c.installation.dataDir, 'uploads', 'arriving');
const lying = (): string[] => { try { return readdirSync(folder()); } catch { return []; } };
const at = (sendId: string): string => `${origin}/upload/arriving/${meetingId}/${sendId}`;

const begin = (sendId: string, length = bytes.length, name = 'Tờ trình.pdf'): Promise<Response> =>
  fetch(`${origin}/upload/arriving/${meetingId}`, { method: 'POST', headers: { 'upload-length': String(length), 'upload-metadata': `sendId ${base64(sendId)},filename ${base64(name)}` } });
const offsetOf = async (sendId: string): Promise<number> => Number((await fetch(at(sendId), { method: 'HEAD' })).headers.get('upload-offset'));
const part = (sendId: string, offset: number, body: Uint8Array): Promise<Response> =>
  fetch(at(sendId), { method: 'POST', headers: { 'x-http-method-override': 'PATCH', 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }, body: body as BodyInit });
const finish = (sendId: string, wanted: Record<string, unknown> = { itemId }): Promise<Response> => fetch(`${at(sendId)}/paper`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wanted) });
const reasonOf = async (answer: Response): Promise<string> => ((await answer.json()) as { error: { reason: string } }).error.reason;

describe('a file that comes in parts', () => {
  test('documents D40 goes on where its last part ended, becomes the paper once, and a lost answer is given again', async () => {
    const sendId = randomUUID();
    const begun = await begin(sendId);
    expect([begun.status, begun.headers.get('location'), begun.headers.get('tus-resumable')]).toEqual([201, `/upload/arriving/${meetingId}/${sendId}`, '1.0.0']);
    expect((await part(sendId, 0, bytes.subarray(0, 250_000))).headers.get('upload-offset')).toBe('250000');
    // Begun again after a reload, it is the same file.
    expect((await begin(sendId)).headers.get('upload-offset')).toBe('250000');
    expect(await offsetOf(sendId)).toBe(250_000);
    const early = await finish(sendId);
    expect([early.status, await reasonOf(early)]).toEqual([409, 'upload.offset']);
    expect((await part(sendId, 250_000, bytes.subarray(250_000))).status).toBe(204);
    const made = await finish(sendId);
    expect(made.status).toBe(201);
    const answer = (await made.json()) as { documentId: string; title: string };
    expect(answer.title).toBe('Tờ trình');
    expect(lying()).toEqual([]);
    expect((await begin(sendId)).headers.get('upload-offset')).toBe(String(bytes.length));
    const again = await finish(sendId);
    expect([again.status, await again.json()]).toEqual([201, answer]);
    const { size, fileName } = await c.installation.application.query('documents.list', { meetingId }, c.secretary).then(({ documents }) => documents.find(({ id }) => id === answer.documentId) ?? { size: 0, fileName: '' });
    expect([size, fileName]).toEqual([bytes.length, 'Tờ trình.pdf']);
  });

  test('documents D40 keeps what has come where the line is cut in the middle of a part, and who comes back takes over', async () => {
    const sendId = randomUUID();
    await begin(sendId);
    const url = new URL(at(sendId));
    const line = connect(Number(url.port), url.hostname);
    await new Promise((resolve) => line.once('connect', resolve));
    line.write(`POST ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nX-HTTP-Method-Override: PATCH\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\nContent-Length: ${bytes.length}\r\n\r\n`);
    line.write(bytes.subarray(0, 200_000));
    const file = path.join(folder(), lying().find((name) => name.endsWith(sendId)) ?? '');
    await expect.poll(() => statSync(file).size).toBe(200_000);
    // The first line hangs; a second one goes on: the first is cut, what it brought stays.
    const refused = await part(sendId, 0, bytes.subarray(0, 10));
    expect([refused.status, await reasonOf(refused)]).toEqual([409, 'upload.offset']);
    line.destroy();
    expect(await offsetOf(sendId)).toBe(200_000);
    expect((await part(sendId, 200_000, bytes.subarray(200_000))).status).toBe(204);
    expect((await finish(sendId)).status).toBe(201);
  });

  test('documents D40 outlives the program, and is erased a day after its last part', async () => {
    const sendId = randomUUID();
    await begin(sendId);
    await part(sendId, 0, bytes.subarray(0, 1_000));
    await openScratch(path.join(c.installation.dataDir, 'uploads'));
    await server.stop();
    await serve();
    expect(await offsetOf(sendId)).toBe(1_000);
    for (const name of lying()) age(path.join(folder(), name), 25 * 60 * 60_000);
    await begin(randomUUID());
    expect((await fetch(at(sendId), { method: 'HEAD' })).status).toBe(404);
  });

  test('documents D40 is known to its sender alone, and to the session it was begun for', async () => {
    const sendId = randomUUID();
    await begin(sendId);
    for (const other of [c.member, c.assistant, c.otherOfficer]) {
      caller = other;
      expect((await fetch(at(sendId), { method: 'HEAD' })).status).toBe(404);
      expect((await part(sendId, 0, bytes)).status).toBe(404);
      expect([403, 404]).toContain((await finish(sendId)).status);
    }
    caller = { kind: 'anonymous' };
    expect((await part(sendId, 0, bytes)).status).toBe(401);
    caller = c.secretary;
    expect((await fetch(`${origin}/upload/arriving/${randomUUID()}/${sendId}`, { method: 'HEAD' })).status).toBe(404);
    expect((await fetch(`${origin}/upload/arriving/${meetingId}/..%2f..%2fphien.sqlite`, { method: 'HEAD' })).status).toBe(404);
    expect(await offsetOf(sendId)).toBe(0);
  });

  test('documents D40 takes no byte more than was announced, nothing too large, and no other file under the same id', async () => {
    const sendId = randomUUID();
    expect((await begin(randomUUID(), 300 * 1024 * 1024)).status).toBe(413);
    expect((await begin(randomUUID(), 0)).status).toBe(400);
    expect((await begin('nothing')).status).toBe(404);
    await begin(sendId, 1_000);
    expect((await part(sendId, 0, bytes.subarray(0, 2_000))).status).toBe(413);
    const reused = await begin(sendId, 2_000);
    expect([reused.status, await reasonOf(reused)]).toEqual([409, 'command.id_reused']);
  });

  test('documents D41 is let go at a word of its sender; a refused one leaves nothing', async () => {
    const sendId = randomUUID();
    await begin(sendId);
    await part(sendId, 0, bytes.subarray(0, 1_000));
    expect((await fetch(at(sendId), { method: 'POST', headers: { 'x-http-method-override': 'DELETE' } })).status).toBe(204);
    expect(lying()).toEqual([]);
    verdict = 'refused';
    const secret = randomUUID();
    await begin(secret);
    await part(secret, 0, bytes);
    const refused = await finish(secret);
    expect([refused.status, await reasonOf(refused)]).toEqual([422, 'documents.secret_marking']);
    expect(lying()).toEqual([]);
    expect(readdirSync(path.join(c.installation.dataDir, 'waiting'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual([]);
  });
});

describe('the order of papers', () => {
  test('documents D39 is that of their names, whichever file came first, and an order made by hand stays', async () => {
    const names = ['10_Du thao.pdf', 'Phụ lục 10.pdf', '02_Bao cao.pdf', 'Phụ lục 2.pdf', '1. To trinh.pdf'];
    for (const [index, name] of names.entries()) {
      const sendId = randomUUID();
      const file = Buffer.concat([bytes.subarray(0, 1_000), Buffer.from(String(index))]);
      await begin(sendId, file.length, name);
      await part(sendId, 0, file);
      expect((await finish(sendId)).status).toBe(201);
    }
    const { application } = c.installation;
    const listed = async (): Promise<{ id: string; fileName: string }[]> => (await application.query('documents.list', { meetingId }, c.secretary)).documents.filter((paper) => paper.itemId === itemId && names.concat('3.pdf').includes(paper.fileName));
    expect((await listed()).map(({ fileName }) => fileName)).toEqual(['1. To trinh.pdf', '02_Bao cao.pdf', '10_Du thao.pdf', 'Phụ lục 2.pdf', 'Phụ lục 10.pdf']);
    const all = (await application.query('documents.list', { meetingId }, c.secretary)).documents.filter((paper) => paper.itemId === itemId).map(({ id }) => id);
    await application.execute('documents.reorder', { meetingId, itemId, order: [...all].reverse() }, c.secretary);
    const sendId = randomUUID();
    await begin(sendId, 1_000, '3.pdf');
    await part(sendId, 0, bytes.subarray(0, 1_000));
    await finish(sendId);
    expect((await listed()).map(({ fileName }) => fileName)).toEqual(['Phụ lục 10.pdf', 'Phụ lục 2.pdf', '10_Du thao.pdf', '02_Bao cao.pdf', '1. To trinh.pdf', '3.pdf']);
  });
});
