import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';

export const SERVICES = ['technical', 'water', 'papers'] as const;
export type Service = (typeof SERVICES)[number];

/** A silent call for service (gọi phục vụ). */
export interface ServiceCall {
  id: string;
  personId: string;
  kind: Service;
  calledAt: Date;
  answeredAt: Date | null;
}

/** Calls of a session, the newest last. */
export async function listCalls(db: Db, meetingId: string): Promise<ServiceCall[]> {
  const sql = 'SELECT "id", "personId", "kind", "calledAt", "answeredAt" FROM "ServiceCall" WHERE "meetingId" = ? ORDER BY "id"';
  return rowsOf<ServiceCall>(db, sql, [meetingId], { instants: ['calledAt', 'answeredAt'] });
}

export async function findCall(db: Db, meetingId: string, id: string): Promise<ServiceCall | null> {
  return (await listCalls(db, meetingId)).find((call) => call.id === id) ?? null;
}

/** What somebody was answered before goes: one call of a person and kind is kept. */
export async function createCall(db: Db, meetingId: string, call: Omit<ServiceCall, 'answeredAt'>): Promise<void> {
  await db.serviceCall.deleteMany({ where: { meetingId, personId: call.personId, kind: call.kind } });
  await db.serviceCall.create({ data: { ...call, meetingId } });
}

export async function answerCall(db: Db, id: string, answeredAt: Date): Promise<void> {
  await db.serviceCall.update({ where: { id }, data: { answeredAt } });
}

export type SignKind = 'notice' | 'attention' | 'blackout' | 'lights';

/** What hangs in the hall while the session runs: a notice to all, a call for attention, black screens, the lights of the seats. */
export interface HallSign {
  id: string;
  kind: SignKind;
  text: string;
  /** Who hung it, by name. */
  by: string;
  hungAt: Date;
}

/** At most one of a kind: the last. */
export async function hallSigns(db: Db, meetingId: string): Promise<HallSign[]> {
  return rowsOf<HallSign>(db, 'SELECT "id", "kind", "text", "by", "hungAt" FROM "HallSign" WHERE "meetingId" = ? ORDER BY "id"', [meetingId], { instants: ['hungAt'] });
}

/** Hangs a sign in place of the one of its kind before it. */
export async function hangSign(db: Db, meetingId: string, sign: HallSign): Promise<void> {
  await takeDownSign(db, meetingId, sign.kind);
  await db.hallSign.create({ data: { ...sign, meetingId } });
}

export async function takeDownSign(db: Db, meetingId: string, kind: SignKind): Promise<void> {
  await db.hallSign.deleteMany({ where: { meetingId, kind } });
}

/** Nothing of this outlives the session. */
export async function clearHall(db: Db, meetingId: string): Promise<void> {
  await db.serviceCall.deleteMany({ where: { meetingId } });
  await db.hallSign.deleteMany({ where: { meetingId } });
}
