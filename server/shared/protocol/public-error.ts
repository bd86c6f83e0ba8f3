/** What leaves the process of an error: a code with one HTTP status, a stable reason key, and what fills its sentence. */

/** Closed union of outcomes a caller may meet, each with one HTTP status. */
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  not_allowed: 405,
  too_slow: 408,
  conflict: 409,
  gone: 410,
  too_large: 413,
  address_too_long: 414,
  unsupported: 415,
  rejected: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  storage_full: 507,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

export interface PublicError {
  code: ErrorCode;
  /** e.g. `agenda.changed_elsewhere`; the interface translates it. */
  reason: string;
  params: ErrorParams;
}

/**
 * Reads a domain error by its shape: pages and program are bundled apart, so that `instanceof` does not hold between them.
 * @returns null for everything that is not one.
 */
export function readPublicError(error: unknown): PublicError | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('reason' in error)) return null;
  const { code, reason } = error;
  if (typeof code !== 'string' || !(code in ERROR_STATUS) || typeof reason !== 'string') return null;
  const params = 'params' in error && typeof error.params === 'object' && error.params !== null ? (error.params as ErrorParams) : {};
  return { code: code as ErrorCode, reason, params };
}
