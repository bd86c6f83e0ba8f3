import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { BootError } from '../../kernel/config';

export interface InstanceLock {
  release(): void;
}

/**
 * One server per data folder: an exclusive SQLite lock held while the process lives. The operating system gives it
 * back however the process ends, so that a killed server never blocks the next start.
 * @param words what is said of a folder that is no data folder and in use. @throws BootError when another holds it, or its file is no database.
 */
export function lockInstance(dataDir: string, words?: { vi: string; en: string }): InstanceLock {
  const file = path.join(dataDir, 'lock.sqlite');
  let db: BetterSqlite3.Database | undefined;
  try {
    db = new BetterSqlite3(file, { timeout: 300 });
    db.pragma('journal_mode = DELETE');
    db.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER, since TEXT)');
    db.exec('BEGIN EXCLUSIVE');
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
