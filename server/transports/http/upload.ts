import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy, { type Busboy, type FileInfo } from 'busboy';
import { DomainError } from '../../kernel/errors';
import { cleanFileName } from './file-name';
import { FILE_PACE, watchArrival, type Pace } from './pace';
import type { Reception } from './reception';

export interface UploadOptions {
  /** Largest file, bytes; counted while streaming, whatever the headers claim. */
  maxBytes: number;
  /** Folder of temporary files, on the medium of the blobs. Created when missing. */
  tmpDir: string;
  /** Names of the text fields that may come with the file; each at most once and 10 kB. */
  fields?: readonly string[];
  /** Bytes that must stay free on that medium. */
  floorBytes?: number;
  /** How fast the body has to come. */
  pace?: Pace;
  /** Where it needs a place among those on their way in. */
  reception?: { of: Reception; share: string };
}

export interface ReceivedFile {
  /** Absolute path of the temporary file; the receiver moves or deletes it. */
  path: string;
  /** For display: NFC, no folders, no control or direction characters, at most 200 bytes. What it ends in is a claim. */
  name: string;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
  /** As the browser claims; proves nothing. */
  claimedType: string;
}

export interface Received {
  file: ReceivedFile;
  fields: Readonly<Record<string, string>>;
  /** Deletes the temporary file; harmless when it has been moved away. */
  discard(): Promise<void>;
}

const FIELD_BYTES = 10 * 1024;

/** Room for boundaries, headers and fields beside the file. */
const ENVELOPE_BYTES = 256 * 1024;

/** A client that has been refused gets this much read and thrown away, so that it can read the answer. */
const DRAIN_BYTES = 2 * 1024 * 1024;

/**
 * Receives a multipart/form-data request with exactly one file, straight to disk: memory does not grow with the file.
 * After a refusal the answer must carry `Connection: close`, because the rest of the body is not read.
 * @throws DomainError `too_large`/`documents.too_large` {limit}, `unsupported`/`upload.not_multipart`,
 *   `invalid`/`upload.one_file` (none or several), `upload.field` {field}, `upload.malformed`, `upload.aborted`,
 *   `rate_limited`/`upload.too_many`, `too_slow`/`request.too_slow`, `storage_full`/`storage.full`. On every one of them nothing stays on disk.
 */
export async function receiveUpload(req: IncomingMessage, options: UploadOptions): Promise<Received> {
  if (req.destroyed && !req.complete) throw new DomainError('invalid', 'upload.aborted');
  const claimed = Number(req.headers['content-length'] ?? 0);
  if (claimed > options.maxBytes + ENVELOPE_BYTES) throw tooLarge(options.maxBytes, req);
  const parser = openParser(req, options);
  const target = path.join(options.tmpDir, randomUUID());
  // A cut may come before the receipt has begun: it is not lost.
  const cut: { error?: DomainError; tell?: (error: DomainError) => void } = {};
  const arrival = watchArrival(req, options.pace ?? FILE_PACE, (error) => {
    cut.error = error;
    cut.tell?.(error);
  });
  let leave: () => void = () => undefined;
  try {
    leave = options.reception?.of.enter(options.reception.share, arrival, claimed || options.maxBytes) ?? leave;
    await mkdir(options.tmpDir, { recursive: true, mode: 0o700 });
    await assertSpace(options, claimed);
    if (cut.error) throw cut.error;
    const { file, fields } = await collect(req, parser, target, options, (tell) => void (cut.tell = tell));
    return { file, fields, discard: () => rm(target, { force: true }) };
  } catch (error) {
    drain(req);
    await rm(target, { force: true });
    throw toDomainError(error);
  } finally {
    arrival.stop();
    leave();
  }
}

function openParser(req: IncomingMessage, options: UploadOptions): Busboy {
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
    drain(req);
    throw new DomainError('unsupported', 'upload.not_multipart', {}, { cause });
  }
}

/** @param onCut given what ends the receipt from outside. */
async function collect(req: IncomingMessage, parser: Busboy, target: string, options: UploadOptions, onCut: (cut: (error: DomainError) => void) => void) {
  const fields: Record<string, string> = {};
  let writing: Promise<ReceivedFile> | undefined;
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = (error) => {
      req.unpipe(parser);
      reject(error);
      parser.destroy();
    };
  });
  failed.catch(() => undefined);
  onCut(fail);

  parser.on('file', (_field: string, content: Readable, info: FileInfo) => {
    content.on('error', () => undefined);
    if (writing) {
      content.resume();
      return fail(new DomainError('invalid', 'upload.one_file'));
    }
    writing = writeFile(content, info, target, options.maxBytes);
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
    await writing?.catch(() => undefined);
    throw error;
  } finally {
    req.off('close', onClose);
  }
}

async function writeFile(content: Readable, info: FileInfo, target: string, maxBytes: number): Promise<ReceivedFile> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(part: Buffer, _encoding, done) {
      size += part.length;
      hash.update(part);
      done(size > maxBytes ? new DomainError('too_large', 'documents.too_large', { limit: maxBytes }) : null, part);
    },
  });
  await pipeline(content, measure, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
  return { path: target, name: cleanFileName(info.filename), size, sha256: hash.digest('hex'), claimedType: info.mimeType };
}

async function assertSpace(options: UploadOptions, coming: number): Promise<void> {
  if (options.floorBytes === undefined) return;
  const { bavail, bsize } = await statfs(options.tmpDir);
  // Its own place is among those already: what others were promised is not there for it.
  const promised = Math.max(coming, options.reception?.of.promised ?? 0);
  if (bavail * bsize - promised < options.floorBytes) throw new DomainError('storage_full', 'storage.full');
}

function tooLarge(limit: number, req: IncomingMessage): DomainError {
  drain(req);
  return new DomainError('too_large', 'documents.too_large', { limit });
}

function drain(req: IncomingMessage): void {
  let left = DRAIN_BYTES;
  req.on('data', (part: Buffer) => {
    left -= part.length;
    if (left <= 0) req.pause();
  });
  req.on('error', () => undefined);
  req.resume();
}

function toDomainError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new DomainError('storage_full', 'storage.full', {}, { cause: error });
  if (error instanceof DomainError || (typeof code === 'string' && code.startsWith('E'))) return error;
  return new DomainError('invalid', 'upload.malformed', {}, { cause: error });
}
