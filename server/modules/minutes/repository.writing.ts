import type { Db } from '../../kernel/ports/database';
import { applySteps, writtenFrom, type Step, type Steps, type WrittenMinutes } from '../../shared/rules/written-minutes';
import { parseContent } from './content';
import { writtenThrough } from './old-versions';

/** One entry of the log: what one person wrote at once, as it applies behind everything before it. */
export interface MinutesEdit {
  opId: string;
  seq: number;
  authorId: string;
  at: Date;
  steps: Steps;
}

/** The text with its authors behind the edit number `seq`; 0: nobody wrote yet. */
export interface Writing {
  text: WrittenMinutes;
  seq: number;
}

/** Edits behind which the text is kept anew: opening reads no more of the log. */
const KEPT_EVERY = 20;
/** Read at once of what comes behind a number; whoever is further behind reads the text anew. */
export const EDITS_AT_ONCE = 500;

type EditRow = Awaited<ReturnType<Db['minutesEdit']['findMany']>>[number];
const toEdit = ({ steps, opId, seq, authorId, at }: EditRow): MinutesEdit => ({ opId, seq, authorId, at, steps: JSON.parse(steps) as Step[] });

export async function editsAfter(db: Db, minutesId: string, seq: number): Promise<MinutesEdit[]> {
  const rows = await db.minutesEdit.findMany({ where: { minutesId, seq: { gt: seq } }, orderBy: { seq: 'asc' }, take: EDITS_AT_ONCE });
  return rows.map(toEdit);
}

export async function findEdit(db: Db, opId: string): Promise<(MinutesEdit & { minutesId: string }) | null> {
  const row = await db.minutesEdit.findUnique({ where: { opId } });
  return row && { ...toEdit(row), minutesId: row.minutesId };
}

/** Behind the draft that was kept first, everything people saved since: minutes of the time before there was a log. */
async function writingOfVersions(db: Db, minutesId: string): Promise<WrittenMinutes> {
  const rows = await db.minutesRevision.findMany({ where: { minutesId }, orderBy: { number: 'asc' }, select: { content: true, authorId: true, at: true } });
  const [first, ...later] = rows.map(({ content, ...row }) => ({ ...row, paragraphs: parseContent(content).paragraphs }));
  return first ? writtenThrough(writtenFrom(first.paragraphs), later) : { blocks: [] };
}

/** The text as it is now. */
export async function findWriting(db: Db, minutesId: string): Promise<Writing> {
  const kept = await db.minutesWriting.findUnique({ where: { minutesId } });
  let writing: Writing = kept ? { text: JSON.parse(kept.text) as WrittenMinutes, seq: kept.seq } : { text: await writingOfVersions(db, minutesId), seq: 0 };
  for (;;) {
    const edits = await editsAfter(db, minutesId, writing.seq);
    writing = edits.reduce(behind, writing);
    if (edits.length < EDITS_AT_ONCE) return writing;
  }
}

/** @throws StepError where the steps do not fit. */
export const behind = ({ text }: Writing, { authorId, at, seq, steps }: Pick<MinutesEdit, 'authorId' | 'at' | 'seq' | 'steps'>): Writing => ({ text: applySteps(text, steps, { by: authorId, at: at.getTime(), seq }), seq });

/** Takes the next edit into the log; `after` is the text behind it. */
export async function appendEdit(db: Db, minutesId: string, { steps, ...edit }: MinutesEdit, after: Writing): Promise<void> {
  await db.minutesEdit.create({ data: { ...edit, minutesId, steps: JSON.stringify(steps) } });
  if (edit.seq % KEPT_EVERY === 0 || edit.seq === 1) await keepWriting(db, minutesId, after);
}

export async function keepWriting(db: Db, minutesId: string, { text, seq }: Writing): Promise<void> {
  const data = { text: JSON.stringify(text), seq };
  await db.minutesWriting.upsert({ where: { minutesId }, create: { minutesId, ...data }, update: data });
}

/** Who wrote last since then. */
export async function lastAuthorSince(db: Db, minutesId: string, at: Date): Promise<string | null> {
  const row = await db.minutesEdit.findFirst({ where: { minutesId, at: { gt: at } }, orderBy: { seq: 'desc' }, select: { authorId: true } });
  return row?.authorId ?? null;
}
