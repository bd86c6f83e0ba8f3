import type { Db } from '../../kernel/ports/database';
import { paperNotesSchema, type PaperNotes } from '../../shared/rules/paper-notes';

/** What was noted of a sitting held on paper: a draft until it is entered. */
export interface StoredNotes {
  meetingId: string;
  content: PaperNotes;
  version: number;
  savedAt: Date;
  savedById: string;
  paperFrom: Date | null;
  enteredAt: Date | null;
  enteredById: string | null;
  confirmedAt: Date | null;
  confirmedById: string | null;
  remark: string;
}

export async function findNotes(db: Db, meetingId: string): Promise<StoredNotes | null> {
  const row = await db.sittingNotes.findUnique({ where: { meetingId } });
  return row && { ...row, content: paperNotesSchema.parse(JSON.parse(row.content)) };
}

export async function storeNotes(db: Db, meetingId: string, { content, ...saved }: Pick<StoredNotes, 'content' | 'version' | 'savedAt' | 'savedById'>): Promise<void> {
  const row = { ...saved, content: JSON.stringify(content) };
  await db.sittingNotes.upsert({ where: { meetingId }, create: { meetingId, ...row }, update: row });
}

export async function dropNotes(db: Db, meetingId: string): Promise<void> {
  await db.sittingNotes.deleteMany({ where: { meetingId } });
}

export async function settleNotes(db: Db, meetingId: string, change: Pick<StoredNotes, 'enteredAt' | 'enteredById' | 'paperFrom'> | Pick<StoredNotes, 'confirmedAt' | 'confirmedById' | 'remark'>): Promise<void> {
  await db.sittingNotes.update({ where: { meetingId }, data: change });
}

/** Sessions whose notes wait for a word of this person, who presided at their end, the longest waiting first. */
export async function unconfirmedFor(db: Db, personId: string): Promise<{ meetingId: string; title: string; enteredAt: Date }[]> {
  const presided = await db.meeting.findMany({ where: { chairId: personId, state: 'closed', attendees: { some: { personId } } }, orderBy: { closedAt: 'desc' }, take: 200, select: { id: true, title: true } });
  const titles = new Map(presided.map(({ id, title }) => [id, title]));
  const rows = await db.sittingNotes.findMany({ where: { meetingId: { in: [...titles.keys()] }, enteredAt: { not: null }, confirmedAt: null }, orderBy: { enteredAt: 'asc' }, take: 50, select: { meetingId: true, enteredAt: true } });
  return rows.flatMap(({ meetingId, enteredAt }) => (enteredAt ? [{ meetingId, title: titles.get(meetingId) ?? '', enteredAt }] : []));
}
