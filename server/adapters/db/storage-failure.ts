/** What an SQLite error says about the medium; null when it says nothing about it. */
export type StorageFailure = 'busy' | 'full' | 'unwritable' | 'damaged';

const CODES: readonly (readonly [RegExp, StorageFailure])[] = [
  [/SQLITE_(BUSY|LOCKED)|database is locked|SocketTimeout|timed out|P2028/i, 'busy'],
  [/SQLITE_FULL|database or disk is full|ENOSPC|EDQUOT/i, 'full'],
  [/SQLITE_(CORRUPT|NOTADB|IOERR_(SHORT_READ|READ|DATA|CORRUPTFS))|database disk image is malformed|file is not a database/i, 'damaged'],
  [/SQLITE_(READONLY|CANTOPEN|IOERR)|attempt to write a readonly database|disk I\/O error|EROFS|EIO/i, 'unwritable'],
];

/** Reads code and message of the driver, of the tool around it, and of causes. */
export function storageFailureOf(error: unknown): StorageFailure | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  const text = `${typeof code === 'string' ? code : ''} ${error.message} ${String(error.cause ?? '')}`;
  return CODES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
