import { createHmac, createPrivateKey, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as asn1js from 'asn1js';

import { fromDer } from './asn1';
import type { Block } from './asn1';
import { DATA, macKey, SHA256, SHROUDED_KEY_BAG } from './pkcs12';

/** What none of the paths below can read as the common kind; the file may still be an older one. */
class OtherKind extends Error {}

function parts(block: Block | undefined): readonly Block[] {
  if (!(block instanceof asn1js.Constructed)) throw new OtherKind();
  return block.valueBlock.value as Block[];
}

function octetsOf(block: Block | undefined): Uint8Array {
  if (!(block instanceof asn1js.OctetString) || block.idBlock.isConstructed) throw new OtherKind();
  return block.valueBlock.valueHexView;
}

const isOid = (block: Block | undefined, oid: string): boolean => block instanceof asn1js.ObjectIdentifier && block.valueBlock.toString() === oid;

/** The octets in a ContentInfo of plain data (RFC 7292 §4). */
function dataOf(info: Block | undefined): Uint8Array | null {
  const [type, content] = parts(info);
  return isOid(type, DATA) ? octetsOf(parts(content)[0]) : null;
}

/** Compares the sum over the content with one made from the PIN. */
function isRightPin(mac: Block | undefined, content: Uint8Array, pin: string): boolean {
  const [info, salt, rounds] = parts(mac);
  const [algorithm, sum] = parts(info);
  if (!isOid(parts(algorithm)[0], SHA256) || !(rounds instanceof asn1js.Integer) || rounds.valueBlock.isHexOnly) throw new OtherKind();
  const expected = octetsOf(sum);
  const made = createHmac('sha256', macKey(pin, octetsOf(salt), rounds.valueBlock.valueDec)).update(content).digest();
  return made.length === expected.length && timingSafeEqual(made, expected);
}

/** The encrypted key as PKCS#8 says it, which OpenSSL opens by itself. */
function encryptedKey(content: Uint8Array): Uint8Array {
  for (const info of parts(fromDer(content))) {
    const safe = dataOf(info);
    for (const bag of safe ? parts(fromDer(safe)) : []) {
      const [type, value] = parts(bag);
      const [key] = isOid(type, SHROUDED_KEY_BAG) ? parts(value) : [];
      if (key) return key.valueBeforeDecodeView;
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
    const [, info, mac] = parts(fromDer(file));
    const content = dataOf(info);
    if (!content) throw new OtherKind();
    const key = encryptedKey(content);
    if (!isRightPin(mac, content, pin)) return null;
    return createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8', passphrase: pin });
  } catch {
    return openOldKind(file, pin);
  }
}
