import { createHash } from 'node:crypto';

import type { Certificate } from '../cms/x509';
import { algorithmId } from '../cms/x509';
import { DIGEST_BY_OID } from '../der/oids';
import { DerError, child, readDer, sameBytes, timeValue } from '../der/read';
import { buildPath, validAt } from './chain';
import { judgeCms } from './judge-cms';
import type { JudgedCms } from './judge-cms';
import type { Finding } from './findings';
import type { Used } from './strength';

export interface JudgedTimestamp {
  readonly cms: JudgedCms;
  /** The token is well-formed, its own signature is right and it stands for the given bytes. */
  readonly genuine: boolean;
  readonly imprintMatches: boolean;
  readonly time: Date | null;
  readonly authority: Certificate | null;
  readonly certificates: readonly Certificate[];
  readonly algorithm: string | null;
  /** What it stands on: how it was signed, and how it hashes what it stamps. */
  readonly used: readonly Used[];
  readonly findings: readonly Finding[];
}

/** Judges an RFC 3161 token against the bytes it should stamp. Never throws; trust is judged elsewhere. */
export function judgeTimestamp(token: Uint8Array, stamped: readonly Uint8Array[], extraCertificates: readonly Certificate[]): JudgedTimestamp {
  const judged = judgeCms(token, [], { subFilter: 'ETSI.RFC3161', extraCertificates });
  let time: Date | null = null;
  let imprintMatches = false;
  let imprintDigest = '';
  try {
    const content = judged.data?.content;
    if (content) {
      const info = readDer(content);
      const imprint = child(info, 2, 0x30);
      const digest = DIGEST_BY_OID[algorithmId(child(imprint, 0)).oid];
      time = timeValue(child(info, 4, 0x18));
      imprintDigest = digest ?? '';
      if (digest && digest !== 'md5' && digest !== 'sha1') {
        const hash = createHash(digest);
        for (const part of stamped) hash.update(part);
        imprintMatches = sameBytes(hash.digest(), child(imprint, 1, 0x04).content);
      }
    }
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
  }
  const spki = judged.signer?.publicKey ?? new Uint8Array(0);
  const genuine = judged.intact && imprintMatches && time !== null && judged.findings.every((found) => found.severity !== 'error');
  return {
    cms: judged,
    genuine,
    imprintMatches,
    time,
    authority: judged.signer,
    certificates: judged.data?.certificates ?? [],
    algorithm: judged.algorithm,
    used: judged.used ? [judged.used, { digest: imprintDigest, spki }] : [],
    findings: judged.findings,
  };
}

/** Whether the authority of a token leads to one of the anchors now. */
export function leadsToAnchor(token: Uint8Array, anchors: readonly Certificate[], at: Date): boolean {
  const { data, signer } = judgeCms(token, [], { subFilter: 'ETSI.RFC3161', extraCertificates: [] });
  if (!signer) return false;
  const { trusted, inTime } = buildPath(signer, data?.certificates ?? [], anchors, at);
  return trusted && inTime && validAt(signer, at);
}
