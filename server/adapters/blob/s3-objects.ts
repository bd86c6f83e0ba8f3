import type { S3mini } from 's3mini';
import { failureOf, S3Failure, unreachable, type AskOptions, type S3Answer, type S3Calls, type S3Place } from './s3-calls';

/** What is known of an object without its bytes. */
export interface S3Head {
  /** As the store gave it, with its quotes. */
  tag: string;
  /** Bytes. */
  size: number;
  /** By the clock of the store, ms since 1970, to the second. */
  writtenAt: number;
}

export interface S3Window extends S3Head {
  bytes: Buffer;
  /** Place of the first of them. */
  from: number;
}

export interface S3Listed {
  /** Without the prefix of the installation. */
  name: string;
  writtenAt: number;
}

const PAGE = 1_000;
const STREAM_TYPE = 'application/octet-stream';
/** Times in headers have no parts of a second, those in lists may: one measure for both. */
const toSecond = (time: number): number => Math.floor(time / 1_000) * 1_000;
const bare = (tag: string): string => tag.replace(/^W\//u, '').replaceAll('"', '');

/** Compared by the store when it has received the bytes, and signed: what was changed on its way is not stored. */
const bodyHeaders = (md5: Buffer): Record<string, string> => ({ 'content-md5': md5.toString('base64') });

/**
 * The objects of one installation in a bucket; names are told without its prefix.
 * @throws DomainError `unavailable`/`storage.unreachable`, `storage_full`/`storage.full` from every method; the reason of the signal.
 */
export class S3Objects {
  constructor(readonly calls: S3Calls) {}

  get place(): S3Place {
    return this.calls.place;
  }

  /** A part of an object, both ends included; of a shorter one what there is. @param tag only if it still has it. */
  async read(name: string, from: number, to: number, tag?: string): Promise<S3Window | 'missing' | 'changed' | 'outside'> {
    // A cut answer that looks whole is asked for again like one that does not.
    const reading = async (client: S3mini): Promise<Response> => client.getObjectRaw(this.#full(name), false, from, to + 1, tag === undefined ? {} : { 'if-match': tag });
    const answer = await this.#ask(reading, { judge: (got) => assertWhole(got, to - from + 1) }).catch((error: unknown) => otherwise(error, { 404: 'missing', 412: 'changed', 416: 'outside' } as const));
    if (typeof answer === 'string') return answer;
    const total = /\/(\d+)$/u.exec(answer.headers.get('content-range') ?? '')?.[1];
    const head = headOf(answer, total === undefined ? answer.body.byteLength : Number(total));
    if (tag !== undefined && head.tag !== tag) return 'changed';
    return { ...head, bytes: answer.body, from: answer.status === 206 ? from : 0 };
  }

  async head(name: string): Promise<S3Head | null> {
    const answer = await this.#ask((client) => client.objectExists(this.#full(name)));
    if (answer.status !== 404) return headOf(answer, Number(answer.headers.get('content-length') ?? 0));
    // An answer to HEAD has no words: whether the object or the whole bucket is missing is asked for with some.
    const found = await this.read(name, 0, 0);
    return typeof found === 'string' ? null : found;
  }

  async put(name: string, bytes: Buffer, md5: Buffer, options: { onlyNew?: boolean; signal?: AbortSignal } = {}): Promise<void> {
    const headers = { ...bodyHeaders(md5), ...(options.onlyNew && { 'if-none-match': '*' }) };
    await this.#ask((client) => client.putObject(this.#full(name), bytes, STREAM_TYPE, undefined, headers), { sends: true, signal: options.signal });
  }

  /** In parts: nothing is there until `complete`. @returns its id. */
  async begin(name: string, signal?: AbortSignal): Promise<string> {
    return (await this.#value((client) => client.getMultipartUploadId(this.#full(name), STREAM_TYPE), { signal }));
  }

  async putPart(name: string, id: string, index: number, bytes: Buffer, md5: Buffer, signal?: AbortSignal): Promise<string> {
    return (await this.#value((client) => client.uploadPart(this.#full(name), id, bytes, index + 1, {}, undefined, bodyHeaders(md5)), { sends: true, signal })).etag;
  }

  async complete(name: string, id: string, tags: readonly string[], signal?: AbortSignal): Promise<void> {
    const parts = tags.map((etag, index) => ({ partNumber: index + 1, etag }));
    const completing = async (client: S3mini): Promise<void> => {
      const result = await client.completeMultipartUpload(this.#full(name), id, parts);
      // Answered as done while it was still being done, and it was not.
      if (typeof result.etag !== 'string') throw new S3Failure(500, 'not completed');
    };
    await this.#ask(completing, { sends: true, signal }).catch(async (error: unknown) => {
      // Done by a try whose answer was lost.
      if (failureOf(error)?.status !== 404 || !(await this.head(name))) throw error;
    });
  }

  async abort(name: string, id: string): Promise<void> {
    await this.#ask((client) => client.abortMultipartUpload(this.#full(name), id)).catch((error: unknown) => otherwise(error, { 404: null }));
  }

  /** Inside the bucket; nothing is sent here. @returns false where there is none of that name. */
  async copy(from: S3Objects, name: string, target: string): Promise<boolean> {
    const answer = await this.#ask((client) => client.copyObject(from.#full(name), this.#full(target)), { sends: true }).catch((error: unknown) => otherwise(error, { 404: null }));
    return answer !== null;
  }

  async delete(name: string, options: AskOptions = {}): Promise<void> {
    await this.#ask((client) => client.deleteObject(this.#full(name)), options).catch((error: unknown) => otherwise(error, { 404: null }));
  }

  /** In the order of their names. */
  async* list(prefix: string): AsyncIterable<S3Listed> {
    for (let token: string | undefined; ;) {
      const page = await this.#page(prefix, PAGE, token);
      yield* page.listed;
      token = page.token;
      if (token === undefined) return;
    }
  }

  /** Whether any name begins so. */
  async hasAny(prefix: string): Promise<boolean> {
    return (await this.#page(prefix, 1)).listed.length > 0;
  }

  /** Uploads in parts that were begun and neither completed nor aborted. */
  async begun(prefix: string): Promise<{ name: string; id: string; begunAt: number }[]> {
    const found = await this.#value((client) => client.listMultipartUploads('/', '', 'GET', { prefix: this.#full(prefix) }));
    const { ListMultipartUploadsResult: result } = found as { ListMultipartUploadsResult?: { Upload?: BegunUpload | BegunUpload[] } };
    return [result?.Upload ?? []].flat().map(({ Key, UploadId, Initiated }) => ({ name: this.#own(Key), id: UploadId, begunAt: Date.parse(Initiated) }));
  }

  async #page(prefix: string, most: number, token?: string): Promise<{ listed: S3Listed[]; token?: string }> {
    const listing = async (client: S3mini) => {
      const page = await client.listObjectsPaged('/', this.#full(prefix), most, token);
      if (!page) throw new S3Failure(404, 'NoSuchBucket');
      return page;
    };
    const { objects, nextContinuationToken } = await this.#value(listing);
    return { listed: (objects ?? []).map(({ Key, LastModified }) => ({ name: this.#own(Key), writtenAt: toSecond(LastModified.getTime()) })), token: nextContinuationToken };
  }

  #full(name: string): string {
    return this.place.prefix + name;
  }

  #own(key: string): string {
    return key.slice(this.place.prefix.length);
  }

  async #value<T>(work: (client: S3mini) => Promise<T>, options: AskOptions = {}): Promise<T> {
    try {
      return (await this.calls.ask(work, options)).value;
    } catch (error) {
      throw error instanceof S3Failure ? unreachable(error) : error;
    }
  }

  async #ask(work: (client: S3mini) => Promise<unknown>, { judge, ...options }: AskOptions & { judge?: (answer: S3Answer) => void } = {}): Promise<S3Answer> {
    try {
      return (await this.calls.ask(work, options, judge)).answer;
    } catch (error) {
      throw error instanceof S3Failure ? unreachable(error) : error;
    }
  }
}

interface BegunUpload {
  Key: string;
  UploadId: string;
  Initiated: string;
}

/** A missing bucket is no missing object. */
function otherwise<Meaning>(error: unknown, known: Readonly<Record<number, Meaning>>): Meaning {
  const failure = failureOf(error);
  if (failure && failure.status in known && failure.code !== 'NoSuchBucket') return known[failure.status] as Meaning;
  throw error;
}

/** @throws S3Failure where the body is shorter than what the store says of it. */
function assertWhole({ status, headers, body }: S3Answer, asked: number): void {
  const [, first, last] = /^bytes (\d+)-(\d+)\//u.exec(headers.get('content-range') ?? '') ?? [];
  const said = status === 206 && first !== undefined ? Number(last) - Number(first) + 1 : Number(headers.get('content-length') ?? body.byteLength);
  if (body.byteLength !== said || (status === 206 && said > asked)) throw new S3Failure(0, 'the answer is not as long as it says');
}

function headOf({ headers }: S3Answer, size: number): S3Head {
  const writtenAt = Date.parse(headers.get('last-modified') ?? '');
  return { tag: headers.get('etag') ?? '', size, writtenAt: Number.isNaN(writtenAt) ? 0 : writtenAt };
}

/** Whether a tag is the digest of bytes sent at once or in parts; of encrypted ones it is not, which proves nothing. */
export const isTagOf = (tag: string, digest: string): boolean => bare(tag).toLowerCase() === digest;
