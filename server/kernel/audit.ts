import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';

/** What a command says of itself for the audit log. */
export interface AuditFacts {
  objectType: string;
  objectId: string;
  meetingId?: string | null;
  /** Plain facts worth keeping; never a password, a PIN or the text of a private mark. */
  details?: Record<string, unknown>;
}

export interface AuditRow {
  seq: number;
  at: Date;
  actorId: string | null;
  actorName: string;
  action: string;
  objectType: string;
  objectId: string;
  meetingId: string | null;
  /** Canonical JSON. */
  details: string;
  /** Digests of what the command wrote, JSON `[[table, key, sha256 or null], …]`; null in entries from before they were taken. */
  changes: string | null;
  prevHash: string;
  hash: string;
}

/** `prevHash` of the first row. */
export const AUDIT_GENESIS = '0'.repeat(64);

/** SHA-256 over the previous hash and the canonical row, hex. An entry without `changes` is hashed as if the field did not exist. */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  return createHash('sha256').update(row.prevHash).update('\n').update(canonicalJson({ ...row, changes: row.changes ?? undefined })).digest('hex');
}

export type AuditVerdict =
  | { ok: true; rows: number; head: string }
  | { ok: false; rows: number; brokenAt: number; problem: 'gap' | 'link' | 'content' | 'head' | 'cut' };

/** How long the log was and what its last hash was, noted outside the database: what an end cut off, or rewritten with all its hashes, is found by. */
export interface AuditHead {
  rows: number;
  head: string;
}

/**
 * Walks the chain in order of `seq`.
 * @param noted heads noted earlier; each must still stand where it stood.
 * @returns the head, or the first row that does not follow from the one before, or that a noted head contradicts.
 */
export async function verifyAuditChain(rows: AsyncIterable<AuditRow> | Iterable<AuditRow>, noted: readonly AuditHead[] = []): Promise<AuditVerdict> {
  let previous = AUDIT_GENESIS;
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (row.seq !== count) return { ok: false, rows: count, brokenAt: row.seq, problem: 'gap' };
    if (row.prevHash !== previous) return { ok: false, rows: count, brokenAt: row.seq, problem: 'link' };
    const { hash, ...content } = row;
    if (auditHash(content) !== hash) return { ok: false, rows: count, brokenAt: row.seq, problem: 'content' };
    if (noted.some((earlier) => earlier.rows === count && earlier.head !== hash)) return { ok: false, rows: count, brokenAt: row.seq, problem: 'head' };
    previous = hash;
  }
  if (noted.some((earlier) => earlier.rows > count)) return { ok: false, rows: count, brokenAt: count + 1, problem: 'cut' };
  return { ok: true, rows: count, head: previous };
}
