/**
 * What is kept on this device for a person is sealed: encrypted and authenticated with a key that only the server can give,
 * to that person's session. It lies in the memory of the page and nowhere else, so that whoever has the device afterwards
 * has nothing but sealed bytes. Synchronous, because text is kept at the very moment it is typed.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';

const NONCE_BYTES = 24;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
};
export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0));

export class Seal {
  readonly #key: Uint8Array;

  /** @param key 32 bytes as base64url, as the server gives it. */
  constructor(readonly personId: string, key: string) {
    this.#key = fromBase64(key);
  }

  /** @param place what the bytes are and where they belong: sealed bytes moved elsewhere do not open. */
  close(place: string, plain: Uint8Array): Uint8Array<ArrayBuffer> {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const sealed = xchacha20poly1305(this.#key, nonce, this.#bound(place)).encrypt(plain);
    const all = new Uint8Array(NONCE_BYTES + sealed.length);
    all.set(nonce);
    all.set(sealed, NONCE_BYTES);
    return all;
  }

  /** Null for what this key did not seal for this place. */
  open(place: string, sealed: Uint8Array): Uint8Array | null {
    try {
      return xchacha20poly1305(this.#key, sealed.subarray(0, NONCE_BYTES), this.#bound(place)).decrypt(sealed.subarray(NONCE_BYTES));
    } catch {
      return null;
    }
  }

  closeText(place: string, text: string): string {
    return toBase64(this.close(place, encoder.encode(text)));
  }

  openText(place: string, sealed: string): string | null {
    try {
      const plain = this.open(place, fromBase64(sealed));
      return plain && decoder.decode(plain);
    } catch {
      return null;
    }
  }

  #bound(place: string): Uint8Array {
    return encoder.encode(`${this.personId} ${place}`);
  }
}

/** Plain facts and bytes as one piece to seal. */
export function packed(facts: unknown, bytes: Uint8Array): Uint8Array {
  const head = encoder.encode(JSON.stringify(facts));
  const all = new Uint8Array(4 + head.length + bytes.length);
  new DataView(all.buffer).setUint32(0, head.length);
  all.set(head, 4);
  all.set(bytes, 4 + head.length);
  return all;
}

export function unpacked(all: Uint8Array): { facts: unknown; bytes: Uint8Array } {
  const length = new DataView(all.buffer, all.byteOffset).getUint32(0);
  return { facts: JSON.parse(decoder.decode(all.subarray(4, 4 + length))), bytes: all.slice(4 + length) };
}
