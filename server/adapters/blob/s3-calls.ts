import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as rest } from 'node:timers/promises';
import { S3mini, S3ServiceError } from 's3mini';
import { DomainError } from '../../kernel/errors';
import { storageFull } from './receive-file';

/** Where the objects of an installation lie. */
export interface S3Place {
  /** http(s)://host[:port], without the bucket. */
  endpoint: string;
  bucket: string;
  /** Before every name: empty, or ending in a slash. */
  prefix: string;
  region: string;
}

export interface S3Keys {
  access: string;
  secret: string;
}

/** How long the store is waited for. */
export interface S3Patience {
  /** Tries of one request, the first included. */
  attempts: number;
  /** For a whole answer, ms. */
  answerMs: number;
  /** For a whole answer where bytes are sent or copied, ms. */
  sendMs: number;
  /** Before the second try at most, ms; doubled before each further one. */
  restMs: number;
}

export const DEFAULT_PATIENCE: S3Patience = { attempts: 3, answerMs: 5_000, sendMs: 30_000, restMs: 400 };
const MOST_REST_MS = 4_000;

/** Longer than anything that is asked for at once. */
const MOST_BYTES = 8 * 1024 * 1024;

/** A request the store did not carry out. Says what it answered and nothing of what was sent: bodies of refusals repeat signatures. */
export class S3Failure extends Error {
  constructor(
    /** HTTP status; 0 where no whole answer came. */
    readonly status: number,
    /** As S3 calls it, or of the network. */
    readonly code: string,
  ) {
    super(status === 0 ? `S3: ${code}` : `S3 ${status} ${code}`);
  }
}

export interface S3Answer {
  status: number;
  headers: Headers;
  body: Buffer;
}

interface Call {
  signal: AbortSignal;
  answer: S3Answer | null;
}

export interface AskOptions {
  /** Bytes are sent or copied: it may take longer. */
  sends?: boolean;
  signal?: AbortSignal;
  attempts?: number;
}

const FULL_CODES = new Set(['QuotaExceeded', 'InsufficientStorage', 'InsufficientCapacity', 'StorageFull', 'XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded', 'NotEnoughSpace']);
/** What a second try may mend: a store that is busy or came back, bytes that were changed on their way. */
const AGAIN_CODES = new Set(['SlowDown', 'InternalError', 'RequestTimeout', 'ServiceUnavailable', 'BadDigest', 'OperationAborted']);
const AGAIN_STATUS = new Set([0, 408, 429, 500, 502, 503, 504]);

const isFull = ({ status, code }: S3Failure): boolean => status === 507 || FULL_CODES.has(code);
const mayTryAgain = (failure: S3Failure): boolean => !isFull(failure) && (AGAIN_STATUS.has(failure.status) || AGAIN_CODES.has(failure.code));

/** What the store did not do, as callers are told. */
export const unreachable = (failure: S3Failure): DomainError => (isFull(failure) ? storageFull(failure) : new DomainError('unavailable', 'storage.unreachable', {}, { cause: failure }));

export const failureOf = (error: unknown): S3Failure | null => (error instanceof S3Failure ? error : error instanceof Error && error.cause instanceof S3Failure ? error.cause : null);

/** Asks one bucket: each request ends in time, is tried again where that may help, and is answered whole or not at all. */
export class S3Calls {
  readonly #client: S3mini;
  readonly #calls = new AsyncLocalStorage<Call>();
  /** The store's clock as it was last told, and when that was. */
  #told: { date: number; at: number } | null = null;

  constructor(
    readonly place: S3Place,
    keys: S3Keys,
    private readonly patience: S3Patience = DEFAULT_PATIENCE,
  ) {
    this.#client = new S3mini({
      accessKeyId: keys.access,
      secretAccessKey: keys.secret,
      endpoint: `${place.endpoint}/${place.bucket}`,
      region: place.region,
      fetch: (input: unknown, init?: RequestInit) => this.#fetch(String(input), init),
    });
  }

  /** By the clock of the store, ms since 1970, to the second: ages of objects are told by no other. @throws DomainError `unavailable` when it never told. */
  get now(): number {
    if (!this.#told) throw unreachable(new S3Failure(0, 'no answer had a date'));
    return this.#told.date + (performance.now() - this.#told.at);
  }

  /**
   * One request, tried again with growing pauses of chance length. @param judge throws an S3Failure where the answer is no good.
   * @throws S3Failure what the store answered last; the reason of the signal.
   */
  async ask<T>(work: (client: S3mini) => Promise<T>, options: AskOptions = {}, judge?: (answer: S3Answer) => void): Promise<{ value: T; answer: S3Answer }> {
    const { attempts, answerMs, sendMs, restMs } = this.patience;
    const most = options.attempts ?? attempts;
    for (let tried = 1; ; tried += 1) {
      options.signal?.throwIfAborted();
      const late = AbortSignal.timeout(options.sends ? sendMs : answerMs);
      const call: Call = { signal: options.signal ? AbortSignal.any([late, options.signal]) : late, answer: null };
      try {
        const value = await this.#calls.run(call, () => work(this.#client));
        if (!call.answer) throw new S3Failure(0, 'nothing was asked');
        judge?.(call.answer);
        return { value, answer: call.answer };
      } catch (error) {
        options.signal?.throwIfAborted();
        const failure = late.aborted ? new S3Failure(0, 'no answer in time') : toFailure(error, call.answer);
        if (tried >= most || !mayTryAgain(failure)) throw failure;
        await rest(Math.random() * Math.min(MOST_REST_MS, restMs * 2 ** (tried - 1)), undefined, { signal: options.signal });
      }
    }
  }

  /** In place of the library's: never sent on elsewhere, and the answer is here, whole, before anybody looks at it. */
  async #fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const call = this.#calls.getStore();
    if (!call) throw new Error('asked outside of a call');
    const response = await fetch(address, { ...init, redirect: 'manual', signal: call.signal });
    const body = await wholeBody(response);
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) this.#told = { date, at: performance.now() };
    call.answer = { status: response.status, headers: response.headers, body };
    // The bytes of an object are taken from the call: two copies less.
    const isObject = init.method === 'GET' && response.ok && !address.includes('?');
    return new Response(isObject || body.byteLength === 0 ? null : new Uint8Array(body), { status: response.status, statusText: response.statusText, headers: response.headers });
  }
}

async function wholeBody(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return Buffer.concat(parts);
    size += value.byteLength;
    parts.push(value);
    if (size <= MOST_BYTES) continue;
    await reader?.cancel();
    throw new S3Failure(0, 'the answer is too long');
  }
}

/** The library reads codes of one content type only, and tells of some answers by a sentence alone. */
function toFailure(error: unknown, answer: S3Answer | null): S3Failure {
  if (error instanceof S3Failure) return error;
  const coded = /<Code>([\w.-]{1,80})<\/Code>/u.exec(answer?.body.toString('utf8', 0, 4_096) ?? '')?.[1];
  if (error instanceof S3ServiceError) return new S3Failure(error.status, coded ?? error.code ?? 'Unknown');
  // Said to be done, and the body says that it is not.
  if (answer) return new S3Failure(answer.status < 300 ? 500 : answer.status, coded ?? 'an answer that is none');
  return new S3Failure(0, networkCode(error));
}

function networkCode(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (!(at.cause instanceof Error)) return at.message.slice(0, 120);
  }
  return 'unknown';
}
