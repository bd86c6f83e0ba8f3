import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express from 'express';
import { PDFDocument } from 'pdf-lib';
import { pino } from 'pino';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { errorResponse } from '../../../server/transports/http/errors';
import { fileRoutes } from '../../../server/transports/http/files';
import { uploadRoutes } from '../../../server/transports/http/uploads';
import { openCommittee, publishedMeeting, type Committee } from '../meetings/committee';

let c: Committee;
let server: Server;
let origin: string;
let meetingId: string;
let itemId: string;
let one: Uint8Array;
let two: Uint8Array;

/** A small PDF whose bytes nobody else has; its stream is larger than a few chunks. */
async function pdf(title: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]);
  document.setTitle(title);
  await document.embedFont('Helvetica');
  const bytes = await document.save({ useObjectStreams: false });
  // After %%EOF readers ignore a comment: more than the buffers between here and there hold.
  return Buffer.concat([bytes, Buffer.from(`\n%${randomBytes(8_000_000).toString('hex')}\n%%EOF\n`)]);
}

beforeAll(async () => {
  one = await pdf('Một');
  two = await pdf('Hai');
});
beforeEach(async () => {
  c = await openCommittee();
  ({ meetingId, itemId } = await publishedMeeting(c));
  const { application } = c.house;
  const callerOf = (): Committee['secretary'] => c.secretary;
  const app = express().disable('etag');
  app.use('/files', fileRoutes(application, callerOf));
  app.use('/upload', uploadRoutes({ application, callerOf, tmpDir: path.join(c.house.dataDir, 'uploads') }));
  app.use(errorResponse(pino({ level: 'silent' })));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await c.house.close();
});

async function upload(bytes: Uint8Array, fields: Record<string, string>): Promise<{ status: number; answer: { documentId?: string; number?: number; error?: { reason: string } } }> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set('file', new Blob([bytes as BlobPart]), 'Tờ trình.pdf');
  const response = await fetch(`${origin}/upload/meetings/${meetingId}`, { method: 'POST', body });
  return { status: response.status, answer: (await response.json()) as never };
}

const blobFiles = (): string[] => readdirSync(path.join(c.house.dataDir, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));

describe('a paper sent again after its answer was lost', () => {
  test('D12 is answered as the first time, leaves one file, and other bytes or another place under the same id are a conflict', async () => {
    const commandId = randomUUID();
    const first = await upload(one, { itemId, commandId });
    expect(first.status).toBe(201);
    const again = await upload(one, { itemId, commandId });
    expect(again).toEqual(first);
    expect(blobFiles()).toHaveLength(1);
    for (const [bytes, fields] of [[two, { itemId, commandId }], [one, { commandId }]] as const) {
      expect(await upload(bytes, fields)).toMatchObject({ status: 409, answer: { error: { reason: 'command.id_reused' } } });
    }
    expect(blobFiles()).toHaveLength(1);

    const replacing = randomUUID();
    const { documentId = '' } = first.answer;
    const replaced = await upload(two, { documentId, replaces: '1', commandId: replacing });
    expect(replaced).toMatchObject({ status: 201, answer: { number: 2 } });
    expect(await upload(two, { documentId, replaces: '1', commandId: replacing })).toEqual(replaced);
    expect(blobFiles()).toHaveLength(2);
  });

  test('D12 also twice at the same moment', async () => {
    const commandId = randomUUID();
    const [first, second] = await Promise.all([upload(one, { itemId, commandId }), upload(one, { itemId, commandId })]);
    expect(first.status).toBe(201);
    expect(second).toEqual(first);
    expect(blobFiles()).toHaveLength(1);
  });
});

describe('a paper whose stored file was injured', () => {
  const INJURIES: [string, (file: string) => void][] = [
    ['changed', (file) => writeFileSync(file, Buffer.from(two))],
    ['cut short', (file) => truncateSync(file, 100)],
    ['deleted', (file) => rmSync(file)],
  ];

  test.each(INJURIES)('D13 %s is given to nobody: whole, in ranges, by HEAD, and the refusal is kept nowhere', async (_title, injure) => {
    const { answer } = await upload(one, { itemId });
    const address = `${origin}/files/documents/${answer.documentId ?? ''}/1`;
    const sound = await fetch(address);
    expect([sound.status, sound.headers.get('cache-control'), sound.headers.get('vary')]).toEqual([200, 'private, no-cache, no-transform', 'Cookie']);
    expect(Buffer.from(await sound.arrayBuffer()).equals(Buffer.from(one))).toBe(true);
    const etag = sound.headers.get('etag') ?? '';
    const [file = ''] = blobFiles();
    injure(file);
    for (const init of [{}, { headers: { range: 'bytes=0-9' } }, { headers: { range: 'bytes=-9' } }]) {
      const refused = await fetch(address, init);
      expect([refused.status, refused.headers.get('etag'), refused.headers.get('cache-control')]).toEqual([500, null, 'no-store']);
      expect(await refused.json()).toMatchObject({ error: { code: 'internal', reason: 'storage.damaged_file' } });
    }
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(500);
    // What the browser has was compared when it was given out.
    expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('D13 while it is on its way breaks the answer off', async () => {
    const { answer } = await upload(one, { itemId });
    const [file = ''] = blobFiles();
    const ended = await new Promise<string>((resolve) => {
      const asking = request(`${origin}/files/documents/${answer.documentId ?? ''}/1`, (response) => {
        // Nothing is read until the file has been changed; what lies in buffers is far less than the paper.
        writeFileSync(file, Buffer.alloc(one.byteLength));
        response.on('data', () => undefined);
        response.on('end', () => resolve(response.complete ? 'complete' : 'broken off'));
        response.on('error', () => resolve('broken off'));
      });
      asking.on('error', () => resolve('broken off'));
      asking.end();
    });
    expect(ended).toBe('broken off');
  });
});
