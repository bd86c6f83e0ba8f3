import type { AuditHead } from '../../../kernel/audit';
import type { DatabasePlace } from '../../../kernel/database-place';
import type { RecordReport } from '../../../kernel/record';
import { differingGroup, type TableDigest } from './digest';
import { auditDiffers, notTheSame } from './refusals';
import type { MovedTable } from './shapes';

export interface MoveOrder {
  dataDir: string;
  place: DatabasePlace;
  /** False: papers lie in a store elsewhere. */
  papersHere: boolean;
  /** Told how far it is; `of` is how many rows the table has. */
  onRows?(step: 'copy' | 'prove', table: string, rows: number, of: number): void;
  /**
   * Walks the audit chain from the rows that lie there, and compares the record with it. @param where a data folder, and a server's
   * database where its rows lie in one.
   */
  verify(where: { dataDir: string; rows: DatabasePlace | null }, noted: readonly AuditHead[]): Promise<RecordReport>;
  /** Bytes that must stay free beside what is needed; tests of full disks ask for less than is needed. */
  spareBytes?: number;
}

export interface Moved {
  tables: { name: string; rows: number; sha256: string }[];
  rows: number;
  /** Bytes of all lines. */
  bytes: number;
  /** Streams of the ink log. */
  streams: number;
  audit: AuditHead;
  /** Records agree with the audit log; false: they did not before either. */
  agrees: boolean;
}

/** @throws BootError naming the first table, or stream of ink, that is not the same on both sides. */
export function assertSame(table: MovedTable, here: TableDigest, there: TableDigest): void {
  const stream = differingGroup(here, there);
  if (here.sha256 !== there.sha256 || here.rows !== there.rows || stream !== null) throw notTheSame(table.name, { here: here.rows, there: there.rows }, stream);
}

export const factsOf = (digests: readonly (readonly [MovedTable, TableDigest])[]): Pick<Moved, 'tables' | 'rows' | 'bytes' | 'streams'> => ({
  tables: digests.map(([{ name }, { rows, sha256 }]) => ({ name, rows, sha256 })),
  rows: digests.reduce((sum, [, { rows }]) => sum + rows, 0),
  bytes: digests.reduce((sum, [, { bytes }]) => sum + bytes, 0),
  streams: digests.reduce((sum, [, { groups }]) => sum + groups.size, 0),
});

const agrees = ({ chain, differing }: RecordReport): boolean => chain.ok && differing === 0;

/** The audit chain where it came, walked from its own rows; where records disagree with it, they did so before. @returns whether they agree. */
export async function proveAudit(came: () => Promise<RecordReport>, was: () => Promise<RecordReport>): Promise<boolean> {
  const there = await came();
  if (agrees(there)) return true;
  const here = await was();
  const wordsOf = ({ chain, differing, differences }: RecordReport): string => JSON.stringify([chain, differing, differences]);
  if (wordsOf(here) !== wordsOf(there)) throw auditDiffers();
  return false;
}
