import type { Db } from '../../kernel/ports/database';
import { perishable } from '../../kernel/repository';

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

/** Passes of a session at most: 500 seats, each printed and sent many times over. */
const MOST_OF_SESSION = 20_000;

export const oldPasses = perishable('GuestPass', ['id'], 'issuedAt');

export const findPass = (db: Db, tokenHash: string): Promise<GuestPass | null> => db.guestPass.findUnique({ where: { tokenHash } });

export const listPasses = (db: Db, meetingId: string): Promise<GuestPass[]> => db.guestPass.findMany({ where: { meetingId }, orderBy: { issuedAt: 'asc' }, take: MOST_OF_SESSION });

export async function addPass(db: Db, pass: Omit<GuestPass, 'usedAt' | 'revokedAt'>): Promise<void> {
  await db.guestPass.create({ data: pass });
}

export async function usePass(db: Db, id: string, usedAt: Date): Promise<void> {
  await db.guestPass.update({ where: { id }, data: { usedAt } });
}

/** Those that hold still. @param which of one seat, and of these the printed or the sent ones. @returns how many. */
export async function revokePasses(db: Db, which: { ids: readonly string[] } | { seatId: string; sent: boolean }, revokedAt: Date): Promise<number> {
  const where = 'ids' in which ? { id: { in: [...which.ids] } } : { seatId: which.seatId, letterId: which.sent ? { not: null } : null };
  return (await db.guestPass.updateMany({ where: { ...where, revokedAt: null }, data: { revokedAt } })).count;
}

export const countPassesOf = (db: Db, personId: string): Promise<number> => db.guestPass.count({ where: { personId } });
export const dropPassesOf = async (db: Db, personId: string): Promise<number> => (await db.guestPass.deleteMany({ where: { personId } })).count;
