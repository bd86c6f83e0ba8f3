import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import { FILE_PACE, watchArrival, type Arrival, type Pace } from './pace';
import type { Reception } from './reception';
import { assertSpace, drain, toDomainError } from './upload';

/** How long a file may be on its way, milliseconds since its last part (D22, D40). */
export const ARRIVAL_MS = 24 * 60 * 60_000;
/** Files of one person that are on their way at once: a queue sends one after the other, some windows of it. */
const OF_ONE = 100;

const factsShape = z.strictObject({
  meetingId: z.string(),
  name: z.string(),
  /** Bytes of the whole file. */
  length: z.int().positive(),
  /** Bytes that are on the medium for certain. */
  synced: z.int().min(0),
});
type Facts = z.output<typeof factsShape>;

/** Whose file, under the id its sender made. */
export interface ArrivalId {
  personId: string;
  sendId: string;
}

export interface ArrivingFile extends Facts {
  /** Absolute. */
  path: string;
}

export interface AppendOptions {
  reception: { of: Reception; share: string };
  floorBytes: number;
  pace?: Pace;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const gone = (): DomainError => new DomainError('not_found', 'not_found');

/**
 * Files that come in parts: each goes on where its last part ended, over a lost network, a reload and a restart of the
 * program. A file is known to its sender alone; the id has no way into the path but as a UUID.
 */
export class Arrivals {
  /** What writes to a file now, so that a sender who came back does not wait for the one that is gone. */
  readonly #writing = new Map<string, { arrival: Arrival; ended: Promise<void> }>();

  constructor(private readonly folder: string) {}

  /** @throws DomainError `rate_limited`/`upload.too_many`; `conflict`/`command.id_reused` where another file came under that id. */
  async begin({ personId, sendId }: ArrivalId, given: Omit<Facts, 'synced'>): Promise<ArrivingFile> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.sweep();
    const known = await this.find({ personId, sendId }).catch(() => null);
    if (known) {
      if (known.length !== given.length || known.meetingId !== given.meetingId) throw new DomainError('conflict', 'command.id_reused');
      return known;
    }
    if ((await readdir(this.folder)).filter((name) => name.startsWith(personId)).length >= 2 * OF_ONE) throw new DomainError('rate_limited', 'upload.too_many');
    const file = this.#pathOf({ personId, sendId });
    await writeFile(file, '', { mode: 0o600 });
    const facts = { ...given, synced: 0 };
    await this.#note(file, facts);
    return { ...facts, path: file };
  }

  /** What is known of a file on its way. @throws DomainError `not_found` */
  async find(id: ArrivalId): Promise<ArrivingFile> {
    const file = this.#pathOf(id);
    const noted = await readFile(`${file}.json`, 'utf8').catch(() => null);
    const facts = noted === null ? null : factsShape.safeParse(JSON.parse(noted));
    if (!facts?.success) throw gone();
    return { ...facts.data, path: file };
  }

  /**
   * Adds what comes to the file, from `offset` on. What has come stays, also where the sender is cut off.
   * @returns bytes that are there now. @throws DomainError `conflict`/`upload.offset` {offset} where that is not where it ended; as `receiveUpload`.
   */
  async append(id: ArrivalId, offset: number, req: IncomingMessage, options: AppendOptions): Promise<number> {
    const key = this.#pathOf(id);
    const before = this.#writing.get(key);
    before?.arrival.cut(new DomainError('invalid', 'upload.aborted'));
    await before?.ended;
    const file = await this.find(id);
    if (file.synced !== offset) {
      await drain(req);
      throw new DomainError('conflict', 'upload.offset', { offset: file.synced });
    }
    return this.#receive(file, offset, req, options);
  }

  async #receive(file: ArrivingFile, offset: number, req: IncomingMessage, { reception, floorBytes, pace }: AppendOptions): Promise<number> {
    const stop = new AbortController();
    const arrival = watchArrival(req, pace ?? FILE_PACE, (error) => stop.abort(error));
    let end: () => void = () => undefined;
    const writing = { arrival, ended: new Promise<void>((resolve) => (end = resolve)) };
    let leave: () => void = () => undefined;
    let failure: unknown;
    try {
      leave = reception.of.enter(reception.share, arrival, Number(req.headers['content-length'] ?? file.length - offset));
      await assertSpace({ medium: path.dirname(file.path), floorBytes, reception }, file.length - offset);
      this.#writing.set(file.path, writing);
      await pipeline(req, atMost(file.length - offset, file.length), createWriteStream(file.path, { flags: 'r+', start: offset }), { signal: stop.signal });
    } catch (error) {
      failure = stop.signal.aborted ? stop.signal.reason : error;
      if (!req.destroyed) await drain(req);
    } finally {
      arrival.stop();
      leave();
    }
    try {
      const synced = await this.#sync(file);
      if (failure) throw toDomainError(failure);
      return synced;
    } finally {
      if (this.#writing.get(file.path) === writing) this.#writing.delete(file.path);
      end();
    }
  }

  /** The file is not needed any more, or not wanted. */
  async drop(id: ArrivalId): Promise<void> {
    const file = this.#pathOf(id);
    this.#writing.get(file)?.arrival.cut(new DomainError('invalid', 'upload.aborted'));
    await this.#writing.get(file)?.ended;
    await Promise.all([rm(file, { force: true }), rm(`${file}.json`, { force: true })]);
  }

  /** Erases what nobody went on with, by the clock of the file system: that of the program may have been set. */
  async sweep(): Promise<void> {
    const probe = path.join(this.folder, randomUUID());
    await writeFile(probe, '', { mode: 0o600 });
    const now = (await stat(probe)).mtimeMs;
    await rm(probe, { force: true });
    for (const name of await readdir(this.folder).catch(() => [])) {
      const file = path.join(this.folder, name);
      const known = await stat(file).catch(() => null);
      if (known && now - known.mtimeMs > ARRIVAL_MS) await rm(file, { force: true });
    }
  }

  #pathOf({ personId, sendId }: ArrivalId): string {
    if (!UUID.test(personId) || !UUID.test(sendId)) throw gone();
    return path.join(this.folder, `${personId}.${sendId}`);
  }

  /** What is on the medium for certain is written down: after a power cut a file may be longer than what was written to it. */
  async #sync(file: ArrivingFile): Promise<number> {
    const handle = await open(file.path, 'r+').catch(() => null);
    if (!handle) throw gone();
    try {
      await handle.sync();
      const { size } = await handle.stat();
      const { path: _path, ...facts } = file;
      await this.#note(file.path, { ...facts, synced: Math.min(size, file.length) });
      return Math.min(size, file.length);
    } finally {
      await handle.close();
    }
  }

  async #note(file: string, facts: Facts): Promise<void> {
    await writeFile(`${file}.new`, JSON.stringify(facts), { mode: 0o600, flush: true });
    await rename(`${file}.new`, `${file}.json`);
  }
}

/** Lets so many bytes through; one more is a refusal. */
function atMost(left: number, limit: number): Transform {
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      left -= part.length;
      done(left < 0 ? new DomainError('too_large', 'documents.too_large', { limit }) : null, part);
    },
  });
}
