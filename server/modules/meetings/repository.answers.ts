import type { Db } from '../../kernel/ports/database';

export const ANSWER_KINDS = ['attends', 'declines', 'substitute'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** What somebody answered to the invitation (M45). */
export interface Answer {
  personId: string;
  kind: AnswerKind;
  reason: string | null;
  proposedId: string | null;
  at: Date;
  /** What chair or secretary said to an absence or a substitute; null: nothing yet. */
  settled: 'accepted' | 'refused' | null;
  settledWhy: string | null;
}

type AnswerRow = NonNullable<Awaited<ReturnType<Db['invitationAnswer']['findFirst']>>>;

const toAnswer = ({ meetingId: _meetingId, ...row }: AnswerRow): Answer => ({ ...row, kind: row.kind as AnswerKind, settled: row.settled as Answer['settled'] });

export async function answersOf(db: Db, meetingId: string): Promise<Answer[]> {
  return (await db.invitationAnswer.findMany({ where: { meetingId }, orderBy: [{ at: 'asc' }, { personId: 'asc' }] })).map(toAnswer);
}

export async function findAnswer(db: Db, meetingId: string, personId: string): Promise<Answer | null> {
  const row = await db.invitationAnswer.findUnique({ where: { meetingId_personId: { meetingId, personId } } });
  return row && toAnswer(row);
}

export async function storeAnswer(db: Db, meetingId: string, { personId, ...answer }: Answer): Promise<void> {
  await db.invitationAnswer.upsert({ where: { meetingId_personId: { meetingId, personId } }, create: { meetingId, personId, ...answer }, update: answer });
}

export interface Colleague {
  personId: string;
  fullName: string;
  title: string;
}

/** Most colleagues that are offered. */
const MOST_OFFERED = 200;

/** People of the same unit who have no seat yet and may sit, by name: whom a member may propose. */
export async function colleaguesOf(db: Db, personId: string, seated: readonly string[]): Promise<Colleague[]> {
  const own = await db.person.findUnique({ where: { id: personId }, select: { unitId: true } });
  if (!own?.unitId) return [];
  const rows = await db.person.findMany({
    where: { unitId: own.unitId, status: { not: 'blocked' }, id: { notIn: [personId, ...seated] }, roles: { none: { role: 'admin' } } },
    select: { id: true, fullName: true, title: true },
    orderBy: [{ sortName: 'asc' }, { id: 'asc' }],
    take: MOST_OFFERED,
  });
  return rows.map(({ id, fullName, title }) => ({ personId: id, fullName, title }));
}
