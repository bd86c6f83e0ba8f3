import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import { inkStreamOf } from '../../shared/rules/ink-stream';
import { audiencesOf } from '../meetings';
import type { ItemState, SittingItem } from './agenda-item';
import type { Paper, Presentation } from './presentation';

const itemFields = {
  id: true, order: true, kind: true, title: true, durationMin: true, presenterId: true, presenterText: true, preparingText: true,
  state: true, startedAt: true, endedAt: true, conclusion: true, putOffReason: true, movedToId: true, block: true, version: true,
} as const;

/** Items of the agenda in order, removed ones left out. */
export async function listItems(db: Db, meetingId: string): Promise<SittingItem[]> {
  const rows = await db.agendaItem.findMany({ where: { meetingId, removedAt: null }, orderBy: [{ order: 'asc' }, { id: 'asc' }], select: itemFields });
  return rows.map((row) => ({ ...row, kind: row.kind as SittingItem['kind'], state: row.state as ItemState, block: row.block as SittingItem['block'] }));
}

const paperFields = {
  id: true, itemId: true, title: true, kind: true, pages: true, versions: { orderBy: { number: 'desc' }, take: 1, select: { id: true, number: true, reason: true } },
} as const;

const toPaper = ({ versions: [newest], ...paper }: Omit<Paper, 'version' | 'reason' | 'inkId'> & { versions: { id: string; number: number; reason: string | null }[] }): Paper => ({ ...paper, version: newest?.number ?? 0, reason: newest?.reason ?? null, inkId: newest ? inkStreamOf(paper.id, newest) : paper.id });

export async function listPapers(db: Db, meetingId: string): Promise<Paper[]> {
  const rows = await db.document.findMany({ where: { meetingId, removedAt: null }, orderBy: [{ order: 'asc' }, { id: 'asc' }], select: paperFields });
  return rows.map(toPaper);
}

export async function findPaper(db: Db, meetingId: string, documentId: string): Promise<Paper | null> {
  const row = await db.document.findFirst({ where: { id: documentId, meetingId, removedAt: null }, select: paperFields });
  return row && toPaper(row);
}

/** Titles of papers that everyone of the session may see, whatever became of them since, for what was presented: minutes are read by all. */
export async function paperTitles(db: Db, meetingId: string): Promise<Map<string, string>> {
  const limits = await audiencesOf(db, meetingId);
  const rows = await db.document.findMany({ where: { meetingId }, select: { id: true, itemId: true, title: true } });
  return new Map(rows.filter(({ id, itemId }) => !limits.has(id) && !(itemId !== null && limits.has(itemId))).map(({ id, title }) => [id, title]));
}

interface PresentationRow extends Omit<Presentation, 'personId' | 'documentId'> {
  personId: string | null;
  documentId: string | null;
}

/** Who presents now; null when nobody does. */
export async function findPresentation(db: Db, meetingId: string): Promise<Presentation | null> {
  const [row] = await rowsOf<PresentationRow>(db, 'SELECT "personId", "documentId", "page", "updatedAt" FROM "Presentation" WHERE "meetingId" = ?', [meetingId], { instants: ['updatedAt'] });
  return row?.personId && row.documentId ? { personId: row.personId, documentId: row.documentId, page: row.page, updatedAt: row.updatedAt } : null;
}

export async function storePresentation(db: Db, meetingId: string, shown: Presentation): Promise<void> {
  await db.presentation.upsert({ where: { meetingId }, create: { meetingId, ...shown }, update: shown });
}

export async function clearPresentation(db: Db, meetingId: string, updatedAt: Date): Promise<void> {
  await db.presentation.updateMany({ where: { meetingId }, data: { personId: null, documentId: null, page: 1, updatedAt } });
}
