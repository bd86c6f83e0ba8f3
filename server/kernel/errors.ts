import { OWN_DEVICE } from '../shared/language/own-device';
import { ERROR_STATUS, readPublicError, type ErrorCode, type ErrorParams, type PublicError } from '../shared/protocol/public-error';

export type { ErrorCode, ErrorParams, PublicError };

/**
 * The one error class of the installation. `code` decides the transport status, `reason` is a stable key that the
 * texts translate, `params` fill the sentence. Anything else that is thrown is a defect and shown as `internal`.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, reason: string, params: ErrorParams = {}, options?: ErrorOptions) {
    super(`${code}: ${reason}`, options);
    this.name = 'DomainError';
    this.code = code;
    this.reason = reason;
    this.params = params;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** A conflict as this person is told of it: whose own other device was first is not told their own name; who was first leaves no id. */
export function answerTo(personId: string | null, error: unknown): unknown {
  if (!(error instanceof DomainError) || !('byId' in error.params)) return error;
  const { byId, ...params } = error.params;
  return new DomainError(error.code, error.reason, personId !== null && byId === personId ? { ...params, by: OWN_DEVICE } : params, { cause: error });
}

/** The installation, not what was asked of it, is why it did not work: a medium that is full, or cannot be reached. */
export const isUnavailable = (error: unknown): error is DomainError => error instanceof DomainError && (error.code === 'storage_full' || error.code === 'unavailable');

/** Whether nothing was done: it was refused. Told of a medium that fails, a command may have been carried out all the same. */
export const isRefusal = (error: unknown): boolean => error instanceof DomainError && error.code !== 'internal' && !isUnavailable(error);

/** Maps whatever was thrown to what a caller may see: never a stack, never a foreign message. */
export function toPublicError(error: unknown): PublicError {
  return error instanceof DomainError ? (readPublicError(error) ?? INTERNAL) : INTERNAL;
}

const INTERNAL: PublicError = { code: 'internal', reason: 'internal', params: {} };
