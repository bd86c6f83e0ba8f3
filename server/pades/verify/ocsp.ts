import { createHash } from 'node:crypto';

import { checkSignature, publicKeyOf } from '../cms/algorithms';
import { algorithmId, extendedKeyUsage, extensionList, parseCertificate } from '../cms/x509';
import type { AlgorithmId, Certificate } from '../cms/x509';
import { DIGEST_BY_OID, OID } from '../der/oids';
import { DerError, bitOctets, child, expectTag, integerHex, oidText, readDer, sameBytes, smallInteger, timeValue } from '../der/read';
import type { Der } from '../der/read';
import { signedBy, validAt } from './chain';

export interface Revocation {
  readonly at: Date;
  /** CRLReason (RFC 5280 §5.3.1), null where none is stated. */
  readonly reason: number | null;
}

export interface OcspAnswer {
  readonly revoked: Revocation | null;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
}

/** Whose status is asked for. */
export interface OcspSource {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

/** A response (RFC 6960 §4.2) as it stands, with nothing judged yet. */
export interface OcspResponse {
  readonly der: Uint8Array;
  readonly data: Uint8Array;
  readonly nonce: Uint8Array | null;
  readonly singles: readonly Der[];
  readonly algorithm: AlgorithmId;
  readonly signature: Uint8Array;
  /** What the responder brought to be believed by. */
  readonly certificates: readonly Certificate[];
}

/** The status a response begins with, 0: successful; a bare BasicOCSPResponse, which some files hold, is that. @throws DerError */
export function ocspStatus(der: Uint8Array): number {
  const first = child(expectTag(readDer(der), 0x30), 0);
  return first.tag === 0x0a ? smallInteger({ ...first, tag: 0x02 }) : 0;
}

/** @throws DerError */
export function parseOcsp(der: Uint8Array): OcspResponse {
  const outer = readDer(der);
  let basic: Der = outer;
  if (outer.children[0]?.tag === 0x0a) {
    const bytes = child(child(outer, 1, 0xa0), 0, 0x30);
    if (oidText(child(bytes, 0)) !== OID.ocspBasic) throw new DerError('not a basic response');
    basic = readDer(child(bytes, 1, 0x04).content);
  }
  const data = child(basic, 0, 0x30);
  const list = data.children.findIndex((field) => field.tag === 0x30);
  // The responder may be named under the same tag as extensions are, before the responses.
  const extensions = data.children.slice(list + 1).find((field) => field.tag === 0xa1);
  return {
    der,
    data: data.bytes,
    nonce: extensions ? (extensionList(child(extensions, 0)).get(OID.ocspNonce)?.value ?? null) : null,
    singles: data.children[list]?.children ?? [],
    algorithm: algorithmId(child(basic, 1)),
    signature: bitOctets(child(basic, 2)),
    certificates: basic.children[3] ? child(basic.children[3], 0).children.map((item) => parseCertificate(item.bytes)) : [],
  };
}

/** All responses that can be read; the others prove nothing. */
export function readOcsps(sources: readonly Uint8Array[]): OcspResponse[] {
  return sources.flatMap((der) => {
    try {
      return [parseOcsp(der)];
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      return [];
    }
  });
}

function answerFor(single: Der, { certificate, issuer }: OcspSource): OcspAnswer | null {
  const id = child(single, 0, 0x30);
  if (integerHex(child(id, 3)) !== certificate.serial) return null;
  const digest = DIGEST_BY_OID[algorithmId(child(id, 0)).oid];
  if (!digest) return null;
  const matches =
    sameBytes(child(id, 1, 0x04).content, createHash(digest).update(issuer.subject).digest()) &&
    sameBytes(child(id, 2, 0x04).content, createHash(digest).update(issuer.publicKeyBits).digest());
  if (!matches) return null;
  const status = child(single, 1);
  const thisUpdate = timeValue(child(single, 2));
  const next = single.children.find((field) => field.tag === 0xa0);
  const nextUpdate = next ? timeValue(child(next, 0)) : null;
  if (status.tag === 0x80) return { revoked: null, thisUpdate, nextUpdate };
  if (status.tag === 0xa1) {
    const reason = status.children[1] ? smallInteger({ ...child(status.children[1], 0, 0x0a), tag: 0x02 }) : null;
    return { revoked: { at: timeValue(child(status, 0)), reason }, thisUpdate, nextUpdate };
  }
  return null;
}

/** Certificates of one response that are looked at. */
const MAX_RESPONDERS = 8;

/** The certificate a response is signed with: the issuer's own, or one the issuer made for that; null where neither signed it. */
function responderOf(response: OcspResponse, issuer: Certificate, at: Date): Certificate | null {
  const delegated = response.certificates.slice(0, MAX_RESPONDERS).filter(
    (responder) =>
      (extendedKeyUsage(responder)?.purposes.includes(OID.ekuOcspSigning) ?? false) &&
      validAt(responder, at) &&
      sameBytes(responder.issuer, issuer.subject) &&
      signedBy(responder, issuer),
  );
  return (
    [issuer, ...delegated].find((responder) => {
      const key = publicKeyOf(responder.publicKey);
      return key !== null && checkSignature(key, response.algorithm, response.data, response.signature).ok;
    }) ?? null
  );
}

/** What a response says about a certificate: nothing, or something that nobody who may say it has signed, or its answer. */
export type OcspSaying = { readonly kind: 'silent' } | { readonly kind: 'unsigned' } | { readonly kind: 'answer'; readonly answer: OcspAnswer; /** Whose word it is. */ readonly responder: Certificate };

export function sayingOf(response: OcspResponse, source: OcspSource): OcspSaying {
  try {
    const answer = response.singles.map((single) => answerFor(single, source)).find((found) => found !== null);
    if (!answer) return { kind: 'silent' };
    const responder = responderOf(response, source.issuer, answer.thisUpdate);
    return responder ? { kind: 'answer', answer, responder } : { kind: 'unsigned' };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return { kind: 'silent' };
  }
}
