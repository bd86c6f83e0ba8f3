import type { Db } from '../../kernel/ports/database';
import { insertRows, rowsOf } from '../../kernel/repository';
import type { Ballot } from './ballot';
import type { Question, VoteOption } from './question';
import { voteResultSchema } from './result';

type QuestionRow = NonNullable<Awaited<ReturnType<Db['voteQuestion']['findUnique']>>>;

const toQuestion = (row: QuestionRow): Question => ({
  ...row,
  mode: row.mode as Question['mode'],
  kind: row.kind as Question['kind'],
  majority: row.majority as Question['majority'],
  way: row.way as Question['way'],
  state: row.state as Question['state'],
  options: JSON.parse(row.options) as VoteOption[],
  counters: row.counters === null ? [] : (JSON.parse(row.counters) as string[]),
  covers: row.covers === null ? null : (JSON.parse(row.covers) as string[]),
  result: row.result === null ? null : voteResultSchema.parse(JSON.parse(row.result)),
});

/** Questions of a session in the order of their items and their own. */
export async function listQuestions(db: Db, meetingId: string): Promise<Question[]> {
  const rows = await db.voteQuestion.findMany({
    where: { meetingId, item: { removedAt: null } },
    orderBy: [{ item: { order: 'asc' } }, { order: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toQuestion);
}

/** Asked with every ballot. */
export async function findQuestion(db: Db, meetingId: string, id: string): Promise<Question | null> {
  const [row] = await rowsOf<QuestionRow>(db, 'SELECT * FROM "VoteQuestion" WHERE "id" = ? AND "meetingId" = ?', [id, meetingId], { instants: ['deadline', 'openedAt', 'closedAt'], truths: ['inSeries'] });
  return row ? toQuestion({ ...row, passed: row.passed === null ? null : Boolean(row.passed) }) : null;
}

/** The session of a question; null: there is no such question. */
export async function findMeetingOf(db: Db, id: string): Promise<string | null> {
  return (await db.voteQuestion.findUnique({ where: { id }, select: { meetingId: true } }))?.meetingId ?? null;
}

/** The one question that is open in a session. */
export async function findOpenQuestion(db: Db, meetingId: string): Promise<Question | null> {
  const row = await db.voteQuestion.findFirst({ where: { meetingId, state: 'open' } });
  return row && toQuestion(row);
}

/** What voting has to know of an agenda item. */
export interface QuestionItem {
  id: string;
  kind: string;
  state: string;
  title: string;
}

export async function findQuestionItem(db: Db, meetingId: string, id: string): Promise<QuestionItem | null> {
  return db.agendaItem.findFirst({ where: { id, meetingId, removedAt: null }, select: { id: true, kind: true, state: true, title: true } });
}

export const countQuestions = (db: Db, meetingId: string): Promise<number> => db.voteQuestion.count({ where: { meetingId } });

export async function nextQuestionOrder(db: Db, itemId: string): Promise<number> {
  const last = await db.voteQuestion.findFirst({ where: { itemId }, orderBy: { order: 'desc' }, select: { order: true } });
  return (last?.order ?? 0) + 1;
}

/** What people write of a question. */
type Worded = 'text' | 'mode' | 'kind' | 'options' | 'seats' | 'majority' | 'inSeries';

export async function createQuestion(
  db: Db,
  question: Pick<Question, 'id' | 'meetingId' | 'itemId' | 'order' | Worded>,
): Promise<void> {
  await db.voteQuestion.create({ data: { ...question, options: JSON.stringify(question.options) } });
}

export async function updateQuestion(db: Db, id: string, version: number, fields: Pick<Question, Worded>): Promise<void> {
  await db.voteQuestion.update({ where: { id, version }, data: { ...fields, options: JSON.stringify(fields.options), version: { increment: 1 } } });
}

export async function removeQuestion(db: Db, id: string): Promise<void> {
  await db.voteQuestion.delete({ where: { id } });
}

/** What a block is put to the vote with, and how it is worded. */
export async function setCovered(db: Db, id: string, { itemIds, text }: { itemIds: readonly string[]; text: string }): Promise<void> {
  await db.voteQuestion.update({ where: { id }, data: { covers: JSON.stringify(itemIds), text } });
}

/** @param counters the head first. */
export async function setCounters(db: Db, id: string, version: number, counters: readonly string[]): Promise<void> {
  await db.voteQuestion.update({ where: { id, version }, data: { counters: counters.length === 0 ? null : JSON.stringify(counters), version: { increment: 1 } } });
}

/** Moves a question between its states; the result comes only with `closed`. */
export async function setQuestionState(
  db: Db,
  id: string,
  fields:
    | { state: 'open'; openedAt: Date; way: Question['way']; deadline: Date | null; calledId: string | null }
    | { state: 'draft'; openedAt: null; way: 'hands'; deadline: null; calledId: null }
    | { state: 'fallen'; closedAt: Date }
    | { state: 'closed'; closedAt: Date; members: number; present: number; passed: boolean; result: NonNullable<Question['result']>; recordedById: string | null },
): Promise<void> {
  const data = fields.state === 'closed' ? { ...fields, result: JSON.stringify(fields.result) } : fields;
  await db.voteQuestion.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
}

/** Changes how an open question goes on: who is called, by hands, on paper. */
export async function goOn(db: Db, id: string, fields: { calledId: string | null } | { way: 'hands' | 'paper'; deadline: null; calledId: null } | { deadline: Date }): Promise<void> {
  await db.voteQuestion.update({ where: { id }, data: fields });
}

/** Ballots of a question; of one without names, while it is open: for its tally alone. */
export async function listBallots(db: Db, questionId: string): Promise<Ballot[]> {
  return rowsOf<Ballot>(db, 'SELECT "questionId", "voterId", "castById", "position", "choice", "castAt" FROM "Ballot" WHERE "questionId" = ?', [questionId], { instants: ['castAt'] });
}

/** Who has voted on a question; not how. */
export async function votersWhoCast(db: Db, questionId: string): Promise<string[]> {
  return (await rowsOf<{ voterId: string }>(db, 'SELECT "voterId" FROM "Ballot" WHERE "questionId" = ?', [questionId])).map(({ voterId }) => voterId);
}

export async function findBallot(db: Db, questionId: string, voterId: string): Promise<Ballot | null> {
  const [row] = await rowsOf<Ballot>(db, 'SELECT "questionId", "voterId", "castById", "position", "choice", "castAt" FROM "Ballot" WHERE "questionId" = ? AND "voterId" = ?', [questionId, voterId], { instants: ['castAt'] });
  return row ?? null;
}

/** One for each voter of a question: the later replaces the earlier. */
export async function storeBallot(db: Db, { questionId, voterId, castById, position, choice, castAt }: Ballot): Promise<void> {
  const later = ['castById', 'position', 'choice', 'castAt'].map((name) => `"${name}" = excluded."${name}"`).join(', ');
  await insertRows(db, 'Ballot', [{ questionId, voterId, castById, position, choice, castAt }], `ON CONFLICT ("questionId", "voterId") DO UPDATE SET ${later}`);
}

/** Takes back what was entered for somebody in a roll call. */
export async function takeBackBallot(db: Db, questionId: string, voterId: string): Promise<void> {
  await db.ballot.delete({ where: { questionId_voterId: { questionId, voterId } } });
}

/** Of a vote without names only stays who voted. */
export async function forgetChoices(db: Db, questionId: string): Promise<void> {
  await db.ballot.updateMany({ where: { questionId }, data: { choice: '' } });
}
