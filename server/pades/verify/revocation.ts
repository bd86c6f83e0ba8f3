import { checkSignature, publicKeyOf } from '../cms/algorithms';
import { algorithmId, extensionList, extensionValue, keyUsage, readable } from '../cms/x509';
import type { AlgorithmId, Certificate } from '../cms/x509';
import { OID } from '../der/oids';
import { DerError, bitOctets, child, expectTag, integerHex, readDer, sameBytes, smallInteger, timeValue } from '../der/read';
import type { Der } from '../der/read';
import { sayingOf, type OcspAnswer, type OcspResponse, type OcspSource, type Revocation } from './ocsp';

/** A revocation list (RFC 5280 §5); serial numbers in lower-case hexadecimal. */
export interface RevocationList {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly revoked: ReadonlyMap<string, Revocation>;
  readonly algorithm: AlgorithmId;
  readonly signature: Uint8Array;
  /** False for deltas, indirect lists and lists with critical extensions that are not understood. */
  readonly complete: boolean;
  /** Names of the distribution point a part of a divided list belongs to, as DER; null for a list of all certificates. */
  readonly part: readonly Uint8Array[] | null;
}

/** Names of a DistributionPointName; none where it is relative to the issuer, which nobody here resolves. */
const pointNames = (point: Der): Uint8Array[] => point.children.filter((name) => name.tag === 0xa0).flatMap((name) => name.children.map((item) => item.bytes));

/** @throws DerError */
export function parseCrl(der: Uint8Array): RevocationList {
  const outer = expectTag(readDer(der), 0x30);
  const tbs = child(outer, 0, 0x30);
  let at = tbs.children[0]?.tag === 0x02 ? 1 : 0;
  const algorithm = algorithmId(child(tbs, at));
  const issuer = child(tbs, at + 1, 0x30).bytes;
  const thisUpdate = timeValue(child(tbs, at + 2));
  at += 3;
  const next = tbs.children[at];
  const nextUpdate = next && (next.tag === 0x17 || next.tag === 0x18) ? timeValue(next) : null;
  if (nextUpdate) at += 1;
  const revoked = new Map<string, Revocation>();
  let complete = true;
  let part: Uint8Array[] | null = null;
  if (tbs.children[at]?.tag === 0x30) {
    for (const entry of child(tbs, at).children) {
      const extensions = entry.children[2] ? extensionList(entry.children[2]) : null;
      const reason = extensions?.get(OID.crlReason);
      const stated = reason ? smallInteger({ ...expectTag(readDer(reason.value), 0x0a), tag: 0x02 }) : null;
      revoked.set(integerHex(child(entry, 0)), { at: timeValue(child(entry, 1)), reason: stated });
      if (extensions?.has(OID.certificateIssuer)) complete = false;
    }
    at += 1;
  }
  const extensions = tbs.children[at]?.tag === 0xa0 ? extensionList(child(child(tbs, at), 0)) : new Map<string, { critical: boolean; value: Uint8Array }>();
  for (const [oid, { critical, value }] of extensions) {
    if (oid === OID.deltaCrl) complete = false;
    else if (oid === OID.issuingDistributionPoint) {
      const fields = readDer(value).children;
      // Only a list of all user certificates from the issuer itself speaks for a signer.
      if (fields.some((field) => field.tag !== 0xa0 && field.tag !== 0x81)) complete = false;
      const point = fields.find((field) => field.tag === 0xa0);
      if (point) part = pointNames(point);
    } else if (critical) complete = false;
  }
  if (!sameBytes(algorithm.bytes, child(outer, 1).bytes)) throw new DerError('algorithms differ');
  return { der: outer.bytes, tbs: tbs.bytes, issuer, thisUpdate, nextUpdate, revoked, algorithm, signature: bitOctets(child(outer, 2)), complete, part };
}

/** All lists that can be read from DER or PEM; unreadable ones are left out: they prove nothing. */
export function readCrls(sources: readonly Uint8Array[]): RevocationList[] {
  return readable(sources, 'X509 CRL', parseCrl);
}

export type RevocationStatus =
  | { readonly status: 'good' }
  | { readonly status: 'stale'; readonly nextUpdate: Date }
  | { readonly status: 'future'; readonly thisUpdate: Date }
  | ({ readonly status: 'revoked' } & Revocation)
  | { readonly status: 'unknown' };

/** True where a list is complete, and signed by an issuer that may sign lists. */
export function mayBelieve(list: RevocationList, issuer: Certificate): boolean {
  if (!list.complete || !sameBytes(list.issuer, issuer.subject)) return false;
  const usage = keyUsage(issuer);
  const key = publicKeyOf(issuer.publicKey);
  return (usage === null || usage.has(6)) && key !== null && checkSignature(key, list.algorithm, list.tbs, list.signature).ok;
}

/** True where a list that does not name the certificate says something by that: it covers it, and was made while it was still listed. */
function speaksFor(list: RevocationList, certificate: Certificate): boolean {
  // After the end of a certificate its entry may be dropped (RFC 5280 §3.3).
  if (list.thisUpdate > certificate.notAfter) return false;
  const { part } = list;
  if (part === null) return true;
  try {
    const points = extensionValue(certificate, OID.crlDistributionPoints)?.children ?? [];
    const names = points.flatMap((point) => point.children.filter((field) => field.tag === 0xa0).flatMap(pointNames));
    return names.some((name) => part.some((other) => sameBytes(name, other)));
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return false;
  }
}

/** How long an answer counts that does not say when the next one comes. */
const WITHOUT_NEXT_UPDATE_MS = 3 * 86_400_000;
/** Clocks of authorities may run ahead of ours by this much. */
const CLOCK_SKEW_MS = 300_000;

const goodUntil = ({ thisUpdate, nextUpdate }: OcspAnswer): Date => nextUpdate ?? new Date(thisUpdate.getTime() + WITHOUT_NEXT_UPDATE_MS);

/**
 * What lists and responses say about one certificate at a time; one believable "revoked" outweighs every "good".
 * @param now the verifier's own clock: what is dated later proves nothing good.
 */
export function revocationOf(source: OcspSource, crls: readonly RevocationList[], ocsps: readonly OcspResponse[], at: Date, now: Date): RevocationStatus {
  const answers: OcspAnswer[] = [];
  for (const list of crls) {
    if (!mayBelieve(list, source.issuer)) continue;
    const revoked = list.revoked.get(source.certificate.serial) ?? null;
    if (revoked || speaksFor(list, source.certificate)) answers.push({ revoked, thisUpdate: list.thisUpdate, nextUpdate: list.nextUpdate });
  }
  for (const response of ocsps) {
    const saying = sayingOf(response, source);
    if (saying.kind === 'answer') answers.push(saying.answer);
  }
  const [revoked] = answers.flatMap((answer) => answer.revoked ?? []).sort((a, b) => a.at.getTime() - b.at.getTime());
  if (revoked) return { status: 'revoked', ...revoked };
  const made = answers.filter((answer) => answer.thisUpdate.getTime() <= now.getTime() + CLOCK_SKEW_MS);
  const [freshest] = made.sort((a, b) => goodUntil(b).getTime() - goodUntil(a).getTime());
  const [later] = answers;
  if (!freshest) return later ? { status: 'future', thisUpdate: later.thisUpdate } : { status: 'unknown' };
  if (goodUntil(freshest) < at) return { status: 'stale', nextUpdate: goodUntil(freshest) };
  return { status: 'good' };
}

/** CRLReasons after which what was stamped before stays good (RFC 3161 §4.1): unspecified, affiliation changed, superseded, ceased. */
const HARMLESS: ReadonlySet<number | null> = new Set([0, 3, 4, 5]);

/**
 * True where a time-stamp authority on this path was revoked so that a token of `time` proves nothing any more: by then, or later for
 * a reason that casts doubt on it, unless it was shown to be there before that.
 */
export function stampRevoked(path: readonly Certificate[], crls: readonly RevocationList[], ocsps: readonly OcspResponse[], { time, covered, now }: { time: Date; covered: Date | null; now: Date }): boolean {
  return path.slice(0, -1).some((certificate, i) => {
    const issuer = path[i + 1];
    const found = issuer ? revocationOf({ certificate, issuer }, crls, ocsps, time, now) : null;
    if (found?.status !== 'revoked') return false;
    return found.at <= time || (!HARMLESS.has(found.reason) && (covered === null || found.at <= covered));
  });
}
