import { checkSignature, isShort, isWeakDigest, publicKeyOf, signatureHash } from '../cms/algorithms';
import { authorityKeyId, basicConstraints, keyUsage, subjectKeyId } from '../cms/x509';
import type { Certificate } from '../cms/x509';
import { OID } from '../der/oids';
import { DerError, sameBytes } from '../der/read';
import { constraintsMet } from './path-constraints';

export interface CertificatePath {
  readonly trusted: boolean;
  /** Leaf first; ends in the anchor where `trusted`. */
  readonly path: readonly Certificate[];
  /** Some path reached an anchor but broke a rule of RFC 5280 (authority bit, path length, names, policies, unknown critical extension) or has a weak link. */
  readonly broken: boolean;
  /** Every certificate of the path above the leaf was valid at the time asked. */
  readonly inTime: boolean;
}

/** Critical extensions that are understood; any other makes a path unusable (RFC 5280 §4.2). */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.keyUsage,
  OID.basicConstraints,
  OID.extendedKeyUsage,
  OID.certificatePolicies,
  OID.policyMappings,
  OID.policyConstraints,
  OID.inhibitAnyPolicy,
  OID.subjectKeyId,
  OID.authorityKeyId,
  OID.subjectAltName,
  OID.nameConstraints,
  OID.crlDistributionPoints,
]);
const MAX_PATH = 8;
const MAX_CHECKS = 120;

export const validAt = (certificate: Certificate, at: Date): boolean => certificate.notBefore <= at && at <= certificate.notAfter;

/** True where `issuer` signed `certificate`, whatever else it may do. */
export function signedBy(certificate: Certificate, issuer: Certificate): boolean {
  const key = publicKeyOf(issuer.publicKey);
  return key !== null && checkSignature(key, certificate.signatureAlgorithm, certificate.tbs, certificate.signature).ok;
}

/** A link made with a hash or a key that others can forge by now proves nothing. */
function weakLink(certificate: Certificate, issuer: Certificate): boolean {
  const key = publicKeyOf(issuer.publicKey);
  return key === null || isShort(key) || isWeakDigest(signatureHash(certificate.signatureAlgorithm));
}

function mayIssue(issuer: Certificate, below: number): boolean {
  const { ca, pathLength } = basicConstraints(issuer);
  const usage = keyUsage(issuer);
  return ca && (usage === null || usage.has(5)) && (pathLength === null || below <= pathLength);
}

const onlyUnderstood = (certificate: Certificate): boolean =>
  [...certificate.extensions].every(([oid, extension]) => !extension.critical || UNDERSTOOD.has(oid));

function mayBeIssuer(certificate: Certificate, candidate: Certificate): boolean {
  if (!sameBytes(certificate.issuer, candidate.subject)) return false;
  const wanted = authorityKeyId(certificate);
  const has = subjectKeyId(candidate);
  return wanted === null || has === null || sameBytes(wanted, has);
}

/**
 * Looks for a path from `leaf` to one of the anchors through `pool` (RFC 5280 §6).
 * Bounded: at most eight certificates deep and 120 signature checks.
 */
export function buildPath(leaf: Certificate, pool: readonly Certificate[], anchors: readonly Certificate[], at: Date): CertificatePath {
  let checks = 0;
  let best: CertificatePath = { trusted: false, path: [leaf], broken: false, inTime: true };
  const visit = (path: readonly Certificate[]): CertificatePath | null => {
    const current = path[path.length - 1];
    if (!current) return null;
    if (anchors.some((anchor) => anchor.fingerprint === current.fingerprint)) {
      const broken =
        !path.every(onlyUnderstood) ||
        path.slice(1).some((issuer, i) => !mayIssue(issuer, i) || weakLink(path[i] ?? leaf, issuer)) ||
        !constraintsMet(path);
      const found = { trusted: !broken, path, broken, inTime: path.slice(1).every((issuer) => validAt(issuer, at)) };
      if (!broken && found.inTime) return found;
      if (!best.trusted) best = found;
      return null;
    }
    if (path.length >= MAX_PATH) return null;
    for (const candidate of [...anchors, ...pool]) {
      if (path.includes(candidate) || !mayBeIssuer(current, candidate)) continue;
      checks += 1;
      if (checks > MAX_CHECKS) return null;
      if (!signedBy(current, candidate)) continue;
      const found = visit([...path, candidate]);
      if (found) return found;
    }
    if (!best.trusted && !best.broken && path.length > best.path.length) best = { trusted: false, path, broken: false, inTime: true };
    return null;
  };
  try {
    return visit([leaf]) ?? best;
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return { trusted: false, path: [leaf], broken: true, inTime: true };
  }
}
