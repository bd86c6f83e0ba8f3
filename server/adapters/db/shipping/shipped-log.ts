import { createHash } from 'node:crypto';
import { openSync, readSync, statSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { frameSize, LOG_HEAD, readHead, type LogHead } from './log-format';

/** Where a follower stands in the log of a database. */
export interface Place {
  /** The log of this number since the shipper began. */
  log: number;
  frames: number;
}

export interface Piece extends Place {
  /** Frame the bytes begin with; with 0 the head of the log comes first. */
  from: number;
  bytes: Buffer;
  /** Nothing was committed beyond it as it was read. */
  whole: boolean;
}

export interface Base {
  log: number;
  /** Bytes of the file, and of each piece that has a sum. */
  size: number;
  piece: number;
  /** SHA-256 of each piece, hex. */
  sums: string[];
}

/** A log is begun anew from about this length, frames: as SQLite does by itself. */
const TURN_FRAMES = 1_000;
/** From here on those who write wait for a moment where it could not be done beside them. */
const LONG_FRAMES = 8 * TURN_FRAMES;
/** A follower that is slower than this is not waited for: it takes the database anew, by what differs. */
const MOST_FRAMES = 256 * TURN_FRAMES;
const PIECE_BYTES = 4 * 1024 ** 2;
export const BASE_PIECE = 1024 ** 2;

/** How long writers are kept waiting at most where a long log is to be begun anew, ms; the same again passes before the next try. */
const HELD_MS = 400;

/**
 * A database of a running server as its write-ahead log is shipped. This program alone moves the log into the file, and only as far as
 * the follower has it; so the log is begun anew only where nothing of it is lacking there. Runs in a process of its own: the file itself
 * is read past SQLite, and closing it in the server's process would take that one's locks.
 */
export class ShippedLog {
  readonly #file: string;
  /** Keeps others from beginning the log anew. */
  readonly #reader: BetterSqlite3.Database;
  /** Asks how long the log is, and moves it into the file. */
  readonly #mover: BetterSqlite3.Database;
  /** Keeps writers waiting for a moment. */
  readonly #gate: BetterSqlite3.Database;
  /** Never closed: that would take the locks of both away. */
  #logFile: number | null = null;
  #head: LogHead | null = null;
  #now: Place = { log: 0, frames: 0 };
  /** All that the log before this one had. */
  #before: Place | null = null;
  /** Frames after which the log was whole in the file, as nobody was kept from beginning it anew. */
  #sealed: number | null = null;
  #isHeld = false;
  /** What the follower must have before the log is moved into the file. */
  #turning: number | null = null;
  #confirmed: Place | null = null;
  #isPinned = false;
  #writersHeldAt: number | null = null;
  #heldLast = 0;

  constructor(file: string) {
    this.#file = file;
    this.#mover = new BetterSqlite3(file, { fileMustExist: true, timeout: 100 });
    this.#mover.prepare('SELECT 1 FROM sqlite_master').get();
    this.#gate = new BetterSqlite3(file, { fileMustExist: true, timeout: 0 });
    this.#reader = new BetterSqlite3(file, { readonly: true, fileMustExist: true, timeout: 100 });
    this.#reader.prepare('SELECT 1 FROM sqlite_master').get();
    this.#hold();
    this.look();
  }

  get place(): Place {
    return this.#now;
  }

  /** Bytes of the log that a follower at this place lacks. */
  lacking(at: Place): number {
    const size = this.#head === null ? 0 : frameSize(this.#head);
    return (this.#now.log === at.log ? this.#now.frames - at.frames : this.#now.frames) * size;
  }

  /** What is committed now. */
  look(): Place {
    const head = this.#committed();
    if (head === null) return this.#now;
    const isOther = this.#head !== null && head.salts !== this.#head.salts;
    if (!isOther && head.frames < this.#now.frames) return this.#now;
    if (isOther) {
      this.#before = this.#sealed === null ? null : { log: this.#now.log, frames: this.#sealed };
      this.#turning = null;
    }
    this.#head = head;
    this.#now = { log: this.#now.log + (isOther ? 1 : 0), frames: head.frames };
    // What was written since may not be begun anew before the follower has it.
    if (!this.#isHeld && (isOther || head.frames > (this.#sealed ?? 0))) this.#hold();
    if (isOther) this.#sealed = null;
    return this.#now;
  }

  /** What comes after a place. @returns null: nothing yet; `broken`: the follower has to take the database anew. */
  read(at: Place): Piece | null | 'broken' {
    const now = this.look();
    const isNext = this.#before !== null && at.log === this.#before.log && at.frames === this.#before.frames;
    if (at.log !== now.log && !isNext) return 'broken';
    const from = at.log === now.log ? at.frames : 0;
    if (from > now.frames) return 'broken';
    if (this.#head === null || from === now.frames) return null;
    const size = frameSize(this.#head);
    const to = Math.min(now.frames, from + Math.max(1, Math.floor(PIECE_BYTES / size)));
    const start = from === 0 ? 0 : LOG_HEAD + from * size;
    const bytes = this.#bytes(start, LOG_HEAD + to * size - start);
    // Begun anew while it was read, by whatever did not keep to the rule above.
    if (readHead(this.#bytes(0, LOG_HEAD))?.salts !== this.#head.salts) return 'broken';
    return { log: now.log, from, frames: to, bytes, whole: to === now.frames };
  }

  /** The follower has on disk what comes before this place. */
  confirm(at: Place): void {
    this.#confirmed = at;
    if (at.log === this.#now.log) this.#isPinned = false;
    if (this.#turning !== null && at.log === this.#now.log && at.frames >= this.#turning) this.#finishTurn();
  }

  /** To be called now and then: begins the log anew where it is long enough. @param followed somebody follows, and is waited for. */
  turn(followed: boolean): void {
    const { log, frames } = this.look();
    if (!followed) this.#isPinned = false;
    if (this.#writersHeldAt !== null && performance.now() - this.#writersHeldAt > HELD_MS) this.#letWriters();
    if (frames < TURN_FRAMES || !this.#isHeld || (this.#isPinned && frames < MOST_FRAMES)) return;
    const waits = followed && frames < MOST_FRAMES;
    if (this.#turning !== null && waits && !(frames > LONG_FRAMES && this.#writersHeldAt === null)) return;
    if (frames > LONG_FRAMES && performance.now() - this.#heldLast > 2 * HELD_MS) this.#holdWriters();
    this.#hold();
    this.#turning = this.look().frames;
    if (!waits) this.#finishTurn();
    else if (this.#confirmed?.log === log && this.#confirmed.frames >= this.#turning) this.#finishTurn();
  }

  /** Its file as it lies there. Until the follower has gone on from it the log is not begun anew, so what is moved into it meanwhile is in the log too. */
  async base(): Promise<Base> {
    this.#isPinned = true;
    const { log } = this.look();
    const { size } = statSync(this.#file);
    const sums: string[] = [];
    for (let at = 0; at < size; at += BASE_PIECE) sums.push(createHash('sha256').update(await this.basePiece(at, Math.min(BASE_PIECE, size - at))).digest('hex'));
    return { log, size, piece: BASE_PIECE, sums };
  }

  async basePiece(at: number, size: number): Promise<Buffer> {
    this.#dataFile ??= openSync(this.#file, 'r');
    const bytes = Buffer.alloc(size);
    let read = 0;
    while (read < size) {
      const count = readSync(this.#dataFile, bytes, read, size - read, at + read);
      if (count === 0) break;
      read += count;
    }
    await new Promise((resolve) => setImmediate(resolve));
    return bytes.subarray(0, read);
  }

  /** Never closed, as that of the log. */
  #dataFile: number | null = null;

  /** From here on the log is not begun anew by anybody. */
  #hold(): void {
    if (this.#reader.inTransaction) this.#reader.exec('COMMIT');
    this.#reader.exec('BEGIN');
    this.#reader.prepare('SELECT count(*) FROM sqlite_master').get();
    this.#isHeld = true;
  }

  #holdWriters(): void {
    try {
      this.#gate.exec('BEGIN IMMEDIATE');
      this.#writersHeldAt = performance.now();
    } catch {
      // Somebody writes just now: the next time.
    }
  }

  #letWriters(): void {
    if (this.#writersHeldAt === null) return;
    this.#gate.exec('ROLLBACK');
    this.#writersHeldAt = null;
    this.#heldLast = performance.now();
  }

  #finishTurn(): void {
    this.#turning = null;
    try {
      const [moved] = this.#mover.pragma('wal_checkpoint(PASSIVE)') as { busy: number; log: number; checkpointed: number }[];
      if (!moved || moved.log !== moved.checkpointed || moved.log !== this.#now.frames) return;
      // Whoever writes next begins the log anew; all of it is in the file and with the follower.
      this.#sealed = moved.log;
      this.#reader.exec('COMMIT');
      this.#isHeld = false;
    } finally {
      this.#letWriters();
    }
  }

  #committed(): (LogHead & { frames: number }) | null {
    for (let again = 0; again < 5; again += 1) {
      const before = readHead(this.#bytes(0, LOG_HEAD));
      const [row] = this.#mover.pragma('wal_checkpoint(NOOP)') as { log: number }[];
      const after = readHead(this.#bytes(0, LOG_HEAD));
      if (!before || !after) return null;
      if (row && before.salts === after.salts) return { ...after, frames: Math.max(0, row.log) };
    }
    return null;
  }

  #bytes(at: number, size: number): Buffer {
    if (this.#logFile === null) {
      if (!statSync(`${this.#file}-wal`, { throwIfNoEntry: false })) return Buffer.alloc(0);
      this.#logFile = openSync(`${this.#file}-wal`, 'r');
    }
    const bytes = Buffer.alloc(size);
    let read = 0;
    while (read < size) {
      const count = readSync(this.#logFile, bytes, read, size - read, at + read);
      if (count === 0) break;
      read += count;
    }
    return bytes.subarray(0, read);
  }
}
