import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { assertSigned, S3Refusal, type SignedRequest } from './s3-signature';

export const PEER_KEYS = { access: 'PHIENTESTKEY', secret: 'khóa-bí-mật-của-kho-thử' };
export const PEER_REGION = 'vn-bac-1';

/** What happens to an answer, or instead of one. */
export type Injury =
  /** Refused with this. */
  | { kind: 'status'; status: number; code: string }
  /** Nothing comes. */
  | { kind: 'hang' }
  /** The connection ends before anything is done. */
  | { kind: 'reset' }
  /** It is done, and the connection ends without an answer. */
  | { kind: 'lost' }
  /** Half of the body, and the connection ends. */
  | { kind: 'cut' }
  /** Half of the body, said to be the whole. */
  | { kind: 'short' }
  /** One byte of the body is another. */
  | { kind: 'bytes' }
  /** Stored with one byte changed, answered as if nothing were. */
  | { kind: 'stored-bytes' }
  /** Said to be done with an error in the body. */
  | { kind: 'error-in-200' };

interface Wound {
  injury: Injury;
  left: number;
  hits: (seen: Seen) => boolean;
}

export interface Seen {
  method: string;
  bucket: string;
  /** '' of the bucket itself. */
  name: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** 0 where none was given. */
  status: number;
}

interface Stored {
  file: string;
  size: number;
  tag: string;
  writtenAt: number;
}

interface Begun {
  bucket: string;
  name: string;
  begunAt: number;
  parts: Map<number, Stored>;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

const LEAST_PART = 5 * 1024 * 1024;
const md5 = (data: Buffer): string => createHash('md5').update(data).digest('hex');
const xml = (text: string): string => text.replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);
const xmlAnswer = (body: string): Answer => ({ status: 200, headers: { 'content-type': 'application/xml' }, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` });
const errorOf = (code: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>no</Message></Error>`;

async function partOf(file: string, from: number, size: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** A store of objects over HTTP that believes nobody: it checks signatures, keeps objects in a temporary folder, and injures answers when told. */
export class S3Peer {
  /** Everything that was asked, oldest first. */
  readonly seen: Seen[] = [];
  /** Answered at most by a list at once. */
  pageSize = 1_000;
  /** How far its clock is ahead, ms. */
  ahead = 0;
  /** Tags are digests of nothing that a client knows, as where the store encrypts. */
  encrypts = false;
  readonly #objects = new Map<string, Map<string, Stored>>();
  readonly #begun = new Map<string, Begun>();
  readonly #wounds: Wound[] = [];
  readonly #server = createServer((req, res) => void this.#serve(req, res));

  private constructor(private readonly folder: string) {}

  static async start(...buckets: string[]): Promise<S3Peer> {
    const peer = new S3Peer(await mkdtemp(path.join(os.tmpdir(), 'phien-s3-')));
    for (const bucket of buckets) peer.#objects.set(bucket, new Map());
    await new Promise<void>((resolve) => peer.#server.listen(0, '127.0.0.1', resolve));
    return peer;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await rm(this.folder, { recursive: true, force: true });
  }

  /** @param times how often, then it heals. */
  injure(injury: Injury, hits: (seen: Seen) => boolean = () => true, times = Number.POSITIVE_INFINITY): void {
    this.#wounds.push({ injury, hits, left: times });
  }

  heal(): void {
    this.#wounds.length = 0;
  }

  /** Names of all objects of a bucket, and of uploads that were begun. */
  names(bucket: string, prefix = ''): string[] {
    const begun = [...this.#begun.values()].filter((one) => one.bucket === bucket).map(({ name }) => `${name} (begun)`);
    return [...this.#bucket(bucket).keys(), ...begun].filter((name) => name.startsWith(prefix)).sort();
  }

  async bytes(bucket: string, name: string): Promise<Buffer> {
    return readFile(this.#stored(bucket, name).file);
  }

  /** Turns a bit where it lies; nothing else of the object changes. */
  async flip(bucket: string, name: string, at: number): Promise<void> {
    const { file } = this.#stored(bucket, name);
    const data = await readFile(file);
    data[at] = (data[at] ?? 0) ^ 1;
    await writeFile(file, data);
  }

  /** Loses its end where it lies; its tag and time stay. */
  async shorten(bucket: string, name: string, size: number): Promise<void> {
    const stored = this.#stored(bucket, name);
    await truncate(stored.file, size);
    stored.size = size;
  }

  async lay(bucket: string, name: string, data: Buffer): Promise<void> {
    this.#bucket(bucket).set(name, await this.#keep(data));
  }

  forget(bucket: string, name: string): void {
    this.#bucket(bucket).delete(name);
  }

  /** As if it had been written, or begun, that much earlier. */
  age(bucket: string, name: string, ms: number): void {
    const object = this.#bucket(bucket).get(name);
    if (object) object.writtenAt -= ms;
    for (const begun of this.#begun.values()) if (begun.bucket === bucket && begun.name === name) begun.begunAt -= ms;
  }

  #now(): number {
    return Math.floor((Date.now() + this.ahead) / 1_000) * 1_000;
  }

  #bucket(bucket: string): Map<string, Stored> {
    const found = this.#objects.get(bucket);
    if (!found) throw new S3Refusal(404, 'NoSuchBucket');
    return found;
  }

  #stored(bucket: string, name: string): Stored {
    const found = this.#bucket(bucket).get(name);
    if (!found) throw new S3Refusal(404, 'NoSuchKey');
    return found;
  }

  async #keep(data: Buffer, tag?: string): Promise<Stored> {
    const file = path.join(this.folder, randomUUID());
    await writeFile(file, data);
    return { file, size: data.length, tag: this.encrypts ? randomBytes(16).toString('hex') : (tag ?? md5(data)), writtenAt: this.#now() };
  }

  async #serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const [target = '', search = ''] = (req.url ?? '').split('?');
    const [, bucket = '', ...rest] = target.split('/');
    const seen: Seen = { method: req.method ?? '', bucket, name: decodeURIComponent(rest.join('/')), query: new URLSearchParams(search), headers: req.headers, status: 0 };
    this.seen.push(seen);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of req) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const wound = this.#wounds.find((one) => one.left > 0 && one.hits(seen));
    if (wound) wound.left -= 1;
    const injury = wound?.injury;
    if (injury?.kind === 'hang') return;
    if (injury?.kind === 'reset') return void req.socket.destroy();
    let answer: Answer;
    try {
      const body = Buffer.concat(chunks);
      assertSigned({ method: seen.method, path: target, query: seen.query, headers: req.headers, body }, { ...PEER_KEYS, region: PEER_REGION, now: Date.now() + this.ahead });
      if (injury?.kind === 'status') throw new S3Refusal(injury.status, injury.code);
      if (injury?.kind === 'stored-bytes') body[0] = (body[0] ?? 0) ^ 1;
      answer = await this.#answer(seen, { method: seen.method, path: target, query: seen.query, headers: req.headers, body });
    } catch (error) {
      const { status, code } = error instanceof S3Refusal ? error : new S3Refusal(500, 'InternalError');
      answer = { status, headers: { 'content-type': 'application/xml' }, body: errorOf(code) };
    }
    if (injury?.kind === 'lost') return void req.socket.destroy();
    if (injury?.kind === 'error-in-200') answer = xmlAnswer(errorOf('InternalError'));
    seen.status = answer.status;
    this.#send(res, seen, answer, injury);
  }

  #send(res: ServerResponse, seen: Seen, { status, headers = {}, body = '' }: Answer, injury: Injury | undefined): void {
    let bytes = Buffer.from(body);
    const half = bytes.subarray(0, Math.floor(bytes.length / 2));
    if (injury?.kind === 'short') bytes = half;
    if (injury?.kind === 'bytes') bytes[half.length] = (bytes[half.length] ?? 0) ^ 1;
    res.writeHead(status, { 'content-length': String(bytes.length), ...headers, date: new Date(Date.now() + this.ahead).toUTCString() });
    if (seen.method === 'HEAD') res.end();
    else if (injury?.kind === 'cut') res.write(half, () => res.socket?.destroy());
    else res.end(bytes);
  }

  async #answer({ method, bucket, name, query, headers }: Seen, { body }: SignedRequest): Promise<Answer> {
    const id = query.get('uploadId');
    if (name === '') return this.#ofBucket(method, bucket, query);
    if (method === 'GET' || method === 'HEAD') return this.#get(method, bucket, name, headers);
    if (method === 'DELETE') return id === null ? this.#delete(bucket, name) : this.#abort(id);
    if (method === 'PUT' && id !== null) return this.#part(id, Number(query.get('partNumber')), body);
    if (method === 'PUT') return this.#put(bucket, name, headers, body);
    if (method === 'POST' && query.has('uploads')) return this.#begin(bucket, name);
    if (method === 'POST' && id !== null) return this.#complete(id, body);
    throw new S3Refusal(501, 'NotImplemented');
  }

  #ofBucket(method: string, bucket: string, query: URLSearchParams): Answer {
    const objects = this.#bucket(bucket);
    if (method === 'HEAD') return { status: 200 };
    const prefix = query.get('prefix') ?? '';
    if (query.has('uploads')) {
      const uploads = [...this.#begun].filter(([, one]) => one.bucket === bucket && one.name.startsWith(prefix));
      const rows = uploads.map(([id, one]) => `<Upload><Key>${xml(one.name)}</Key><UploadId>${id}</UploadId><Initiated>${new Date(one.begunAt).toISOString()}</Initiated></Upload>`);
      return xmlAnswer(`<ListMultipartUploadsResult><Bucket>${bucket}</Bucket>${rows.join('')}<IsTruncated>false</IsTruncated></ListMultipartUploadsResult>`);
    }
    if (query.get('list-type') !== '2') throw new S3Refusal(501, 'NotImplemented');
    const after = Buffer.from(query.get('continuation-token') ?? '', 'base64url').toString();
    const names = [...objects.keys()].filter((name) => name.startsWith(prefix) && name > after).sort();
    const page = names.slice(0, Math.min(Number(query.get('max-keys') ?? 1_000), this.pageSize));
    const isMore = page.length < names.length;
    const rows = page.map((name) => {
      const { size, tag, writtenAt } = this.#stored(bucket, name);
      return `<Contents><Key>${xml(name)}</Key><LastModified>${new Date(writtenAt).toISOString()}</LastModified><ETag>&quot;${tag}&quot;</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
    });
    const next = isMore ? `<NextContinuationToken>${Buffer.from(page.at(-1) ?? '').toString('base64url')}</NextContinuationToken>` : '';
    return xmlAnswer(`<ListBucketResult><Name>${bucket}</Name><IsTruncated>${isMore}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`);
  }

  async #get(method: string, bucket: string, name: string, headers: IncomingMessage['headers']): Promise<Answer> {
    const { file, size, tag, writtenAt } = this.#stored(bucket, name);
    if (headers['if-match'] !== undefined && headers['if-match'] !== `"${tag}"`) throw new S3Refusal(412, 'PreconditionFailed');
    const told = { etag: `"${tag}"`, 'last-modified': new Date(writtenAt).toUTCString(), 'content-type': 'application/octet-stream' };
    const range = /^bytes=(\d+)-(\d*)$/u.exec(headers.range ?? '');
    // Of what lost its end less comes than is said; the length said of a HEAD is that of the object.
    if (!range) return { status: 200, headers: { ...told, ...(method === 'HEAD' && { 'content-length': String(size) }) }, body: method === 'HEAD' ? '' : await readFile(file) };
    const from = Number(range[1]);
    const to = Math.min(range[2] === '' ? size : Number(range[2]), size - 1);
    if (from >= size) throw new S3Refusal(416, 'InvalidRange');
    return { status: 206, headers: { ...told, 'content-range': `bytes ${from}-${to}/${size}` }, body: await partOf(file, from, to + 1 - from) };
  }

  async #put(bucket: string, name: string, headers: IncomingMessage['headers'], body: Buffer): Promise<Answer> {
    const objects = this.#bucket(bucket);
    if (headers['if-none-match'] === '*' && objects.has(name)) throw new S3Refusal(412, 'PreconditionFailed');
    const source = headers['x-amz-copy-source'];
    if (typeof source === 'string') {
      const [, from = '', ...rest] = decodeURIComponent(source).split('/');
      const copied = await this.#keep(await this.bytes(from, rest.join('/')));
      objects.set(name, copied);
      return xmlAnswer(`<CopyObjectResult><LastModified>${new Date(copied.writtenAt).toISOString()}</LastModified><ETag>&quot;${copied.tag}&quot;</ETag></CopyObjectResult>`);
    }
    const stored = await this.#keep(body);
    objects.set(name, stored);
    return { status: 200, headers: { etag: `"${stored.tag}"` } };
  }

  #delete(bucket: string, name: string): Answer {
    this.#bucket(bucket).delete(name);
    return { status: 204 };
  }

  #begin(bucket: string, name: string): Answer {
    this.#bucket(bucket);
    const id = randomUUID();
    this.#begun.set(id, { bucket, name, begunAt: this.#now(), parts: new Map() });
    return xmlAnswer(`<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${xml(name)}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
  }

  #upload(id: string): Begun {
    const found = this.#begun.get(id);
    if (!found) throw new S3Refusal(404, 'NoSuchUpload');
    return found;
  }

  async #part(id: string, number: number, body: Buffer): Promise<Answer> {
    const part = await this.#keep(body);
    this.#upload(id).parts.set(number, part);
    return { status: 200, headers: { etag: `"${part.tag}"` } };
  }

  async #complete(id: string, body: Buffer): Promise<Answer> {
    const { bucket, name, parts } = this.#upload(id);
    const asked = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>"?([^<"]+)"?<\/ETag>/gu)].map(([, number, tag]) => ({ number: Number(number), tag }));
    const chosen = asked.map(({ number, tag }) => {
      const part = parts.get(number);
      if (part?.tag !== tag) throw new S3Refusal(400, 'InvalidPart');
      return part as Stored;
    });
    if (chosen.length === 0 || chosen.slice(0, -1).some(({ size }) => size < LEAST_PART)) throw new S3Refusal(400, 'EntityTooSmall');
    const tag = `${md5(Buffer.concat(chosen.map((part) => Buffer.from(part.tag, 'hex'))))}-${chosen.length}`;
    this.#bucket(bucket).set(name, await this.#keep(Buffer.concat(await Promise.all(chosen.map(({ file }) => readFile(file)))), tag));
    this.#begun.delete(id);
    return xmlAnswer(`<CompleteMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${xml(name)}</Key><ETag>&quot;${this.#stored(bucket, name).tag}&quot;</ETag></CompleteMultipartUploadResult>`);
  }

  #abort(id: string): Answer {
    this.#upload(id);
    this.#begun.delete(id);
    return { status: 204 };
  }
}
