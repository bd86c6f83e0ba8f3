import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';

/** One request of somebody outside, by the number they can read to whoever operates the installation. */
export interface RequestScope {
  /** Of this program: two groups of four, e.g. `7KA2-9XHE`. */
  readonly id: string;
  /** What a proxy in front calls the same request; null where none is believed or none said so. */
  readonly proxied: string | null;
}

/**
 * Characters that are told apart on paper and over a telephone, read in Vietnamese or in English: neither 0/O, 1/I nor the many
 * letters that sound alike (B, D, G, P, T, V). Sixteen, so that each takes four bits.
 */
export const REQUEST_ALPHABET = '23456789ACEHKRXY';
export const REQUEST_ID = /^[23456789ACEHKRXY]{4}-[23456789ACEHKRXY]{4}$/u;

const POOL_BYTES = 4_096;
const BYTES_OF_ONE = 4;
const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/** A number of 32 bits by chance: within a day's log it names one request. */
export function newRequestId(): string {
  if (used + BYTES_OF_ONE > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  let id = '';
  for (let index = 0; index < BYTES_OF_ONE; index += 1) {
    const byte = pool[used + index] ?? 0;
    id += (REQUEST_ALPHABET[byte >> 4] ?? '') + (REQUEST_ALPHABET[byte & 15] ?? '');
    if (index === 1) id += '-';
  }
  used += BYTES_OF_ONE;
  return id;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** Does the work as part of this request: everything it logs, now and later, says so. */
export const inRequest = <T>(scope: RequestScope, work: () => T): T => scopes.run(scope, work);

/** The request that is being served here; null for what the program does by itself. */
export const requestNow = (): RequestScope | null => scopes.getStore() ?? null;

/** What stands in each log line of a request. */
export function requestFacts(scope = requestNow()): Record<string, string> {
  if (scope === null) return {};
  return scope.proxied === null ? { request: scope.id } : { request: scope.id, proxied: scope.proxied };
}
