import { closeSync, existsSync, fdatasyncSync, ftruncateSync, mkdirSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { syncFolder } from '../../installation/durable-file';
import { frameSize, LOG_HEAD, readHead, soundFrames } from './log-format';
import type { Place } from './shipped-log';

/** What was received does not fit together: the database is taken anew. */
export class NotSound extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotSound';
  }
}

/** Looks at what is new in the database before it counts. @throws NotSound */
export type FoldWork = (db: BetterSqlite3.Database) => void;

/**
 * A database of the first machine on the second: its file, and beside it the same write-ahead log, byte for byte, as far as it has come.
 * Nobody opens it but to bring a whole log into the file, which SQLite does as after a crash; so what is here is at any moment what an
 * ordinary start of SQLite makes of it.
 */
export class Replica {
  readonly file: string;
  readonly #fold: FoldWork;
  #log: number | null = null;
  #size = 0;
  place: Place;

  /** @param log number of the log beside it, as it was noted. */
  constructor(file: string, log: number, fold: FoldWork) {
    this.file = file;
    this.#fold = fold;
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    this.place = { log, frames: this.#framesOnDisk() };
  }

  /** Puts what comes next on disk. @param from frame it begins with; with 0 its head is the first of it. */
  append(from: number, frames: number, bytes: Buffer): void {
    if (from !== this.place.frames) throw new NotSound(`frames from ${from} came where ${this.place.frames} were`);
    const handle = (this.#log ??= openSync(`${this.file}-wal`, 'w+', 0o600));
    if (from === 0) {
      const head = readHead(bytes);
      if (!head) throw new NotSound('a log without a head');
      this.#size = frameSize(head);
      ftruncateSync(handle);
      syncFolder(path.dirname(this.file));
    }
    const start = from === 0 ? 0 : LOG_HEAD + from * this.#size;
    if (start + bytes.byteLength !== LOG_HEAD + frames * this.#size) throw new NotSound(`${bytes.byteLength} bytes for frames ${from} to ${frames}`);
    for (let at = 0; at < bytes.byteLength;) at += writeSync(handle, bytes, at, bytes.byteLength - at, start + at);
    fdatasyncSync(handle);
    this.place = { log: this.place.log, frames };
  }

  /** Brings the log into the file. @throws NotSound when it is not all of what was received. */
  fold(): void {
    this.close();
    const { frames } = this.place;
    const db = new BetterSqlite3(this.file, { fileMustExist: true });
    try {
      // Nobody else has it: no memory is shared beside it.
      db.pragma('locking_mode = EXCLUSIVE');
      db.pragma('synchronous = FULL');
      db.pragma('wal_autocheckpoint = 0');
      db.prepare('SELECT count(*) FROM sqlite_master').get();
      const [found] = db.pragma('wal_checkpoint(NOOP)') as { log: number }[];
      if (frames > 0 && found?.log !== frames && !this.#endsInside(found?.log ?? 0)) throw new NotSound(`${found?.log ?? 0} of ${frames} frames are sound`);
      this.#fold(db);
      const [done] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      if (done?.busy !== 0) throw new Error('the log could not be brought into the file');
    } catch (error) {
      if (error instanceof BetterSqlite3.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/u.test(error.code)) throw new NotSound(error.message);
      throw error;
    } finally {
      db.close();
    }
    rmSync(`${this.file}-wal`, { force: true });
    rmSync(`${this.file}-shm`, { force: true });
    syncFolder(path.dirname(this.file));
    this.place = { log: this.place.log, frames: 0 };
  }

  /** The next log begins. */
  begin(log: number): void {
    this.place = { log, frames: 0 };
  }

  close(): void {
    if (this.#log !== null) closeSync(this.#log);
    this.#log = null;
  }

  /** A piece may have ended within a transaction of which the rest did not come: SQLite leaves that away, as nobody was told that it was done. */
  #endsInside(found: number): boolean {
    const sound = this.#sound();
    return found < this.place.frames && sound === this.place.frames;
  }

  #sound(): number {
    const handle = openSync(`${this.file}-wal`, 'r');
    try {
      return soundFrames(reading(handle))?.frames ?? 0;
    } finally {
      closeSync(handle);
    }
  }

  /** What a power cut left of the log: what follows from its head, and nothing behind it. */
  #framesOnDisk(): number {
    if (!existsSync(`${this.file}-wal`) || statSync(`${this.file}-wal`).size === 0) return 0;
    const handle = openSync(`${this.file}-wal`, 'r+');
    this.#log = handle;
    const found = soundFrames(reading(handle));
    this.#size = found ? frameSize(found.head) : 0;
    ftruncateSync(handle, found ? LOG_HEAD + found.frames * this.#size : 0);
    return found?.frames ?? 0;
  }
}

const reading = (handle: number) => (at: number, size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  let read = 0;
  while (read < size) {
    const count = readSync(handle, bytes, read, size - read, at + read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
};
