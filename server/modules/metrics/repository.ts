import type { Db } from '../../kernel/ports/database';
import type { AccountFactor, AccountFactorKey } from '../../shared/rules/paper-account';

/** Copies really printed on request (bản in), of one document or of all. */
export interface PrintDeclaration {
  id: string;
  meetingId: string;
  documentId: string | null;
  copies: number;
  reason: string;
  declaredById: string;
  at: Date;
}

export async function addDeclaration(db: Db, declaration: PrintDeclaration): Promise<void> {
  await db.printDeclaration.create({ data: declaration });
}

export async function listDeclarations(db: Db, meetingId: string): Promise<PrintDeclaration[]> {
  return db.printDeclaration.findMany({ where: { meetingId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
}

/** The newest version of each stored factor. */
export async function newestFactors(db: Db): Promise<AccountFactor[]> {
  const rows = await db.factor.findMany({ orderBy: { version: 'asc' } });
  const newest = new Map<string, AccountFactor>();
  for (const { key, value, low, high, unit, source, year, kind, version } of rows) {
    const range = low !== null && high !== null ? { low, high } : {};
    newest.set(key, { key: key as AccountFactorKey, value, unit, source, year, version, kind: kind === 'measured' ? 'measured' : 'estimated', ...range });
  }
  return [...newest.values()];
}
