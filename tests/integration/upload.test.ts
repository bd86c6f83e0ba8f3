import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFolderStore } from '../../server/adapters/blob/folder-store';
import { DomainError, toPublicError } from '../../server/kernel/errors';
import { partSize, type PdfPart } from '../../server/kernel/pdf-part';
import type { BlobReceipt, BlobStore } from '../../server/kernel/ports/blob';
import { sendBlob } from '../../server/transports/http/send-blob';
import { cleanFileName } from '../../server/transports/http/file-name';
import { receiveUpload, toFolder } from '../../server/transports/http/upload';
import { corpus, hasCorpus } from '../support/corpus';

const MB = 1024 * 1024;
const CORPUS_NAMES = path.join(corpus, 'text/vietnamese/vi.json');

let root: string;
let tmpDir: string;
let store: BlobStore;
let server: Server;
let port: number;
let maxBytes = 20 * MB;
let floorBytes: number | undefined;
let blob: { blob: BlobReceipt; part?: PdfPart; fileName: string; contentType: string; cache?: 'revalidate' };
/** Resolves with what the last upload ended in, also when its client is gone. */
let ended: Promise<unknown>;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'phien-upload-'));
  tmpDir = path.join(root, 'tmp');
  store = await openFolderStore(path.join(root, 'store'), { floorBytes: 0 });
  server = createServer((req, res) => {
    if (req.method === 'GET' || req.method === 'HEAD') {
      sendBlob(req, res, { store, ...blob }).catch(() => res.destroy());
      return;
    }
    const receiving = receiveUpload(req, { maxBytes, target: toFolder(tmpDir), medium: root, fields: ['title', 'note'], floorBytes });
    ended = receiving.catch((error: unknown) => error);
    receiving.then(
      ({ file, fields }) => res.end(JSON.stringify({ file: { ...file.stored, name: file.name }, fields })),
      (error: unknown) => {
        res.writeHead(error instanceof DomainError ? error.status : 500, { connection: 'close' });
        res.end(JSON.stringify(toPublicError(error)));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(root, { recursive: true });
});

beforeEach(async () => {
  maxBytes = 20 * MB;
  floorBytes = undefined;
  await rm(tmpDir, { recursive: true, force: true });
});

type Part = { name: string; value: string } | { name: string; filename: string; parts: Iterable<Buffer> };

function* encode(parts: Part[]): Generator<Buffer> {
  for (const part of parts) {
    const file = 'filename' in part ? `; filename="${part.filename}"\r\nContent-Type: application/pdf` : '';
    yield Buffer.from(`--cut\r\nContent-Disposition: form-data; name="${part.name}"${file}\r\n\r\n`);
    if ('parts' in part) yield* part.parts;
    else yield Buffer.from(part.value);
    yield Buffer.from('\r\n');
  }
  yield Buffer.from('--cut--\r\n');
}

function* blocks(count: number, size = 64 * 1024): Generator<Buffer> {
  const block = Buffer.alloc(size, 'Tờ trình ');
  for (let index = 0; index < count; index += 1) yield block;
}

interface Answer {
  status: number;
  body: { code?: string; reason?: string; params?: unknown; file?: { path: string; name: string; size: number; sha256: string }; fields?: unknown };
}

/** Sends and stops sending as soon as an answer begins, as browsers do. */
function post(body: Iterable<Buffer>, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let answered = false;
    const outgoing = request(
      { host: '127.0.0.1', port, method: 'POST', path: '/', headers: { 'content-type': 'multipart/form-data; boundary=cut', ...headers } },
      (res) => {
        answered = true;
        let text = '';
        res.setEncoding('utf8').on('data', (part: string) => (text += part));
        res.on('end', () => resolve({ status: res.statusCode ?? 0, body: JSON.parse(text) as Answer['body'] }));
      },
    );
    outgoing.on('error', (error) => (answered ? undefined : reject(error)));
    void (async () => {
      for (const part of body) {
        if (answered || outgoing.destroyed) return;
        if (outgoing.write(part)) continue;
        const settled = new AbortController();
        const waits = ['drain', 'close'].map((name) => once(outgoing, name, { signal: settled.signal }).catch(() => undefined));
        await Promise.race(waits);
        settled.abort();
      }
      outgoing.end();
    })();
  });
}

const filesLeft = async (): Promise<string[]> => (existsSync(tmpDir) ? readdir(tmpDir) : []);
const oneFile = (text: string, filename = 'a.pdf'): Part => ({ name: 'file', filename, parts: [Buffer.from(text)] });

describe('receiveUpload', () => {
  it('http U1 stores the one file with its hash and gives the fields', async () => {
    const answer = await post(encode([{ name: 'title', value: 'Tờ trình số 1'.normalize('NFD') }, oneFile('%PDF-1.7'), { name: 'note', value: '' }]));
    expect(answer.status).toBe(200);
    expect(answer.body.fields).toEqual({ title: 'Tờ trình số 1'.normalize('NFC'), note: '' });
    expect(answer.body.file).toMatchObject({ name: 'a.pdf', size: 8, sha256: createHash('sha256').update('%PDF-1.7').digest('hex') });
    expect(await readFile(answer.body.file?.path ?? '', 'utf8')).toBe('%PDF-1.7');
  });

  it('http U2 accepts a file of exactly the limit and refuses one byte more', async () => {
    maxBytes = 1000;
    expect((await post(encode([oneFile('x'.repeat(1000))]))).status).toBe(200);
    await rm(tmpDir, { recursive: true });
    const answer = await post(encode([oneFile('x'.repeat(1001))]));
    expect(answer).toMatchObject({ status: 413, body: { reason: 'documents.too_large', params: { limit: 1000 } } });
    expect(await filesLeft()).toEqual([]);
  });

  it('http U3 cuts an endless stream at the limit, with bounded memory', async () => {
    const before = process.memoryUsage.rss();
    let sent = 0;
    function* endless(): Generator<Buffer> {
      for (const block of blocks(160_000)) {
        sent += block.length;
        yield block;
      }
    }
    const answer = await post(encode([{ name: 'file', filename: 'a.pdf', parts: endless() }]));
    expect(answer).toMatchObject({ status: 413, body: { reason: 'documents.too_large' } });
    // What the kernel holds for a connection differs from machine to machine; the stream itself is 10 GB.
    expect(sent).toBeLessThan(1_000 * MB);
    expect((process.memoryUsage.rss() - before) / MB).toBeLessThan(100);
    expect(await filesLeft()).toEqual([]);
  });

  it('http U4 writes a large file with bounded memory', async () => {
    maxBytes = 400 * MB;
    await post(encode([{ name: 'file', filename: 'warm.pdf', parts: blocks(500) }]));
    const before = process.memoryUsage.rss();
    let peak = before;
    function* watched(): Generator<Buffer> {
      for (const block of blocks(4_000)) {
        peak = Math.max(peak, process.memoryUsage.rss());
        yield block;
      }
    }
    const answer = await post(encode([{ name: 'file', filename: 'a.pdf', parts: watched() }]));
    expect(answer.body.file?.size).toBe(250 * MB);
    const growth = (peak - before) / MB;
    console.info(JSON.stringify({ bench: 'upload', figure: 'rss_growth', value: Math.round(growth), unit: 'MB' }));
    expect(growth).toBeLessThan(100);
  });

  it('http U5 refuses by the announced length before reading', async () => {
    const answer = await post([Buffer.from('--cut')], { 'content-length': String(100 * MB) });
    expect(answer).toMatchObject({ status: 413, body: { reason: 'documents.too_large' } });
  });

  it('http U6 leaves nothing when the client goes away', async () => {
    await new Promise<void>((resolve) => {
      const outgoing = request({ host: '127.0.0.1', port, method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=cut' } });
      outgoing.on('error', () => undefined);
      outgoing.write(`--cut\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${'x'.repeat(300_000)}`);
      const watch = setInterval(() => {
        void filesLeft().then((left) => {
          if (left.length === 0) return;
          clearInterval(watch);
          outgoing.destroy();
          resolve();
        });
      }, 5);
    });
    expect(await ended).toMatchObject({ reason: 'upload.aborted' });
    expect(await filesLeft()).toEqual([]);
  });

  it.each<[string, Part[], string]>([
    ['two files', [oneFile('a'), oneFile('b', 'b.pdf')], 'upload.one_file'],
    ['no file', [{ name: 'title', value: 'x' }], 'upload.one_file'],
    ['an unknown field', [{ name: 'role', value: 'admin' }, oneFile('a')], 'upload.field'],
    ['a field named __proto__', [{ name: '__proto__', value: '{}' }, oneFile('a')], 'upload.field'],
    ['a field twice', [{ name: 'title', value: 'x' }, { name: 'title', value: 'y' }, oneFile('a')], 'upload.field'],
    ['a field too long', [oneFile('a'), { name: 'title', value: 'x'.repeat(20_000) }], 'upload.field'],
  ])('http U7 refuses %s and leaves nothing', async (_title, parts, reason) => {
    expect(await post(encode(parts))).toMatchObject({ status: 400, body: { reason } });
    expect(await filesLeft()).toEqual([]);
  });

  it('http U7 answers where the file begins behind what it is refused for, and goes on', async () => {
    const parts = [...encode([{ name: 'role', value: 'admin' }, { name: 'file', filename: 'a.pdf', parts: blocks(1, 4_096) }])];
    const [begun, rest] = [Buffer.concat(parts.slice(0, 5)), Buffer.concat(parts.slice(5))];
    expect(await post([begun, rest])).toMatchObject({ status: 400, body: { reason: 'upload.field' } });
    expect(await filesLeft()).toEqual([]);
  });

  it('http U8 refuses other bodies and broken ones', async () => {
    expect(await post([Buffer.from('{}')], { 'content-type': 'application/json' })).toMatchObject({ status: 415, body: { reason: 'upload.not_multipart' } });
    expect(await post([Buffer.from('{}')], { 'content-type': 'multipart/form-data' })).toMatchObject({ status: 415 });
    const cut = [...encode([oneFile('abc')])].slice(0, 2);
    expect(await post(cut)).toMatchObject({ status: 400, body: { reason: 'upload.malformed' } });
    expect(await filesLeft()).toEqual([]);
  });

  it('http U9 keeps the floor of free space', async () => {
    floorBytes = Number.MAX_SAFE_INTEGER;
    expect(await post(encode([oneFile('a')]))).toMatchObject({ status: 507, body: { reason: 'storage.full' } });
    expect(await filesLeft()).toEqual([]);
  });

  it('http U10 cleans file names', () => {
    expect(cleanFileName('C:\\hồ sơ\\Tờ trình.pdf'.normalize('NFD'))).toBe('Tờ trình.pdf'.normalize('NFC'));
    expect(cleanFileName('../../etc/passwd')).toBe('passwd');
    expect(cleanFileName('hoa\u202Efdp.exe')).toBe('hoafdp.exe');
    expect(cleanFileName('a\u0000b\r\nSet-Cookie.pdf')).toBe('abSet-Cookie.pdf');
    expect(cleanFileName('...')).toBe('tai-lieu');
    expect(cleanFileName(undefined)).toBe('tai-lieu');
    const long = cleanFileName(`${'Nghị quyết '.repeat(100)}.pdf`);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(200);
    expect(long).toMatch(/\.pdf$/);
    expect(cleanFileName('Đề án\ud800.pdf')).toBe('Đề án.pdf');
  });

  it.skipIf(!hasCorpus('text/vietnamese/vi.json'))('http U11 cleans every hostile name of the corpus', async () => {
    const names = JSON.stringify(JSON.parse(await readFile(CORPUS_NAMES, 'utf8')));
    const all = (JSON.parse(names) as { filenames?: string[] }).filenames ?? [...names.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => JSON.parse(match[0]) as string);
    expect(all.length).toBeGreaterThan(20);
    for (const name of all) {
      const clean = cleanFileName(name);
      expect(clean).toBe(clean.normalize('NFC'));
      expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^\.|^$/u);
      expect(cleanFileName(clean)).toBe(clean);
    }
  });
});

interface Got {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

function get(headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, headers }, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(parts) }));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

describe('sendBlob', () => {
  beforeAll(async () => {
    const receipt = await store.put((async function* () { yield Buffer.from('0123456789'); })());
    blob = { blob: receipt, fileName: 'Nghị quyết số 12 "mật khẩu".pdf', contentType: 'application/pdf' };
  });

  it('http S1 sends the whole with headers that keep it harmless', async () => {
    const { status, headers, body } = await get();
    expect(status).toBe(200);
    expect(body.toString()).toBe('0123456789');
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '10',
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store, no-transform',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'vary': 'Cookie',
      'etag': `"${blob.blob.sha256}"`,
    });
    expect(headers['content-disposition']).toContain('attachment; filename="Nghi quyet so 12');
    expect(headers['content-disposition']).toContain(`filename*=UTF-8''Ngh%E1%BB%8B%20quy%E1%BA%BFt`);
  });

  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=5-500', '56789', 'bytes 5-9/10'],
    ['bytes=-500', '0123456789', 'bytes 0-9/10'],
  ])('http S2 sends the range %s', async (range, text, contentRange) => {
    const { status, headers, body } = await get({ range });
    expect([status, body.toString(), headers['content-range']]).toEqual([206, text, contentRange]);
    expect(headers['content-length']).toBe(String(text.length));
  });

  it.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('http S3 answers 416 to %s', async (range) => {
    const { status, headers } = await get({ range });
    expect([status, headers['content-range']]).toEqual([416, 'bytes */10']);
  });

  it.each(['bytes=3-1', 'bytes=0-1,3-4', 'lines=0-1', 'bytes=a-b', 'bytes=-'])('http S4 sends the whole for %s', async (range) => {
    expect((await get({ range })).status).toBe(200);
  });

  it('http S5 answers by ETag', async () => {
    const etag = `"${blob.blob.sha256}"`;
    expect((await get({ 'if-none-match': `"x", W/${etag}` })).status).toBe(304);
    expect((await get({ 'range': 'bytes=0-0', 'if-range': etag })).status).toBe(206);
    expect((await get({ 'range': 'bytes=0-0', 'if-range': '"older"' })).status).toBe(200);
  });

  it('http S6 answers HEAD without a body', async () => {
    const { status, headers, body } = await get({}, 'HEAD');
    expect([status, headers['content-length'], body.length]).toEqual([200, '10', 0]);
  });

  it.each<[string, PdfPart, string]>([
    ['cut out', { start: 3, end: 20 }, '%PDF-1.7\n1234567\n'],
    ['with its header moved to the first byte', { start: 3, end: 20, header: '%PDF-1.7' }, '%PDF-1.7   \n1234567\n'],
    ['with the whole end', { start: 3, end: 24 }, '%PDF-1.7\n1234567\ntail'],
  ])('http S8 sends a part %s as if it were all there is, and every range of it', async (_title, part, whole) => {
    const before = blob;
    const receipt = await store.put((async function* () { yield Buffer.from('BOM%PDF-1.7\n1234567\ntail'); })());
    blob = { ...before, blob: receipt, part };
    expect(partSize(part)).toBe(whole.length);
    const { headers, body } = await get();
    expect([headers['content-length'], body.toString()]).toEqual([String(whole.length), whole]);
    expect(headers['etag']).not.toBe(`"${receipt.sha256}"`);
    for (let start = 0; start < whole.length; start += 1) {
      const ends = [start, start + 4, whole.length - 1].filter((end) => end < whole.length);
      for (const end of ends) {
        const answer = await get({ range: `bytes=${start}-${end}` });
        expect([answer.status, answer.headers['content-range'], answer.body.toString()]).toEqual([206, `bytes ${start}-${end}/${whole.length}`, whole.slice(start, end + 1)]);
      }
    }
    expect((await get({ range: `bytes=${whole.length}-` })).status).toBe(416);
    expect((await get({ range: 'bytes=-3' })).body.toString()).toBe(whole.slice(-3));
    expect((await get({}, 'HEAD')).headers['content-length']).toBe(String(whole.length));
    blob = before;
  });

  it('http S7 names no type that could run, and is kept only where told, never without asking again', async () => {
    const before = blob;
    blob = { ...before, contentType: 'image/svg+xml', cache: 'revalidate' };
    const { headers } = await get();
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toMatch(/^attachment/);
    expect(headers['cache-control']).toBe('private, no-cache, no-transform');
    blob = before;
  });
});
