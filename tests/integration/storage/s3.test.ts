import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import { PDFDocument } from 'pdf-lib';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryFor } from '../../../server/adapters/entry';
import { verifyInstallation } from '../../../server/application';
import { readFiles } from '../../../server/modules/storage/jobs/read-files';
import { sweepOrphans } from '../../../server/modules/storage/jobs/sweep-orphans';
import { errorResponse } from '../../../server/transports/http/errors';
import { fileRoutes } from '../../../server/transports/http/files';
import { uploadRoutes } from '../../../server/transports/http/uploads';
import { runDoctor } from '../../../server/transports/cli/doctor';
import { openTestInstallation, type TestInstallation } from '../../support/installation';
import { doJob } from '../../support/jobs';
import { listen, type Listening } from '../../support/listening';
import { PEER_KEYS, PEER_REGION, S3Peer } from '../../support/s3-peer';
import { placeAt } from '../../support/s3-stores';
import { openCommittee, publishedMeeting, type Committee } from '../meetings/committee';
import { approvedMinutes, closedAssembly, PIN } from '../minutes/session';

const BUCKET = 'giay-to';
let peer: S3Peer;
const place = () => placeAt(peer, { bucket: BUCKET, prefix: 'tinh/' });
const papers = (): string[] => peer.names(BUCKET, 'tinh/blobs/');
const waiting = (): string[] => peer.names(BUCKET, 'tinh/waiting/');

beforeEach(async () => {
  peer = await S3Peer.start(BUCKET);
});
afterEach(() => peer.stop());

/** As a person at the server would; the store answers from this process meanwhile. */
async function phien(args: readonly string[], dataDir: string): Promise<{ code: number | null; out: string; err: string }> {
  const { file, execArgv } = entryFor('cli');
  const env = { ...process.env, PHIEN_DATA: dataDir, PHIEN_BLOBS: `s3://${BUCKET}/tinh?endpoint=${peer.endpoint}&region=${PEER_REGION}`, PHIEN_S3_ACCESS_KEY: PEER_KEYS.access, PHIEN_S3_SECRET_KEY: PEER_KEYS.secret };
  const child = spawn(process.execPath, [...execArgv, file, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

async function realPdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1) document.addPage([595, 842]).drawRectangle({ x: 10 + page, y: 10, width: 50, height: 50 });
  return document.save({ useObjectStreams: false });
}

describe('an installation with its papers in an S3 store', () => {
  let c: Committee;
  let server: Listening;
  let meetingId: string;
  let itemId: string;

  beforeEach(async () => {
    c = await openCommittee({ blobs: place() });
    ({ meetingId, itemId } = await publishedMeeting(c));
    const { application } = c.installation;
    application.jobs.start();
    const callerOf = (): Committee['secretary'] => c.secretary;
    const app = express().disable('etag');
    app.use('/files', fileRoutes(application, callerOf, { note: () => undefined }));
    app.use('/upload', uploadRoutes({ application, callerOf, tmpDir: path.join(c.installation.dataDir, 'uploads') }));
    app.use(errorResponse(pino({ level: 'silent' }), application));
    server = await listen(app);
  });
  afterEach(async () => {
    await server.stop();
    await c.installation.close();
  });

  async function upload(bytes: Uint8Array): Promise<{ status: number; answer: { documentId?: string; error?: { reason: string } } }> {
    const body = new FormData();
    body.set('itemId', itemId);
    body.set('commandId', randomUUID());
    body.set('file', new Blob([bytes as BlobPart]), 'Tờ trình.pdf');
    const response = await fetch(`${server.origin}/upload/meetings/${meetingId}`, { method: 'POST', body });
    return { status: response.status, answer: (await response.json()) as never };
  }

  it('blob S10 S12 takes an uploaded paper through staging and inspection, and gives it out in ranges; nothing of it lies in the data folder', async () => {
    const bytes = Buffer.from(await realPdf(40));
    const { status, answer } = await upload(bytes);
    expect([status, papers().length, waiting().length]).toEqual([201, 1, 1]);
    const address = `${server.origin}/files/documents/${answer.documentId ?? ''}/1`;
    expect(Buffer.from(await (await fetch(address)).arrayBuffer()).equals(bytes)).toBe(true);
    const part = await fetch(address, { headers: { range: 'bytes=100-299' } });
    expect([part.status, Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 300))]).toEqual([206, true]);
    const { dataDir, clock, application } = c.installation;
    expect(['blobs', 'waiting'].filter((name) => existsSync(path.join(dataDir, name)))).toEqual([]);
    expect(readdirSync(path.join(dataDir, 'incoming'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual([]);
    clock.advance(61_000);
    await application.jobs.drain();
    expect(waiting()).toEqual([]);
    // A file that is none is refused and leaves nothing.
    const refused = await upload(Buffer.from('%PDF-1.7 không phải PDF'));
    expect([refused.status, refused.answer.error?.reason, papers().length, waiting().length]).toEqual([422, 'documents.damaged', 1, 0]);
  });

  it('blob S16 says that the store is away, notes nobody’s damage, and goes on when it is back', async () => {
    const { answer } = await upload(await realPdf(2));
    const { application } = c.installation;
    peer.injure({ kind: 'reset' });
    expect((await application.health()).problems).toEqual(['papers_unreachable']);
    const away = await upload(await realPdf(3));
    expect([away.status, away.answer.error?.reason]).toEqual([503, 'storage.unreachable']);
    const reading = await fetch(`${server.origin}/files/documents/${answer.documentId ?? ''}/1`);
    expect(reading.status).toBe(503);
    await expect(doJob(application, readFiles)).rejects.toThrow(/storage.read-files/u);
    peer.heal();
    c.installation.clock.advance(2 * 60_000);
    await application.jobs.drain();
    const { findings, complete } = await application.query('storage.state', {}, { kind: 'system', name: 'test' });
    expect([findings, complete?.files, papers().length]).toEqual([[], 1, 1]);
    expect((await upload(await realPdf(3))).status).toBe(201);
  });
});

describe('what an operator asks of papers in an S3 store', () => {
  let installation: TestInstallation;
  afterEach(() => installation.close());

  it('blob S16 storage W6 cli D23 minutes are made, signed and compared; doctor, blobs verify and the sweep work with the store', { timeout: 240_000 }, async () => {
    const all = await closedAssembly({ blobs: place() });
    ({ installation } = all);
    const { officialId } = await approvedMinutes(all);
    await all.execute('records.sign', { officialId, pin: PIN }, all.secretary);
    const { blobKey } = await all.query('records.file', { officialId, revision: 1 }, all.secretary);
    const name = `tinh/blobs/${blobKey.slice(-2)}/${blobKey}`;
    expect(papers()).toContain(name);
    // The papers of this session were written straight into the tables and have no bytes.
    await installation.application.database.transaction((db) => db.documentVersion.deleteMany({}));
    const { key: stray } = await installation.application.ports.blobs.put((async function* () { yield Buffer.from('không ai cần'); })());
    peer.age(BUCKET, `tinh/blobs/${stray.slice(-2)}/${stray}`, 2 * 86_400_000);
    await doJob(installation.application, sweepOrphans);
    expect(peer.names(BUCKET, 'tinh/aside/')).toEqual([`tinh/aside/${stray}`]);

    expect((await verifyInstallation(installation.dataDir, { noted: [], files: true, blobs: place() })).differences.filter(({ problem }) => problem === 'file')).toEqual([]);
    const rowOf = async (id: string) => (await runDoctor({ dataDir: installation.dataDir, blobs: place() })).rows.find((row) => row.id === id);
    expect(await rowOf('store')).toMatchObject({ state: 'ok', value: expect.stringContaining('s3://giay-to/tinh/') as string });
    expect(await rowOf('papers')).toMatchObject({ state: 'ok', value: '2' });
    expect(peer.names(BUCKET).filter((one) => one.includes('.probe'))).toEqual([]);
    expect(await phien(['blobs', 'verify', '--json'], installation.dataDir)).toMatchObject({ code: 0, out: expect.stringContaining('"files":2') as string });

    peer.injure({ kind: 'status', status: 503, code: 'SlowDown' }, ({ method }) => method === 'HEAD');
    expect(await phien(['blobs', 'verify'], installation.dataDir)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('does not answer (S3 503 ') as string });
    peer.heal();
    await peer.flip(BUCKET, name, 50);
    expect(await phien(['blobs', 'verify', '--json'], installation.dataDir)).toMatchObject({ code: 1, out: expect.stringContaining('"problem":"damaged"') as string });
    peer.forget(BUCKET, name);
    expect(await rowOf('papers')).toMatchObject({ state: 'fail', value: expect.stringContaining(blobKey) as string });
    peer.injure({ kind: 'status', status: 403, code: 'AccessDenied' }, ({ method }) => method === 'PUT');
    expect(await rowOf('store')).toMatchObject({ state: 'fail', note: { en: expect.stringContaining('Give the keys these rights') as string } });
  });

  it('blob S15 papers of a data folder are copied under their keys; cut off it goes on, and nothing starts before it is done', { timeout: 240_000 }, async () => {
    const all = await closedAssembly();
    ({ installation } = all);
    const { officialId } = await approvedMinutes(all);
    await all.execute('records.sign', { officialId, pin: PIN }, all.secretary);
    await installation.application.database.transaction((db) => db.documentVersion.deleteMany({}));
    const { dataDir } = installation;
    expect(await phien(['blobs', 'copy'], dataDir)).toMatchObject({ code: 1, err: expect.stringContaining('in use') as string });
    await installation.application.stop();
    const lying = readdirSync(path.join(dataDir, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => `tinh/blobs/${entry.name.slice(-2)}/${entry.name}`).sort();
    peer.injure({ kind: 'status', status: 507, code: 'InsufficientStorage' }, ({ method, name }) => method === 'PUT' && name === lying[1]);
    expect(await phien(['blobs', 'copy'], dataDir)).toMatchObject({ code: 1, err: 'Kho tệp đã đầy (S3 507 InsufficientStorage). Giải phóng dung lượng rồi chạy lại lệnh này.\nThe store of papers is full (S3 507 InsufficientStorage). Free some space, then run this again.\n' });
    const before = papers();
    expect(lying.filter((name) => name !== lying[1])).toEqual(expect.arrayContaining(before));
    peer.heal();
    await expect(openTestInstallation({ dataDir, blobs: place() })).rejects.toThrow(/filled in part only/u);
    expect(await phien(['blobs', 'copy', '--json'], dataDir)).toMatchObject({ code: 0, out: `${JSON.stringify({ ok: true, copied: lying.length - before.length, there: before.length })}\n` });
    expect(papers()).toEqual(lying);
    installation = await openTestInstallation({ dataDir, blobs: place(), at: '2026-11-27T01:00:00Z' });
    const { blobKey: key, sha256, size } = await installation.application.query('records.file', { officialId, revision: 1 }, all.secretary);
    expect(await installation.application.blobs.check({ key, sha256, size })).toBe('sound');
  });

  it('blob S15 the sample province is filled in beside, and its papers are copied before anything starts on the store', { timeout: 240_000 }, async () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-s3-sample-'));
    expect(await phien(['sample'], dataDir)).toMatchObject({ code: 0, err: '' });
    installation = await openTestInstallation({ dataDir, blobs: place(), at: '2027-01-04T01:00:00Z' });
    const named = await installation.application.query('storage.next-files', { after: null, limit: 500 }, { kind: 'system', name: 'test' });
    expect(named.length).toBeGreaterThan(30);
    for (const { blobKey: key, sha256, size } of named) expect(await installation.application.blobs.check({ key, sha256, size })).toBe('sound');
  });
});
