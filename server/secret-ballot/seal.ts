import { fromBase64Url, toBase64Url } from './base64url';
import { bindings, CHOICE_BYTES, PLAIN_BYTES, SEALED_BYTES, SEALED_LETTERS, suite, type BallotBox } from './suite';

/**
 * Seals a choice for the box of a question (SC1).
 * @returns base64url of 282 bytes, always 376 letters. @throws RangeError for a choice that is empty or longer than 200 bytes, or a key that is none.
 */
export async function sealBallot(box: BallotBox, choice: string): Promise<string> {
  const words = new TextEncoder().encode(choice);
  if (words.length < 1 || words.length > CHOICE_BYTES) throw new RangeError(`a choice has 1 to ${CHOICE_BYTES} bytes, not ${words.length}`);
  const plain = new Uint8Array(PLAIN_BYTES);
  plain[0] = words.length;
  plain.set(words, 1);
  const key = fromBase64Url(box.publicKey);
  if (!key) throw new RangeError('the public key is not base64url');
  const { info, aad } = bindings(box);
  const { enc, ct } = await suite.seal({ recipientPublicKey: await suite.kem.deserializePublicKey(key.buffer), info }, plain, aad);
  const sealed = new Uint8Array(SEALED_BYTES);
  sealed.set(new Uint8Array(enc));
  sealed.set(new Uint8Array(ct), enc.byteLength);
  return toBase64Url(sealed);
}

/** Whether a text looks like a sealed ballot; whether it opens is seen when all are opened. */
export const isSealed = (text: string): boolean => text.length === SEALED_LETTERS && fromBase64Url(text)?.length === SEALED_BYTES;

/** Crockford's letters: none looks like another one. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TRACKER_BYTES = 10;

/** The tracker of a sealed ballot (SC3): `7K3M-Q9ZT-0VXA-41CD`. */
export async function trackerOf(sealed: string): Promise<string> {
  const bytes = fromBase64Url(sealed);
  if (!bytes) throw new RangeError('not a sealed ballot');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, TRACKER_BYTES);
  const bits = Array.from(digest, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = Array.from({ length: 16 }, (_, at) => LETTERS[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)] ?? '').join('');
  return letters.replace(/(.{4})(?=.)/gu, '$1-');
}

/** A tracker as somebody reads it from paper; null where it is none. */
export function readTracker(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s-]/gu, '').replaceAll('O', '0').replace(/[IL]/gu, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/u.test(letters) ? letters.replace(/(.{4})(?=.)/gu, '$1-') : null;
}
