import type { Db } from '../../kernel/ports/database';
import { perishable } from '../../kernel/repository';
import { LIMITS } from '../../shared/rules/limits';

/** Giấy vào họp của khách mời: what is kept of a pass, without its code. */
export interface GuestPass {
  id: string;
  tokenHash: string;
  meetingId: string;
  seatId: string;
  personId: string;
  letterId: string | null;
  issuedById: string | null;
  issuedAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
}

/** Passes of a session at most: each of its people has them printed and sent many times over. */
const MOST_OF_SESSION = 20 * LIMITS.seats;

export const oldPasses = perishable('GuestPass', ['id'], 'issuedAt');

export const findPass = (db: Db, tokenHash: string): Promise<GuestPass | null> => db.guestPass.findUnique({ where: { tokenHash } });

export const listPasses = (db: Db, meetingId: string): Promise<GuestPass[]> => db.guestPass.findMany({ where: { meetingId }, orderBy: { issuedAt: 'asc' }, take: MOST_OF_SESSION });

export async function addPass(db: Db, pass: Omit<GuestPass, 'usedAt' | 'revokedAt'>): Promise<void> {
  await db.guestPass.create({ data: pass });
}

export async function usePass(db: Db, id: string, usedAt: Date): Promise<void> {
  await db.guestPass.update({ where: { id }, data: { usedAt } });
}

/** Those of them that hold still. @returns how many. */
export async function revokePasses(db: Db, ids: readonly string[], revokedAt: Date): Promise<number> {
  return (await db.guestPass.updateMany({ where: { id: { in: [...ids] }, revokedAt: null }, data: { revokedAt } })).count;
}

/** Before a seat's pass is printed anew (G2). */
export async function endPrintedPasses(db: Db, seatId: string, revokedAt: Date): Promise<void> {
  await db.guestPass.updateMany({ where: { seatId, letterId: null, revokedAt: null }, data: { revokedAt } });
}

/** Before somebody is sent a letter once more (G2). */
export async function endSentPasses(db: Db, meetingId: string, personId: string, revokedAt: Date): Promise<void> {
  await db.guestPass.updateMany({ where: { meetingId, personId, letterId: { not: null }, revokedAt: null }, data: { revokedAt } });
}

export const countPassesOf = (db: Db, personId: string): Promise<number> => db.guestPass.count({ where: { personId } });
export const dropPassesOf = async (db: Db, personId: string): Promise<number> => (await db.guestPass.deleteMany({ where: { personId } })).count;
