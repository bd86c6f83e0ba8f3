import type BetterSqlite3 from 'better-sqlite3';
import { AUDIT_GENESIS, auditHash, type AuditHead, type AuditRow } from '../../../kernel/audit';
import { NotSound } from './replica';

export const NOTHING_WALKED: AuditHead = { rows: 0, head: AUDIT_GENESIS };

type Stored = Omit<AuditRow, 'at'> & { at: string | number };

/**
 * Walks the audit chain on from where it was walked to: each entry follows from the one before.
 * @returns how far it goes now. @throws NotSound naming the first that does not.
 */
export function walkOn(db: BetterSqlite3.Database, from: AuditHead): AuditHead {
  const isThere = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'AuditEntry'").get() !== undefined;
  if (!isThere) return from;
  let { rows, head } = from;
  if (rows > 0 && db.prepare('SELECT hash FROM "AuditEntry" WHERE seq = ?').pluck().get(rows) !== head) ({ rows, head } = NOTHING_WALKED);
  const entries = db.prepare('SELECT * FROM "AuditEntry" WHERE seq > ? ORDER BY seq').iterate(rows) as IterableIterator<Stored>;
  for (const { hash, ...entry } of entries) {
    const row = { ...entry, at: new Date(entry.at), changes: entry.changes ?? null };
    if (row.seq !== rows + 1 || row.prevHash !== head || auditHash(row) !== hash) throw new NotSound(`entry ${row.seq} of the audit log does not follow from the one before`);
    [rows, head] = [row.seq, hash];
  }
  return { rows, head };
}
