import { createHash } from 'node:crypto';
import { digestIdentifierWithNull } from '../cms/algorithms';
import { extensionValue, unwrapPem } from '../cms/x509';
import type { Certificate } from '../cms/x509';
import { OID } from '../der/oids';
import { DerError, child, oidText, sameBytes } from '../der/read';
import type { Der } from '../der/read';
import { context, octets, oid, sequence } from '../der/write';
import { ocspStatus, parseOcsp, sayingOf, type OcspResponse, type OcspSource } from '../verify/ocsp';
import { mayBelieve, parseCrl, type RevocationList } from '../verify/revocation';
import { AnswerError } from './answer-error';

/** Where the issuer of a certificate says what became of it. */
export interface StatusPoints {
  readonly ocsp: readonly string[];
  readonly crl: readonly string[];
}

const URI = 0x86;
const web = (names: readonly Der[]): string[] => names.filter(({ tag }) => tag === URI).map(({ content }) => Buffer.from(content).toString('latin1')).filter((text) => /^https?:\/\//iu.test(text));

/** Addresses a certificate names for its status: responders (RFC 5280 §4.2.2.1) and lists (§4.2.1.13). What cannot be read names none. */
export function statusPoints(certificate: Certificate): StatusPoints {
  try {
    const access = extensionValue(certificate, OID.authorityInformation)?.children ?? [];
    const points = extensionValue(certificate, OID.crlDistributionPoints)?.children ?? [];
    return {
      ocsp: access.filter((item) => oidText(child(item, 0)) === OID.ocsp).flatMap((item) => web([child(item, 1)])),
      crl: points.flatMap((point) => point.children.filter(({ tag }) => tag === 0xa0).flatMap((name) => name.children.filter(({ tag }) => tag === 0xa0).flatMap((full) => web(full.children)))),
    };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return { ocsp: [], crl: [] };
  }
}

/** @returns DER OCSPRequest (RFC 6960 §4.1) about one certificate; SHA-1 names the issuer, which every responder knows and nothing is proven by. */
export function ocspRequest({ certificate, issuer }: OcspSource, nonce: Uint8Array): Uint8Array {
  const hash = (bytes: Uint8Array): Uint8Array => octets(createHash('sha1').update(bytes).digest());
  const id = sequence(digestIdentifierWithNull('sha1'), hash(issuer.subject), hash(issuer.publicKeyBits), certificate.serialDer);
  const nonceExtension = sequence(oid(OID.ocspNonce), octets(octets(nonce)));
  return sequence(sequence(sequence(sequence(id)), context(2, sequence(nonceExtension))));
}

/** Clocks of authorities may run ahead of ours by this much, and an answer be as old, ms. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** How old an answer may be that does not say when the next one comes. */
const WITHOUT_NEXT_UPDATE_MS = 86_400_000;

function requireCurrent({ thisUpdate, nextUpdate }: { thisUpdate: Date; nextUpdate: Date | null }, now: Date): void {
  const until = nextUpdate ?? new Date(thisUpdate.getTime() + WITHOUT_NEXT_UPDATE_MS);
  if (thisUpdate.getTime() > now.getTime() + CLOCK_SKEW_MS || until.getTime() < now.getTime()) throw new AnswerError('out_of_date', thisUpdate.toISOString());
}

/**
 * Holds an OCSP answer to what was asked: successful, this certificate, our nonce where one is answered, current, signed by the issuer
 * or by who it authorised. "Revoked" is an answer too. @throws AnswerError
 */
export function ocspAnswer(der: Uint8Array, source: OcspSource, nonce: Uint8Array, now: Date): OcspResponse {
  try {
    const status = ocspStatus(der);
    if (status !== 0) throw new AnswerError('not_granted', `status ${status}`);
    const response = parseOcsp(der);
    // Many responders answer from what they made for everybody; those that answer a nonce answer ours.
    if (response.nonce && !sameBytes(response.nonce, octets(nonce))) throw new AnswerError('other_nonce');
    const saying = sayingOf(response, source);
    if (saying.kind === 'unsigned') throw new AnswerError('not_signed_by_issuer');
    if (saying.kind === 'silent') throw new AnswerError('other_certificate');
    requireCurrent(saying.answer, now);
    return response;
  } catch (error) {
    if (error instanceof DerError) throw new AnswerError('unreadable', error.message);
    throw error;
  }
}

/** Holds a revocation list to its issuer and to the time. @throws AnswerError */
export function listAnswer(bytes: Uint8Array, issuer: Certificate, now: Date): RevocationList {
  try {
    const [der = new Uint8Array(0)] = unwrapPem(bytes, 'X509 CRL');
    const list = parseCrl(der);
    if (!sameBytes(list.issuer, issuer.subject)) throw new AnswerError('other_certificate');
    if (!list.complete) throw new AnswerError('incomplete');
    if (!mayBelieve(list, issuer)) throw new AnswerError('not_signed_by_issuer');
    requireCurrent(list, now);
    return list;
  } catch (error) {
    if (error instanceof DerError) throw new AnswerError('unreadable', error.message);
    throw error;
  }
}
