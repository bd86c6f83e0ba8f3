import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PdfPart } from '../../../server/kernel/pdf-part';
import { errorResponse } from '../../../server/transports/http/errors';
import { fileRoutes } from '../../../server/transports/http/files';
import { uploadRoutes } from '../../../server/transports/http/uploads';
import { listen, type Listening } from '../../support/listening';
import { factsOf, openCommittee, publishedMeeting, stagedFile, type Committee } from '../meetings/committee';

let c: Committee;
let server: Listening;
let origin: string;
let meetingId: string;
let itemId: string;
const one = Buffer.from('%PDF-1.7 một');
const two = Buffer.from('%PDF-1.7 hai');
/** File of the paper last made. */
let big: string;

beforeEach(async () => {
  c = await openCommittee();
  ({ meetingId, itemId } = await publishedMeeting(c));
  const { application } = c.installation;
  rmSync(path.join(c.installation.dataDir, 'blobs'), { recursive: true });
  // The child that inspects has tests of its own; starting it six times would say nothing more here.
  application.ports.inspector = { inspect: async () => ({ ok: true, facts: factsOf(1) }) as const };
  application.jobs.start();
  const callerOf = (): Committee['secretary'] => c.secretary;
  const app = express().disable('etag');
  app.use('/files', fileRoutes(application, callerOf, { note: () => undefined }));
  app.use('/upload', uploadRoutes({ application, callerOf, tmpDir: path.join(c.installation.dataDir, 'uploads') }));
  app.use(errorResponse(pino({ level: 'silent' }), application));
  server = await listen(app);
  ({ origin } = server);
});
afterEach(async () => {
  await server.stop();
  await c.installation.close();
});

async function upload(bytes: Uint8Array, fields: Record<string, string>): Promise<{ status: number; answer: { documentId?: string; number?: number; error?: { reason: string } } }> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set('file', new Blob([bytes as BlobPart]), 'Tờ trình.pdf');
  const response = await fetch(`${origin}/upload/meetings/${meetingId}`, { method: 'POST', body });
  return { status: response.status, answer: (await response.json()) as never };
}

/** A paper of that many bytes, stored as the upload would. @returns its address. */
async function paperOf(bytes: Uint8Array, more: { part?: PdfPart; signed?: boolean } = {}): Promise<string> {
  const { application } = c.installation;
  const { documentId } = await application.execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'Tờ trình.pdf', 1, { bytes, facts: more })) }, c.secretary);
  const { blobKey: key } = await application.query('documents.file', { documentId }, c.secretary);
  big = path.join(c.installation.dataDir, 'blobs', key.slice(-2), key);
  return `${origin}/files/documents/${documentId}/1`;
}

const blobFiles = (): string[] => readdirSync(path.join(c.installation.dataDir, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));

describe('a paper sent again after its answer was lost', () => {
  test('documents D12 is answered as the first time, leaves one file, and other bytes or another place under the same id are a conflict', async () => {
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
    const replaced = await upload(two, { documentId, replaces: '1', reason: 'Sửa số liệu', commandId: replacing });
    expect(replaced).toMatchObject({ status: 201, answer: { number: 2 } });
    expect(await upload(two, { documentId, replaces: '1', reason: 'Sửa số liệu', commandId: replacing })).toEqual(replaced);
    expect(blobFiles()).toHaveLength(2);
  });

  test('documents D12 also twice at the same moment', async () => {
    const commandId = randomUUID();
    const [first, second] = await Promise.all([upload(one, { itemId, commandId }), upload(one, { itemId, commandId })]);
    expect(first.status).toBe(201);
    expect(second).toEqual(first);
    expect(blobFiles()).toHaveLength(1);
  });
});

describe('a paper with other bytes around the PDF', () => {
  test('documents D17 is shown and saved without them; a signed one is saved as it was handed in; the stored file keeps them', async () => {
    const whole = '@PJL JOB\n%PDF-1.7\n1 0 obj\n%%EOF\nrest';
    const part = { start: 9, end: whole.length - 4 };
    const clean = whole.slice(part.start, part.end);
    const text = async (address: string): Promise<string> => (await fetch(address)).text();
    const plain = await paperOf(Buffer.from(whole), { part });
    expect([await text(plain), await text(`${plain}?download`)]).toEqual([clean, clean]);
    expect(readFileSync(big, 'utf8')).toBe(whole);
    const signed = await paperOf(Buffer.from(`${whole}!`), { part, signed: true });
    expect([await text(signed), await text(`${signed}?download`)]).toEqual([clean, `${whole}!`]);
  });
});

describe('a paper whose stored file was injured', () => {
  const INJURIES: [string, (file: string) => void][] = [
    ['changed', (file) => writeFileSync(file, Buffer.alloc(300_000))],
    ['cut short', (file) => truncateSync(file, 100)],
    ['deleted', (file) => rmSync(file)],
  ];

  test.each(INJURIES)('documents D13 %s is given to nobody: whole, in ranges, by HEAD, and the refusal is kept nowhere', async (_title, injure) => {
    const bytes = randomBytes(300_000);
    const address = await paperOf(bytes);
    const sound = await fetch(address);
    expect([sound.status, sound.headers.get('cache-control'), sound.headers.get('vary')]).toEqual([200, 'private, no-cache, no-transform', 'Cookie']);
    expect(Buffer.from(await sound.arrayBuffer()).equals(bytes)).toBe(true);
    const etag = sound.headers.get('etag') ?? '';
    injure(big);
    for (const init of [{}, { headers: { range: 'bytes=0-9' } }, { headers: { range: 'bytes=-9' } }]) {
      const refused = await fetch(address, init);
      expect([refused.status, refused.headers.get('etag'), refused.headers.get('cache-control')]).toEqual([500, null, 'no-store']);
      expect(await refused.json()).toMatchObject({ error: { code: 'internal', reason: 'storage.damaged_file' } });
    }
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(500);
    // What the browser has was compared when it was given out.
    expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('documents D13 while it is on its way breaks the answer off', async () => {
    // More than the buffers between here and there hold.
    const address = await paperOf(randomBytes(40_000_000));
    const ended = await new Promise<string>((resolve) => {
      const asking = request(address, (response) => {
        writeFileSync(big, Buffer.alloc(40_000_000));
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
