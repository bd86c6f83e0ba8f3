import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { BootError } from '../../kernel/config';

export interface InstanceLock {
  release(): void;
}

export interface LockOptions {
  /** What is said of a folder that is no data folder and in use. */
  words?: { vi: string; en: string };
  /** Several servers may use it, each of which says so. */
  shared?: boolean;
}

/** How long the lock is waited for, ms: another may be looking; several that begin together make its file one after the other. */
const WAIT_MS = 300;
const WAIT_SHARED_MS = 2_000;
/** A start that fills in the sample takes its time, ms. */
const WAIT_START_MS = 120_000;

/**
 * One server per data folder, or several that agree to it: a SQLite lock held while the process lives. The operating system gives it
 * back however the process ends, so that a killed server never blocks the next start.
 * @throws BootError when another holds it, or its file is no database.
 */
export function lockInstance(dataDir: string, { words, shared = false }: LockOptions = {}): InstanceLock {
  return lockFile(path.join(dataDir, 'lock.sqlite'), { dataDir, words, waitMs: shared ? WAIT_SHARED_MS : WAIT_MS, take: shared ? 'BEGIN; SELECT count(*) FROM holder' : 'BEGIN EXCLUSIVE' });
}

/** Of several servers on one folder one starts at a time; the others wait. */
export const lockStart = (dataDir: string): InstanceLock => lockFile(path.join(dataDir, 'lock-start.sqlite'), { dataDir, waitMs: WAIT_START_MS, take: 'BEGIN EXCLUSIVE' });

function lockFile(file: string, { dataDir, words, waitMs, take }: { dataDir: string; words?: LockOptions['words']; waitMs: number; take: string }): InstanceLock {
  let db: BetterSqlite3.Database | undefined;
  try {
    db = new BetterSqlite3(file, { timeout: waitMs });
    db.pragma('journal_mode = DELETE');
    const isMade = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'holder'").get() !== undefined;
    if (!isMade) db.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER, since TEXT)');
    db.exec(take);
  } catch (error) {
    db?.close();
    if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
    if (error.code.startsWith('SQLITE_BUSY')) throw words ? new BootError(words.vi, words.en, { cause: error }) : inUse(dataDir, error);
    throw unusable(file, error);
  }
  const held = db;
  return {
    release() {
      if (!held.open) return;
      held.exec('ROLLBACK');
      held.close();
    },
  };
}

const inUse = (dataDir: string, cause: Error): BootError =>
  new BootError(
    `Thư mục dữ liệu ${dataDir} đang được một máy chủ Phiên khác sử dụng. Dừng máy chủ đó, hoặc đặt PHIEN_DATA sang thư mục khác.`,
    `The data folder ${dataDir} is in use by another Phiên server. Stop that one, or point PHIEN_DATA at another folder.`,
    { cause },
  );

const unusable = (file: string, cause: Error): BootError =>
  new BootError(
    `Tệp khóa ${file} không dùng được (${cause.message}). Tệp này không chứa dữ liệu: khi chắc chắn không còn máy chủ Phiên nào chạy trên thư mục này, hãy đổi tên nó rồi khởi động lại.`,
    `The lock file ${file} cannot be used (${cause.message}). It holds no data: when no Phiên server runs on this folder, give it another name and start again.`,
    { cause },
  );
