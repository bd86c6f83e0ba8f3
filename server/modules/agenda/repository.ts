import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import type { AgendaKind } from '../../shared/rules/agenda-times';
import type { PaperSight } from '../meetings';

export type ItemState = 'coming' | 'now' | 'done' | 'postponed';

/** A row of the agenda (Nội dung, mục của chương trình phiên họp). */
export interface AgendaItem {
  id: string;
  meetingId: string;
  /** Place in the agenda, from 1 and dense. */
  order: number;
  kind: AgendaKind;
  title: string;
  durationMin: number;
  /** Person id of an attendee, or null when only a text names the presenter. */
  presenterId: string | null;
  presenterText: string;
  preparingUnitId: string | null;
  preparingText: string;
  state: ItemState;
  startedAt: Date | null;
  endedAt: Date | null;
  conclusion: string;
  /** Why it was put off or moved to another session. */
  putOffReason: string;
  /** The item it became in another session; there, the one it came from. */
  movedToId: string | null;
  movedFromId: string | null;
  /** To be adopted with others, without debate; or pulled out of them. */
  block: 'in' | 'pulled' | null;
  /** It is in the block because of what members declared. */
  blockAgreed: boolean;
  /** The assignment it reports on. */
  assignmentId: string | null;
  version: number;
}

export interface ItemUse {
  documents: number;
  pages: number;
  questions: number;
}

export const NO_USE: ItemUse = { documents: 0, pages: 0, questions: 0 };

type ItemRow = NonNullable<Awaited<ReturnType<Db['agendaItem']['findUnique']>>>;

const toItem = ({ removedAt: _removed, ...row }: ItemRow): AgendaItem => ({ ...row, kind: row.kind as AgendaKind, state: row.state as ItemState, block: row.block as AgendaItem['block'] });

/** Rows of an agenda in order, without removed ones. */
export async function listItems(db: Db, meetingId: string): Promise<AgendaItem[]> {
  const rows = await db.agendaItem.findMany({ where: { meetingId, removedAt: null }, orderBy: [{ order: 'asc' }, { id: 'asc' }] });
  return rows.map(toItem);
}

/** Null for unknown and for removed items. */
export async function findItem(db: Db, id: string): Promise<AgendaItem | null> {
  const [row] = await rowsOf<ItemRow>(db, 'SELECT * FROM "AgendaItem" WHERE "id" = ? AND "removedAt" IS NULL', [id], { instants: ['startedAt', 'endedAt', 'removedAt'], truths: ['blockAgreed'] });
  return row ? toItem(row) : null;
}

export type ItemText = Pick<AgendaItem, 'kind' | 'title' | 'durationMin' | 'presenterId' | 'presenterText' | 'preparingUnitId' | 'preparingText'>;

export async function addItem(db: Db, item: ItemText & { id: string; meetingId: string; order: number; movedFromId?: string; assignmentId?: string | null }): Promise<void> {
  await db.agendaItem.create({ data: item });
}

export async function updateItem(db: Db, id: string, version: number, change: Partial<ItemText & Pick<AgendaItem, 'block' | 'blockAgreed'>>): Promise<void> {
  await db.agendaItem.update({ where: { id, version }, data: { ...change, version: { increment: 1 } } });
}

/** Marks the row as removed. */
export async function removeItem(db: Db, id: string, version: number, at: Date): Promise<void> {
  await db.agendaItem.update({ where: { id, version }, data: { removedAt: at, version: { increment: 1 } } });
}

/** Writes the places of all rows, from 1. */
export async function writeOrder(db: Db, ids: readonly string[]): Promise<void> {
  for (const [index, id] of ids.entries()) await db.agendaItem.update({ where: { id }, data: { order: index + 1 } });
}

/** Writes what a sitting did to an item: begun, ended, postponed. */
export async function moveItem(db: Db, id: string, change: Partial<Pick<AgendaItem, 'state' | 'startedAt' | 'endedAt' | 'order' | 'putOffReason' | 'movedToId' | 'block' | 'blockAgreed'>>): Promise<void> {
  await db.agendaItem.update({ where: { id }, data: change });
}

export async function setItemDuration(db: Db, id: string, durationMin: number): Promise<void> {
  await db.agendaItem.update({ where: { id }, data: { durationMin, version: { increment: 1 } } });
}

export async function setConclusion(db: Db, id: string, version: number, conclusion: string): Promise<void> {
  await db.agendaItem.update({ where: { id, version }, data: { conclusion, version: { increment: 1 } } });
}

/** Whether a block of items is being voted on. */
export async function blockUnderVote(db: Db, meetingId: string): Promise<boolean> {
  return (await db.voteQuestion.findFirst({ where: { meetingId, state: 'open', covers: { not: null } }, select: { id: true } })) !== null;
}

/** Whether a member declared that an item is to be debated (A48). */
export async function isContested(db: Db, itemId: string): Promise<boolean> {
  const sql = `SELECT p."personId" FROM "Position" p JOIN "Attendee" a ON a."meetingId" = p."meetingId" AND a."personId" = p."personId"
    WHERE p."itemId" = ? AND p."kind" IN ('speak', 'object', 'question') AND a."voting" LIMIT 1`;
  return (await rowsOf<{ personId: string }>(db, sql, [itemId])).length > 0;
}

/** Whether files units brought for an item wait for a word (A38). */
export async function hasWaiting(db: Db, itemId: string): Promise<boolean> {
  return (await db.paperSubmission.findFirst({ where: { itemId, state: { in: ['waiting_leader', 'waiting_office'] } }, select: { id: true } })) !== null;
}

/** Papers that somebody sees and vote questions, per item. */
export async function useOfItems(db: Db, meetingId: string, sight: PaperSight): Promise<Map<string, ItemUse>> {
  const [documents, questions] = await Promise.all([
    db.document.findMany({ where: { meetingId, removedAt: null, itemId: { not: null } }, select: { id: true, itemId: true, pages: true } }),
    db.voteQuestion.groupBy({ by: ['itemId'], where: { meetingId }, _count: true }),
  ]);
  const uses = new Map<string, ItemUse>();
  for (const paper of documents) {
    if (!paper.itemId || !sight.sees(paper)) continue;
    const use = uses.get(paper.itemId) ?? NO_USE;
    uses.set(paper.itemId, { ...use, documents: use.documents + 1, pages: use.pages + paper.pages });
  }
  for (const row of questions) {
    const use = uses.get(row.itemId) ?? NO_USE;
    uses.set(row.itemId, { ...use, questions: row._count });
  }
  return uses;
}

/** Units that exist on a date, for the field "preparing unit". */
export async function unitsOn(db: Db, on: string): Promise<{ id: string; name: string; shortName: string }[]> {
  return db.orgUnit.findMany({
    where: { validFrom: { lte: on }, OR: [{ validTo: null }, { validTo: { gte: on } }] },
    orderBy: [{ sortOrder: 'asc' }, { name: 'asc' }],
    select: { id: true, name: true, shortName: true },
  });
}

/** Short names of units by id. */
export async function unitNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.orgUnit.findMany({ where: { id: { in: [...ids] } }, select: { id: true, shortName: true } });
  return new Map(rows.map((row) => [row.id, row.shortName]));
}
