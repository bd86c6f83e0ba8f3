import type { StorageFailure } from '../storage-failure';

/**
 * What an error of PostgreSQL, or of the way to it, says about the medium; null when it says nothing about it. `conflict`: two
 * transactions were in each other's way and this one was taken back whole.
 */
export type PostgresFailure = Exclude<StorageFailure, 'damaged'> | 'damaged' | 'conflict' | 'unreachable';

/** Codes: PostgreSQL, appendix A; `P…`: of the mapper. Words: of the driver, which gives no code. */
const CODES: readonly (readonly [RegExp, PostgresFailure])[] = [
  [/\b(40001|40P01)\b|\bP2034\b|TransactionWriteConflict|could not serialize|deadlock detected/u, 'conflict'],
  [/\b55P03\b|lock timeout|\bP2028\b|Unable to start a transaction/u, 'busy'],
  [/\b(53100|ENOSPC|EDQUOT)\b|No space left on device/u, 'full'],
  [/\b(XX001|XX002)\b|invalid page in block|could not read block/u, 'damaged'],
  [/\b(25006|42501|58030)\b|read-only transaction/u, 'unwritable'],
  [
    /\b(08\d{3}|57P0[1-5]|53300|25P03|P1001|P1002|P1017|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)\b|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|Connection terminated|connection timeout|timeout exceeded when trying to connect|Can't reach database server|not queryable|terminating connection|starting up|shutting down|in use by another Phiên server/u,
    'unreachable',
  ],
];

/** Reads code and message of the driver, of the mapper around it, and of causes. */
export function postgresFailureOf(error: unknown): PostgresFailure | null {
  if (!(error instanceof Error)) return null;
  const text = wordsOf(error);
  return CODES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function wordsOf(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 4) return typeof error === 'string' ? error : '';
  const { code, message, cause, meta, kind, originalCode, originalMessage, errors } = error as Record<string, unknown>;
  const own = [code, message, kind, originalCode, originalMessage].filter((word) => typeof word === 'string').join(' ');
  const within = [cause, (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError, ...(Array.isArray(errors) ? errors : [])].map((one) => wordsOf(one, depth + 1));
  return [own, ...within].join(' ');
}
