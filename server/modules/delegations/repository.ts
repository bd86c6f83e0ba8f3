import { rowsOf } from '../../kernel/repository';
import type { Db } from '../../kernel/ports/database';

/** That one person prepares for another, from a day to a day, both included (DG1). */
export interface Delegation {
  id: string;
  leaderId: string;
  assistantId: string;
  fromDay: string;
  toDay: string;
  givenAt: Date;
  /** When one of them ended it before its last day. */
  endedAt: Date | null;
  endedById: string | null;
}

/** With the name and office of the other one. */
export interface NamedDelegation extends Delegation {
  fullName: string;
  title: string;
}

const INSTANTS = { instants: ['givenAt', 'endedAt'] } as const;
/** As many as a screen lists, the newest. */
const LISTED = 50;

/** What a person gave (`leaderId`) or was given (`assistantId`), the newest first. */
export async function delegationsOf(db: Db, side: 'leaderId' | 'assistantId', personId: string): Promise<NamedDelegation[]> {
  const other = side === 'leaderId' ? 'assistantId' : 'leaderId';
  return rowsOf<NamedDelegation>(
    db,
    `SELECT d.*, p."fullName", p."title" FROM "Delegation" d JOIN "Person" p ON p."id" = d."${other}" WHERE d."${side}" = ? ORDER BY d."givenAt" DESC, d."id" DESC LIMIT ${LISTED}`,
    [personId],
    INSTANTS,
  );
}

export async function findDelegation(db: Db, id: string): Promise<Delegation | null> {
  return db.delegation.findUnique({ where: { id } });
}

/** Those of a leader that have not ended and reach a day. */
export async function standingFrom(db: Db, leaderId: string, day: string): Promise<Delegation[]> {
  return db.delegation.findMany({ where: { leaderId, endedAt: null, toDay: { gte: day } }, take: LISTED, orderBy: { id: 'asc' } });
}

/** Whether one person prepares for another on a day. */
export async function holdsOn(db: Db, leaderId: string, assistantId: string, day: string): Promise<boolean> {
  return (await db.delegation.findFirst({ where: { leaderId, assistantId, endedAt: null, fromDay: { lte: day }, toDay: { gte: day } }, select: { id: true } })) !== null;
}

export async function addDelegation(db: Db, delegation: Omit<Delegation, 'endedAt' | 'endedById'>): Promise<void> {
  await db.delegation.create({ data: delegation });
}

export async function endDelegation(db: Db, id: string, endedById: string, endedAt: Date): Promise<void> {
  await db.delegation.update({ where: { id }, data: { endedAt, endedById } });
}
