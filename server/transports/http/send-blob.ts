import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { create as contentDisposition } from 'content-disposition';
import { DomainError } from '../../kernel/errors';
import { partSize, type PdfPart } from '../../kernel/pdf-part';
import type { BlobStore, ByteRange, StoredBlob } from '../../kernel/ports/blob';
import type { SealedPack } from '../../kernel/ports/pack-maker';
import { openStored } from '../../kernel/stored-part';
import { plainLetters } from '../../shared/language/vietnamese-text';

export interface SendBlobOptions {
  store: Pick<BlobStore, 'open'>;
  /** Its SHA-256 is the strong ETag. */
  blob: StoredBlob;
  /** Only this part of it goes out: the file is served as if it were all there is. */
  part?: PdfPart;
  /** From the database, decided at admission; never the browser's claim. */
  contentType: string;
  /** For people; goes out as UTF-8 (RFC 6266). */
  fileName: string;
  /** `inline` only for what our own viewer fetches; default `attachment`. */
  disposition?: 'inline' | 'attachment';
  /** `revalidate`: the browser may keep it and asks each time, with its cookie, whether it still may; default `no-store`. */
  cache?: 'no-store' | 'revalidate';
}

/** Types that may be named as they are; anything else goes out as bytes to save. */
const NAMED_TYPES: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/csv', 'application/zip']);

/**
 * Answers GET and HEAD with a stored file: one byte range, ETag, If-None-Match, If-Range. Authorization comes before.
 * Whatever the bytes are, they cannot run in our origin: no sniffing, a sandboxing policy, no other site may embed them.
 * A file found damaged on its way breaks the answer off, so that nobody takes a part for the whole.
 * Resolves when the answer has gone out, was broken off, or the client has gone away.
 * @throws DomainError of `store.open`, before any header is set.
 */
export async function sendBlob(req: IncomingMessage, res: ServerResponse, options: SendBlobOptions): Promise<void> {
  const { blob, part } = options;
  const size = part ? partSize(part) : blob.size;
  const etag = part ? `"${blob.sha256}.${part.start}-${part.end}"` : `"${blob.sha256}"`;
  const isUnchanged = matches(req.headers['if-none-match'], etag);
  const range = chosenRange(req, size, etag);
  const isRefused = range === 'unsatisfiable';
  const stream = isUnchanged || isRefused ? null : await openStored(options.store, blob, part, range);
  const named = NAMED_TYPES.has(options.contentType);
  const headers: Record<string, string> = {
    'ETag': etag,
    'Accept-Ranges': 'bytes',
    'Cache-Control': `private, ${options.cache === 'revalidate' ? 'no-cache' : 'no-store'}, no-transform`,
    'Vary': 'Cookie',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Type': named ? options.contentType : 'application/octet-stream',
    'Content-Disposition': contentDisposition(options.fileName, {
      type: named ? (options.disposition ?? 'attachment') : 'attachment',
      fallback: plainName(options.fileName),
    }),
  };
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  if (isUnchanged) return finish(res, 304);
  if (isRefused || !stream) {
    res.setHeader('Content-Range', `bytes */${size}`);
    return finish(res, 416);
  }
  res.setHeader('Content-Length', range ? range.end - range.start + 1 : size);
  if (range) res.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
  if (req.method === 'HEAD') {
    stream.destroy();
    return finish(res, range ? 206 : 200);
  }
  res.statusCode = range ? 206 : 200;
  try {
    await pipeline(stream, res);
  } catch (error) {
    if (!isGone(error) && !(error instanceof DomainError)) throw error;
  }
}

/**
 * Answers with a pack, closed for whoever fetches it: made as it goes out, so it has no ranges and no tag, and no cache keeps it.
 * Resolves as {@link sendBlob}. @throws DomainError of the store, before any header is set.
 */
export async function sendSealed(res: ServerResponse, sealed: SealedPack, open: () => Promise<Readable>, fileName: string, isHead: boolean): Promise<void> {
  const stored = isHead ? null : await open();
  const headers: Record<string, string> = {
    'Accept-Ranges': 'none',
    'Cache-Control': 'private, no-store, no-transform',
    'Vary': 'Cookie',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Type': 'application/pdf',
    'Content-Disposition': contentDisposition(fileName, { type: 'attachment', fallback: plainName(fileName) }),
    'Content-Length': String(sealed.size),
  };
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  if (!stored) return finish(res, 200);
  res.statusCode = 200;
  try {
    await pipeline(Readable.from(sealed.bytes(stored), { objectMode: false }), res);
  } catch (error) {
    if (!isGone(error) && !(error instanceof DomainError)) throw error;
  }
}

/** For programs that know no UTF-8 names: the letters without their marks. */
function plainName(name: string): string {
  return plainLetters(name).replace(/[^\x20-\x7e]/g, '_').replace(/[%"\\/]/g, '_');
}

function finish(res: ServerResponse, status: number): void {
  res.statusCode = status;
  res.end();
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/**
 * The one range asked for (RFC 9110, 14.2). Undefined means the whole: no range, several ranges, another unit, a
 * malformed one, or `If-Range` naming another version.
 */
function chosenRange(req: IncomingMessage, size: number, etag: string): ByteRange | 'unsatisfiable' | undefined {
  const header = req.headers.range;
  const ifRange = req.headers['if-range'];
  if (header === undefined || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (!match || (first === '' && last === '')) return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= size ? 'unsatisfiable' : { start, end };
}

function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'EPIPE' || code === 'ECONNRESET' || code === 'ERR_STREAM_DESTROYED';
}
