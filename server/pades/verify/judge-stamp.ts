import { displayName } from '../cms/x509';
import type { Certificate } from '../cms/x509';
import { buildPath, validAt } from './chain';
import type { Evidence } from './evidence';
import { finding } from './findings';
import type { Finding } from './findings';
import type { TimestampReport } from './report';
import { stampRevoked } from './revocation';
import type { RevocationList } from './revocation';
import { retiredName, retirementOf, retirementOfPath } from './strength';
import type { JudgedTimestamp } from './timestamp';
import type { Trust } from './trust';

export interface StampResult {
  readonly report: TimestampReport | null;
  readonly findings: readonly Finding[];
  /** From the authority's certificate up to the anchor. */
  readonly path: readonly Certificate[];
}

const day = (at: Date): string => at.toISOString().slice(0, 10);

/**
 * Whether a genuine time-stamp proves its time (EN 319 102-1 §5.6.2): its authority's certificate leads to an anchor, and held when
 * a later trusted time-stamp showed that this one was there; where none does, it has to hold when it is judged.
 * @param pool certificates that may lie on the path. @param covered time of the earliest trusted time-stamp over this one.
 */
export function judgeStamp(stamp: JudgedTimestamp, pool: readonly Certificate[], lists: readonly RevocationList[], evidence: Evidence, trust: Trust, covered: Date | null): StampResult {
  const { time, authority } = stamp;
  if (!stamp.genuine || !time || !authority) return { report: null, findings: [finding('timestamp.invalid')], path: [] };
  const at = covered ?? (trust.at > time ? trust.at : time);
  const { trusted: leads, path, inTime } = buildPath(authority, [...stamp.certificates, ...pool, ...evidence.certificates], trust.anchors, at);
  const fault = ((): Finding | null => {
    if (stampRevoked(path, lists, evidence.ocsps, { time, covered, now: trust.now })) return finding('timestamp.revoked');
    if (!leads || !validAt(authority, time)) return finding('timestamp.untrusted');
    if (!inTime || !validAt(authority, at)) return finding('timestamp.expired', { date: day(authority.notAfter) });
    const [retired] = [...stamp.used.flatMap((used) => retirementOf(used, trust.retirements) ?? []), retirementOfPath(path, trust.retirements)].filter((found) => found !== null && found.from <= at);
    return retired ? finding('timestamp.retired', { algorithm: retiredName(retired), date: day(retired.from) }) : null;
  })();
  const report = { time, authority: displayName(authority.subject), trusted: fault === null };
  return { report, findings: [fault ?? finding('timestamp.good', { time: time.toISOString() })], path };
}
