import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { create as contentDisposition } from 'content-disposition';
import type { BlobStore, ByteRange } from '../../kernel/ports/blob';

export interface SendBlobOptions {
  store: Pick<BlobStore, 'open'>;
  key: string;
  /** Bytes. */
  size: number;
  /** Hex SHA-256 of the blob; its strong ETag. */
  sha256: string;
  /** From the database, decided at admission; never the browser's claim. */
  contentType: string;
  /** For people; goes out as UTF-8 (RFC 6266). */
  fileName: string;
  /** `inline` only for what our own viewer fetches; default `attachment`. */
  disposition?: 'inline' | 'attachment';
  /** `immutable` for addresses that carry the content's hash and are the same for everyone allowed; default `no-store`. */
  cache?: 'no-store' | 'immutable';
}

/** Types that may be named as they are; anything else goes out as bytes to save. */
const NAMED_TYPES: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/csv', 'application/zip']);

/**
 * Answers GET and HEAD with a stored file: one byte range, ETag, If-None-Match, If-Range. Authorization comes before.
 * Whatever the bytes are, they cannot run in our origin: no sniffing, a sandboxing policy, no other site may embed them.
 * Resolves when the answer has gone out or the client has gone away.
 * @throws DomainError of `store.open`, before any header is sent.
 */
export async function sendBlob(req: IncomingMessage, res: ServerResponse, options: SendBlobOptions): Promise<void> {
  const etag = `"${options.sha256}"`;
  const named = NAMED_TYPES.has(options.contentType);
  const headers: Record<string, string> = {
    'ETag': etag,
    'Accept-Ranges': 'bytes',
    'Cache-Control':
      options.cache === 'immutable' ? 'private, max-age=31536000, immutable, no-transform' : 'private, no-store, no-transform',
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
  if (matches(req.headers['if-none-match'], etag)) return finish(res, 304);
  const range = chosenRange(req, options.size, etag);
  if (range === 'unsatisfiable') {
    res.setHeader('Content-Range', `bytes */${options.size}`);
    return finish(res, 416);
  }
  const length = range ? range.end - range.start + 1 : options.size;
  if (req.method === 'HEAD') {
    res.setHeader('Content-Length', length);
    return finish(res, range ? 206 : 200);
  }
  const stream = await options.store.open(options.key, range).catch((error: unknown) => {
    for (const name of Object.keys(headers)) res.removeHeader(name);
    throw error;
  });
  res.statusCode = range ? 206 : 200;
  res.setHeader('Content-Length', length);
  if (range) res.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${options.size}`);
  try {
    await pipeline(stream, res);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** For programs that know no UTF-8 names: the letters without their marks. */
function plainName(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
  return plain.replace(/[^\x20-\x7e]/g, '_').replace(/[%"\\/]/g, '_');
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
