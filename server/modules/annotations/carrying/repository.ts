import { z } from 'zod';
import type { CarryVerdict } from '../../../kernel/ports/mark-carrier';
import type { Db } from '../../../kernel/ports/database';
import type { InkLayer } from '../../../shared/protocol/ink';

export type Layer = InkLayer;

export const DECISIONS = ['confirmed', 'let_go'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What became of one mark on one later version. */
export interface CarriedRow {
  id: string;
  documentId: string;
  versionId: string;
  fromNumber: number;
  sourceInk: string;
  sourceId: string;
  layer: Layer;
  ownerId: string;
  verdict: CarryVerdict;
  doubt: string | null;
  opIds: string[];
  decision: Decision | null;
  withdrawn: boolean;
}

/** How far a stream was looked through for a version; `ownerId` is empty for the one for all. */
export interface Cursor {
  inkId: string;
  layer: Layer;
  ownerId: string;
  head: number;
}

type Row = NonNullable<Awaited<ReturnType<Db['carriedMark']['findFirst']>>>;
const ids = z.array(z.string());
const toRow = (row: Row): CarriedRow => ({ ...row, layer: row.layer as Layer, verdict: row.verdict as CarryVerdict, decision: row.decision as Decision | null, opIds: ids.parse(JSON.parse(row.opIds)) });

/** Of one person: the log of ink bounds how many there are. */
export async function carriedOf(db: Db, documentId: string, ownerId: string): Promise<CarriedRow[]> {
  return (await db.carriedMark.findMany({ where: { documentId, ownerId }, orderBy: { id: 'asc' } })).map(toRow);
}

/** Marks for all of everybody that stand on a version. */
export async function carriedForAll(db: Db, versionId: string): Promise<CarriedRow[]> {
  const rows = await db.carriedMark.findMany({ where: { versionId, layer: 'shared', withdrawn: false, OR: [{ verdict: 'moved' }, { decision: 'confirmed' }] }, orderBy: { id: 'asc' } });
  return rows.map(toRow);
}

export async function cursorsOf(db: Db, versionId: string, ownerId: string): Promise<Cursor[]> {
  return db.carriedStream.findMany({ where: { versionId, ownerId: { in: [ownerId, ''] } }, select: { inkId: true, layer: true, ownerId: true, head: true } }) as Promise<Cursor[]>;
}

export type NewCarried = Omit<CarriedRow, 'decision' | 'withdrawn'>;

/** Writes down what became of marks; of one that stands there already nothing is changed. @returns how many are new. */
export async function addCarried(db: Db, rows: readonly NewCarried[], at: Date): Promise<number> {
  let added = 0;
  for (const { opIds, ...row } of rows) {
    if (await db.carriedMark.findUnique({ where: { versionId_sourceId: { versionId: row.versionId, sourceId: row.sourceId } }, select: { id: true } })) continue;
    await db.carriedMark.create({ data: { ...row, opIds: JSON.stringify(opIds), at } });
    added += 1;
  }
  return added;
}

export async function setWithdrawn(db: Db, id: string, withdrawn: boolean): Promise<void> {
  await db.carriedMark.updateMany({ where: { id }, data: { withdrawn } });
}

export async function moveCursor(db: Db, versionId: string, { inkId, layer, ownerId, head }: Cursor): Promise<void> {
  const key = { versionId, inkId, layer, ownerId };
  await db.carriedStream.upsert({ where: { versionId_inkId_layer_ownerId: key }, create: { ...key, head }, update: { head } });
}

export async function decide(db: Db, id: string, decision: Decision | null, opIds: readonly string[] | undefined, now: Date): Promise<void> {
  await db.carriedMark.update({ where: { id }, data: { decision, decidedAt: decision && now, ...(opIds && { opIds: JSON.stringify(opIds) }) } });
}

const OWN = { layer: 'private' } as const;

/** How many private marks of a person are written down as carried. */
export const countCarriedOf = (db: Db, ownerId: string): Promise<number> => db.carriedMark.count({ where: { ownerId, ...OWN } });

/** Goes with the account; what was drawn for all stays the record's. */
export async function dropCarriedOf(db: Db, ownerId: string): Promise<number> {
  await db.carriedStream.deleteMany({ where: { ownerId } });
  return (await db.carriedMark.deleteMany({ where: { ownerId, ...OWN } })).count;
}

/** What is written down of private streams that are removed goes with them. @param streams pairs of stream and owner. */
export async function dropCarriedFrom(db: Db, streams: readonly { docId: string; owner: string }[]): Promise<void> {
  for (const { docId, owner: ownerId } of streams) {
    await db.carriedMark.deleteMany({ where: { sourceInk: docId, ownerId, ...OWN } });
    await db.carriedStream.deleteMany({ where: { inkId: docId, ownerId } });
  }
}
