import type { Db } from '../../kernel/ports/database';
import type { SeatPlan } from '../../shared/rules/seat-plan';

/** Phòng họp trong danh mục. */
export interface Room {
  id: string;
  /** The one body that meets here; null: any. */
  bodyId: string | null;
  name: string;
  place: string;
  /** People it holds. */
  capacity: number;
  equipment: string;
  plan: SeatPlan;
  /** Since when it is out of use. */
  retiredAt: Date | null;
  version: number;
}

type RoomRow = NonNullable<Awaited<ReturnType<Db['room']['findUnique']>>>;

const toRoom = ({ createdAt: _createdAt, plan, ...row }: RoomRow): Room => ({ ...row, plan: JSON.parse(plan) as SeatPlan });

export async function findRoom(db: Db, id: string): Promise<Room | null> {
  const row = await db.room.findUnique({ where: { id } });
  return row && toRoom(row);
}

export async function listRooms(db: Db): Promise<Room[]> {
  return (await db.room.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(toRoom);
}

/** Rooms that a session may be given, without their plans (RM4). */
export async function roomsInUse(db: Db): Promise<Omit<Room, 'plan' | 'retiredAt' | 'version'>[]> {
  return db.room.findMany({ where: { retiredAt: null }, orderBy: [{ name: 'asc' }, { id: 'asc' }], select: { id: true, bodyId: true, name: true, place: true, capacity: true, equipment: true } });
}

export const countRooms = (db: Db): Promise<number> => db.room.count();

export async function insertRoom(db: Db, { plan, ...room }: Omit<Room, 'retiredAt' | 'version'>, createdAt: Date): Promise<void> {
  await db.room.create({ data: { ...room, plan: JSON.stringify(plan), createdAt } });
}

export async function storeRoom(db: Db, { id, version }: Pick<Room, 'id' | 'version'>, { plan, ...fields }: Partial<Omit<Room, 'id' | 'version'>>): Promise<void> {
  await db.room.update({ where: { id, version }, data: { ...fields, ...(plan ? { plan: JSON.stringify(plan) } : {}), version: { increment: 1 } } });
}
