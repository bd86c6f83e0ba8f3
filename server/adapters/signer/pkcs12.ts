import { createCipheriv, createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { bmp, integer, nothing, octets, oid, sequence, setOf, tagged, toDer } from '../x509/asn1';
import type { Block } from '../x509/asn1';

export const DATA = '1.2.840.113549.1.7.1';
export const SHA256 = '2.16.840.1.101.3.4.2.1';
export const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2';
export const KEY_ITERATIONS = 10_000;
export const MAC_ITERATIONS = 2048;

/** BMPString with its terminator, the form RFC 7292 derives keys from. */
function bmpPassword(password: string): Buffer {
  return Buffer.concat([Buffer.from(password, 'utf16le').swap16(), Buffer.from([0, 0])]);
}

/** Key derivation of RFC 7292, appendix B.2, for one block of SHA-256 (the MAC key, purpose 3). */
export function macKey(password: string, salt: Uint8Array, rounds: number): Buffer {
  const block = 64;
  const repeat = (bytes: Uint8Array): Buffer => {
    const length = block * Math.ceil(bytes.length / block);
    return Buffer.alloc(length, bytes);
  };
  let key: Uint8Array = Buffer.concat([Buffer.alloc(block, 3), repeat(salt), repeat(bmpPassword(password))]);
  for (let i = 0; i < rounds; i += 1) key = createHash('sha256').update(key).digest();
  return Buffer.from(key);
}

const contentInfo = (bytes: Uint8Array): Block => sequence(oid(DATA), tagged(0, octets(bytes)));

/** A key bag encrypted with AES-256-CBC under PBKDF2 with HMAC-SHA-256 (PBES2, RFC 8018). */
function keyBag(key: KeyObject, password: string, friendlyName: string): Block {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const derived = pbkdf2Sync(password, salt, KEY_ITERATIONS, 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', derived, iv);
  const encrypted = Buffer.concat([cipher.update(key.export({ type: 'pkcs8', format: 'der' })), cipher.final()]);
  const kdf = sequence(octets(salt), integer(KEY_ITERATIONS), integer(32), sequence(oid('1.2.840.113549.2.9'), nothing()));
  const scheme = sequence(
    oid('1.2.840.113549.1.5.13'),
    sequence(sequence(oid('1.2.840.113549.1.5.12'), kdf), sequence(oid('2.16.840.1.101.3.4.1.42'), octets(iv))),
  );
  const attributes = setOf(sequence(oid('1.2.840.113549.1.9.20'), setOf(bmp(friendlyName))));
  return sequence(oid(SHROUDED_KEY_BAG), tagged(0, sequence(scheme, octets(encrypted))), attributes);
}

const certificateBag = (der: Uint8Array): Block =>
  sequence(oid('1.2.840.113549.1.12.10.1.3'), tagged(0, sequence(oid('1.2.840.113549.1.9.22.1'), tagged(0, octets(der)))));

/** Makes a PKCS#12 file (RFC 7292) that OpenSSL, browsers and token tools open. @returns DER */
export function makePkcs12(key: KeyObject, chain: readonly Uint8Array[], password: string, friendlyName: string): Buffer {
  const safe = toDer(
    sequence(
      contentInfo(toDer(sequence(...chain.map(certificateBag)))),
      contentInfo(toDer(sequence(keyBag(key, password, friendlyName)))),
    ),
  );
  const salt = randomBytes(16);
  const mac = createHmac('sha256', macKey(password, salt, MAC_ITERATIONS)).update(safe).digest();
  const digestInfo = sequence(sequence(oid(SHA256), nothing()), octets(mac));
  return toDer(sequence(integer(3), contentInfo(safe), sequence(digestInfo, octets(salt), integer(MAC_ITERATIONS))));
}
