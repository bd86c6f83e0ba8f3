import { createHmac, createPrivateKey, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { oid as oidOf, toDer } from '../x509/asn1';
import { DATA, macKey, SHA256, SHROUDED_KEY_BAG } from './pkcs12';

/** What cannot be read as the common kind; the file may still be an older one. */
class OtherKind extends Error {}

const [INTEGER, OCTETS, OID, SEQUENCE, CONTEXT_0] = [0x02, 0x04, 0x06, 0x30, 0xa0];

interface Value {
  readonly tag: number;
  readonly content: Uint8Array;
  /** With tag and length. */
  readonly whole: Uint8Array;
}

/** The DER values these bytes consist of. asn1js reads every octet string for what might be inside: longer than all else here. */
function values(bytes: Uint8Array): Value[] {
  const found: Value[] = [];
  for (let at = 0; at < bytes.length;) {
    const [tag = 0, short = 0x80] = bytes.subarray(at, at + 2);
    const more = short < 0x80 ? 0 : short & 0x7f;
    // No end stated (BER), or longer than any key file.
    if (short === 0x80 || more > 3) throw new OtherKind();
    const length = more === 0 ? short : bytes.subarray(at + 2, at + 2 + more).reduce((sum, byte) => sum * 256 + byte, 0);
    const start = at + 2 + more;
    if (start + length > bytes.length) throw new OtherKind();
    found.push({ tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) });
    at = start + length;
  }
  return found;
}

function contentOf(value: Value | undefined, tag: number): Uint8Array {
  if (value?.tag !== tag) throw new OtherKind();
  return value.content;
}

const parts = (value: Value | undefined, tag = SEQUENCE): Value[] => values(contentOf(value, tag));

const isOid = (value: Value | undefined, oid: string): boolean => Buffer.compare(contentOf(value, OID), values(toDer(oidOf(oid)))[0]?.content ?? new Uint8Array(0)) === 0;

/** The octets in a ContentInfo of plain data (RFC 7292 §4). */
function dataOf(info: Value | undefined): Uint8Array | null {
  const [type, content] = parts(info);
  return isOid(type, DATA) ? contentOf(parts(content, CONTEXT_0)[0], OCTETS) : null;
}

/** Compares the sum over the content with one made from the PIN. */
function isRightPin(mac: Value | undefined, content: Uint8Array, pin: string): boolean {
  const [info, salt, rounds] = parts(mac);
  const [algorithm, sum] = parts(info);
  if (!isOid(parts(algorithm)[0], SHA256)) throw new OtherKind();
  const times = contentOf(rounds, INTEGER).reduce((count, byte) => count * 256 + byte, 0);
  const expected = contentOf(sum, OCTETS);
  const made = createHmac('sha256', macKey(pin, contentOf(salt, OCTETS), times)).update(content).digest();
  return made.length === expected.length && timingSafeEqual(made, expected);
}

/** The encrypted key as PKCS#8 says it, which OpenSSL opens by itself. */
function encryptedKey(content: Uint8Array): Uint8Array {
  for (const info of parts(values(content)[0])) {
    const safe = dataOf(info);
    for (const bag of safe ? parts(values(safe)[0]) : []) {
      const [type, value] = parts(bag);
      const [key] = isOid(type, SHROUDED_KEY_BAG) ? parts(value, CONTEXT_0) : [];
      if (key) return key.whole;
    }
  }
  throw new OtherKind();
}

/** Whatever token tools wrote in the last thirty years (RC2, 3DES, SHA-1): slow, on the loop, and for these alone. */
async function openOldKind(file: Uint8Array, pin: string): Promise<KeyObject | null> {
  const { default: forge } = await import('node-forge');
  try {
    const opened = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString('binary'))), true, pin);
    const kinds = [forge.pki.oids['pkcs8ShroudedKeyBag'], forge.pki.oids['keyBag']];
    const bag = opened.safeContents.flatMap((content) => content.safeBags).find(({ type }) => kinds.includes(type));
    if (!bag) throw new TypeError('key file without a key');
    // Elliptic curves are unknown to forge: it gives their ASN.1 back.
    const asn1 = bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1;
    return createPrivateKey({ key: Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary'), format: 'der', type: 'pkcs8' });
  } catch (error) {
    if (error instanceof Error && /PKCS#12 MAC could not be verified|Invalid password/.test(error.message)) return null;
    throw error;
  }
}

/**
 * Opens the key in a PKCS#12 file: what today's tools write (a sum with SHA-256, the key encrypted as PKCS#8) in OpenSSL, in a few
 * milliseconds, so that nobody is tempted to keep an opened key; old kinds through node-forge.
 * @returns null where the PIN is wrong.
 */
export async function openPkcs12(file: Uint8Array, pin: string): Promise<KeyObject | null> {
  try {
    const [, info, mac] = parts(values(file)[0]);
    const content = dataOf(info);
    if (!content) throw new OtherKind();
    const key = encryptedKey(content);
    if (!isRightPin(mac, content, pin)) return null;
    return createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8', passphrase: pin });
  } catch {
    return openOldKind(file, pin);
  }
}
