import { z } from 'zod';
import type { Db } from '../../../kernel/ports/database';
import { rowSchema, type Compared, type ComparedRow } from '../../../kernel/ports/version-comparer';
import { listVersions } from '../repository';
import { briefOf, briefSchema, changesIn, type BriefChange } from './brief';

export interface ComparisonPair {
  oldId: string;
  newId: string;
}

export interface StoredComparison {
  state: 'waiting' | 'made' | 'failed';
  changes: number;
  /** Pages on which something changed, from 1. */
  pages: Compared['pages'];
  brief: BriefChange[];
}

const pagesSchema = z.object({ old: z.array(z.int()), new: z.array(z.int()) });
const keyOf = ({ oldId, newId }: ComparisonPair) => ({ newId_oldId: { oldId, newId } });

/** Without its paragraphs; null: nobody asked for it yet. */
export async function findComparison(db: Db, pair: ComparisonPair): Promise<StoredComparison | null> {
  const row = await db.versionComparison.findUnique({ where: keyOf(pair), select: { state: true, changes: true, pages: true, brief: true } });
  return row && { state: row.state as StoredComparison['state'], changes: row.changes, pages: pagesSchema.parse(JSON.parse(row.pages)), brief: z.array(briefSchema).parse(JSON.parse(row.brief)) };
}

/** All paragraphs of both versions. */
export async function rowsOfComparison(db: Db, pair: ComparisonPair): Promise<ComparedRow[]> {
  const row = await db.versionComparison.findUnique({ where: keyOf(pair), select: { rows: true } });
  return row ? z.array(rowSchema).parse(JSON.parse(row.rows)) : [];
}

/** Notes that a pair is to be compared. @returns false: it was noted before. */
export async function awaitComparison(db: Db, pair: ComparisonPair, at: Date): Promise<boolean> {
  const known = await findComparison(db, pair);
  if (known && known.state !== 'failed') return false;
  await db.versionComparison.upsert({ where: keyOf(pair), create: { ...pair, at }, update: { state: 'waiting', at } });
  return true;
}

export async function settleComparison(db: Db, pair: ComparisonPair, compared: Compared | null, at: Date): Promise<void> {
  const data = compared
    ? { state: 'made', changes: changesIn(compared.rows), pages: JSON.stringify(compared.pages), brief: JSON.stringify(briefOf(compared.rows)), rows: JSON.stringify(compared.rows), at }
    : { state: 'failed', at };
  await db.versionComparison.update({ where: keyOf(pair), data });
}

/** Nothing of a paper stays here (D66). */
export async function dropComparisons(db: Db, documentId: string): Promise<void> {
  const versions = await listVersions(db, documentId);
  await db.versionComparison.deleteMany({ where: { newId: { in: versions.map(({ id }) => id) } } });
}

/** The paper of a pair that waits to be compared, unless it was withdrawn; null: nothing is to be done. */
export async function findAwaitedPair(db: Db, pair: ComparisonPair): Promise<{ documentId: string } | null> {
  const row = await db.versionComparison.findUnique({ where: { ...keyOf(pair), state: 'waiting', new: { document: { removedAt: null } } }, select: { old: { select: { documentId: true } }, new: { select: { documentId: true } } } });
  return row && row.old.documentId === row.new.documentId ? { documentId: row.new.documentId } : null;
}
