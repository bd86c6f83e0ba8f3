import type { Db } from '../../kernel/ports/database';
import { perishable } from '../../kernel/repository';

export interface OfferedScreen {
  id: string;
  meetingId: string;
}

/** A code typed in the console that no screen has answered yet. */
export async function findOffer(db: Db, codes: readonly string[], since: Date): Promise<OfferedScreen | null> {
  return db.roomScreen.findFirst({ where: { code: { in: [...codes] }, offeredAt: { gt: since }, meeting: { state: { in: ['published', 'in_session'] } } }, select: { id: true, meetingId: true } });
}

/** One offer of a session waits at a time. */
export async function offerScreen(db: Db, offer: { id: string; meetingId: string; code: string; offeredBy: string; offeredAt: Date }): Promise<void> {
  await db.roomScreen.deleteMany({ where: { OR: [{ code: offer.code }, { meetingId: offer.meetingId, code: { not: null } }] } });
  await db.roomScreen.create({ data: offer });
}

/** A browser shows one session. @returns the pairing it had before, if any. */
export async function bindScreen(db: Db, id: string, tokenHash: string, pairedAt: Date): Promise<string[]> {
  const before = await db.roomScreen.findMany({ where: { tokenHash }, select: { id: true } });
  await db.roomScreen.deleteMany({ where: { tokenHash } });
  await db.roomScreen.update({ where: { id }, data: { code: null, tokenHash, pairedAt } });
  return before.map((row) => row.id);
}

export async function listScreens(db: Db, meetingId: string): Promise<{ id: string; offeredBy: string; offeredAt: Date; pairedAt: Date | null }[]> {
  return db.roomScreen.findMany({ where: { meetingId }, orderBy: { id: 'asc' }, select: { id: true, offeredBy: true, offeredAt: true, pairedAt: true } });
}

/** @returns whether there was one. */
export async function removeScreen(db: Db, id: string, meetingId: string): Promise<boolean> {
  return (await db.roomScreen.deleteMany({ where: { id, meetingId } })).count === 1;
}

export const oldScreens = perishable('RoomScreen', ['id'], 'offeredAt');
