import type { Certificate } from '../cms/x509';
import { OID } from '../der/oids';
import type { Evidence } from './evidence';
import { evidenceUpTo } from './evidence';
import { finding } from './findings';
import type { Finding } from './findings';
import type { JudgedSignature } from './judge-signature';
import type { SignatureReport } from './report';
import { revocationOf } from './revocation';

/** A trusted document time-stamp, as far as levels ask for it. */
export interface ProvingStamp {
  /** Revision it signs, and so everything up to it. */
  readonly revision: number;
  readonly time: Date;
  readonly path: readonly Certificate[];
}

export const isPublished = ({ extensions }: Certificate): boolean => extensions.has(OID.crlDistributionPoints) || extensions.has(OID.authorityInformation);

/** True where the file itself says of every certificate below the anchor that it was not revoked; what nobody publishes nobody can bring along. */
export function isTold(path: readonly Certificate[], evidence: Evidence, at: Date, now: Date): boolean {
  return path.slice(0, -1).every((certificate, i) => {
    const issuer = path[i + 1];
    const { status } = issuer ? revocationOf({ certificate, issuer }, evidence.crls, evidence.ocsps, at, now) : { status: 'unknown' };
    return status === 'good' || status === 'revoked' || (status === 'unknown' && !isPublished(certificate));
  });
}

const day = (at: Date): string => at.toISOString().slice(0, 10);

/**
 * The level a signature has reached (EN 319 142-1 §6), and the sentence that says what it lacks for the next one.
 * @param stamps trusted document time-stamps, earliest revision first.
 */
export function levelOf({ judgement, conforms, path, stampPath }: JudgedSignature, evidence: Evidence, stamps: readonly ProvingStamp[], now: Date): { level: SignatureReport['level']; finding: Finding | null } {
  if (!conforms) return { level: 'none', finding: null };
  const { signedRevision, judgedAt, timestamp } = judgement;
  const covering = stamps.filter(({ revision }) => revision > (signedRevision ?? Number.POSITIVE_INFINITY));
  const [first] = covering;
  if (!first && timestamp?.trusted !== true) return { level: 'B-B', finding: finding('baseline.b') };
  const proof = timestamp?.trusted ? stampPath : (first?.path ?? []);
  // The last stamp's own authority is told of when it is renewed; what it protects has to be told by then.
  const holds = (told: Evidence, outermost: boolean): boolean =>
    told.certificates.length > 0 && judgement.trust === 'trusted' && path.length > 1 && isTold(path, told, judgedAt, now) && (outermost || isTold(proof, told, judgedAt, now));
  const isArchived = covering.some(({ revision, path: own }) => holds(evidenceUpTo(evidence, revision), own === proof));
  const last = isArchived ? covering.at(-1) : undefined;
  if (last) return { level: 'B-LTA', finding: finding('baseline.lta', { date: day(new Date(Math.min(...last.path.map(({ notAfter }) => notAfter.getTime())))) }) };
  if (holds(evidence, false)) return { level: 'B-LT', finding: finding('baseline.lt') };
  return { level: 'B-T', finding: finding('baseline.t', { time: judgedAt.toISOString() }) };
}
