import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { pipeline as pipelineOf, Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy, { type Busboy, type FileInfo } from 'busboy';
import { DomainError } from '../../kernel/errors';
import { cleanFileName } from './file-name';
import { FILE_PACE, watchArrival, type Pace } from './pace';
import type { Reception } from './reception';

/** Where the bytes go as they come. */
export interface Target<Stored> {
  /** Stores what comes; on any failure nothing is left. It is given one byte more than is allowed, never the rest. */
  store(content: Readable): Promise<Stored>;
  /** Takes it away again. */
  drop(stored: Stored): Promise<void>;
}

export interface UploadOptions<Stored> {
  /** Largest file, bytes; counted while streaming, whatever the headers claim. */
  maxBytes: number;
  target: Target<Stored>;
  /** A folder on the medium the bytes go to, to be asked for free space. */
  medium: string;
  /** Names of the text fields that may come with the file; each at most once and 10 kB. */
  fields?: readonly string[];
  /** Bytes that must stay free on that medium. */
  floorBytes?: number;
  /** How fast the body has to come. */
  pace?: Pace;
  /** Where it needs a place among those on their way in. */
  reception?: { of: Reception; share: string };
}

export interface ReceivedFile<Stored> {
  stored: Stored;
  /** For display: NFC, no folders, no control or direction characters, at most 200 bytes. What it ends in is a claim. */
  name: string;
  /** As the browser claims; proves nothing. */
  claimedType: string;
}

export interface Received<Stored> {
  file: ReceivedFile<Stored>;
  fields: Readonly<Record<string, string>>;
}

/** A file of its own in a folder, made when missing. */
export interface FileOnDisk {
  /** Absolute. */
  path: string;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
}

export const toFolder = (folder: string): Target<FileOnDisk> => ({
  async store(content) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, randomUUID());
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(part: Buffer, _encoding, done) {
        size += part.length;
        hash.update(part);
        done(null, part);
      },
    });
    try {
      await pipeline(content, measure, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
    return { path: file, size, sha256: hash.digest('hex') };
  },
  drop: ({ path: file }) => rm(file, { force: true }),
});

const FIELD_BYTES = 10 * 1024;

/** Room for boundaries, headers and fields beside the file. */
const ENVELOPE_BYTES = 256 * 1024;

/** A client that has been refused gets this much read and thrown away, so that it can read the answer. */
const DRAIN_BYTES = 2 * 1024 * 1024;
const DRAIN_MS = 200;
/** Until a sender nobody reads any more stops: in the middle of a write it would hear of the closed socket, not of the answer. */
const STALL_MS = 50;

/**
 * Receives a multipart/form-data request with exactly one file, straight to where it goes: memory does not grow with the file.
 * After a refusal the answer must carry `Connection: close`, because the rest of the body is not read.
 * @throws DomainError `too_large`/`documents.too_large` {limit}, `unsupported`/`upload.not_multipart`,
 *   `invalid`/`upload.one_file` (none or several), `upload.field` {field}, `upload.malformed`, `upload.aborted`,
 *   `rate_limited`/`upload.too_many`, `too_slow`/`request.too_slow`, `storage_full`/`storage.full`. On every one of them nothing stays.
 */
export async function receiveUpload<Stored>(req: IncomingMessage, options: UploadOptions<Stored>): Promise<Received<Stored>> {
  if (req.destroyed && !req.complete) throw new DomainError('invalid', 'upload.aborted');
  const claimed = Number(req.headers['content-length'] ?? 0);
  if (claimed > options.maxBytes + ENVELOPE_BYTES) throw tooLarge(options.maxBytes, req);
  const parser = openParser(req, options);
  // A cut may come before the receipt has begun: it is not lost.
  const cut: { error?: DomainError; tell?: (error: DomainError) => void } = {};
  const arrival = watchArrival(req, options.pace ?? FILE_PACE, (error) => {
    cut.error = error;
    cut.tell?.(error);
  });
  let leave: () => void = () => undefined;
  try {
    leave = options.reception?.of.enter(options.reception.share, arrival, claimed || options.maxBytes) ?? leave;
    await assertSpace(options, claimed);
    if (cut.error) throw cut.error;
    return await collect(req, parser, options, (tell) => void (cut.tell = tell));
  } catch (error) {
    await drain(req);
    throw toDomainError(error);
  } finally {
    arrival.stop();
    leave();
  }
}

function openParser(req: IncomingMessage, options: Pick<UploadOptions<unknown>, 'maxBytes' | 'fields'>): Busboy {
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: {
        fileSize: options.maxBytes + 1,
        files: 2,
        fields: (options.fields?.length ?? 0) + 1,
        fieldNameSize: 100,
        fieldSize: FIELD_BYTES,
        headerPairs: 100,
      },
    });
  } catch (cause) {
    void drain(req);
    throw new DomainError('unsupported', 'upload.not_multipart', {}, { cause });
  }
}

/** @param onCut given what ends the receipt from outside. */
async function collect<Stored>(req: IncomingMessage, parser: Busboy, options: UploadOptions<Stored>, onCut: (cut: (error: DomainError) => void) => void): Promise<Received<Stored>> {
  const fields: Record<string, string> = {};
  let writing: Promise<ReceivedFile<Stored>> | undefined;
  let hasFailed = false;
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = (error) => {
      hasFailed = true;
      req.unpipe(parser);
      reject(error);
      parser.destroy();
    };
  });
  failed.catch(() => undefined);
  onCut(fail);

  parser.on('file', (_field: string, content: Readable, info: FileInfo) => {
    content.on('error', () => undefined);
    // Behind a refusal the rest of the same part of the body is still told of, by a parser that will never end it.
    if (hasFailed || writing) {
      content.resume();
      return fail(new DomainError('invalid', 'upload.one_file'));
    }
    writing = storeFile(content, info, options);
    writing.catch(fail);
  });
  parser.on('field', (field: string, value: string, info: { valueTruncated: boolean; nameTruncated: boolean }) => {
    const known = options.fields?.includes(field) === true && !Object.hasOwn(fields, field);
    if (!known || info.valueTruncated || info.nameTruncated) {
      return fail(new DomainError('invalid', 'upload.field', { field: field.slice(0, 60) }));
    }
    fields[field] = value.normalize('NFC');
  });
  const malformed = (cause: unknown): void => fail(new DomainError('invalid', 'upload.malformed', {}, { cause }));
  const done = new Promise<void>((resolve) => parser.on('close', resolve));
  parser.on('error', malformed);
  const onClose = (): void => {
    if (!req.complete) fail(new DomainError('invalid', 'upload.aborted'));
  };
  req.on('close', onClose);
  req.on('error', onClose);
  req.pipe(parser);
  try {
    await Promise.race([done, failed]);
    const file = writing ? await Promise.race([writing, failed]) : undefined;
    if (!file) throw new DomainError('invalid', 'upload.one_file');
    return { file, fields };
  } catch (error) {
    await writing?.then(({ stored }) => options.target.drop(stored), () => undefined);
    throw error;
  } finally {
    req.off('close', onClose);
  }
}

async function storeFile<Stored>(content: Readable, info: FileInfo, { target, maxBytes }: UploadOptions<Stored>): Promise<ReceivedFile<Stored>> {
  let size = 0;
  const measure = new Transform({
    transform(part: Buffer, _encoding, done) {
      size += part.length;
      done(size > maxBytes ? new DomainError('too_large', 'documents.too_large', { limit: maxBytes }) : null, part);
    },
  });
  // Ends the one with the other, also where it only stops coming; whoever reads it hears why.
  pipelineOf(content, measure, () => undefined);
  return { stored: await target.store(measure), name: cleanFileName(info.filename), claimedType: info.mimeType };
}

/** @throws DomainError `storage_full`/`storage.full` where what comes would leave less than must stay free. */
export async function assertSpace(options: Pick<UploadOptions<unknown>, 'floorBytes' | 'medium' | 'reception'>, coming: number): Promise<void> {
  if (options.floorBytes === undefined) return;
  const { bavail, bsize } = await statfs(options.medium);
  // Its own place is among those already: what others were promised is not there for it.
  const promised = Math.max(coming, options.reception?.of.promised ?? 0);
  if (bavail * bsize - promised < options.floorBytes) throw new DomainError('storage_full', 'storage.full');
}

function tooLarge(limit: number, req: IncomingMessage): DomainError {
  void drain(req);
  return new DomainError('too_large', 'documents.too_large', { limit });
}

/** Resolves when so much was read, nothing more comes, or in a moment: what waits in the socket when it closes costs the client its answer. */
export function drain(req: IncomingMessage): Promise<void> {
  let left = DRAIN_BYTES;
  const drained = new Promise<void>((resolve) => {
    req.on('data', (part: Buffer) => {
      left -= part.length;
      if (left > 0) return;
      req.pause();
      setTimeout(resolve, STALL_MS).unref();
    });
    for (const end of ['end', 'close', 'error']) req.once(end, () => resolve());
    setTimeout(resolve, DRAIN_MS).unref();
  });
  req.on('error', () => undefined);
  req.resume();
  return drained;
}

/** What ended a receipt, as its sender is told. */
export function toDomainError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new DomainError('storage_full', 'storage.full', {}, { cause: error });
  if (error instanceof DomainError || (typeof code === 'string' && code.startsWith('E'))) return error;
  return new DomainError('invalid', 'upload.malformed', {}, { cause: error });
}
