import { z } from 'zod';
import type { Db } from '../../kernel/ports/database';
import { inProtocolOrder, seatingNow, type SeatPlan, type Seating } from '../../shared/rules/seat-plan';
import type { Seat } from './repository';
import { findSeatMap } from './repository.seating';

/** Who sits where now: what was laid, without people who have no seat any more, with substitutes in their member's place (M55). */
export const seatedNow = (map: { plan: SeatPlan; seating: Seating }, seats: readonly Seat[]): Seating => seatingNow(map.plan, map.seating, seats);

/** Spot by person; nothing where the session has no map. */
export async function spotsOf(db: Db, meetingId: string, seats: readonly Seat[]): Promise<Map<string, string>> {
  const map = await findSeatMap(db, meetingId);
  return new Map(map ? Object.entries(seatedNow(map, seats)).map(([spot, personId]) => [personId, spot]) : []);
}

/** People whom protocol gives a place and who have none. */
export const unseated = (seating: Seating, seats: readonly Seat[]): Seat[] => {
  const placed = new Set(Object.values(seating));
  return inProtocolOrder(seats).filter(({ personId }) => !placed.has(personId));
};

/** Where a plan comes from: the room of the session, or a shape for so many. */
export const planSource = z.union([z.strictObject({ from: z.literal('room') }), z.strictObject({ from: z.enum(['table', 'u', 'theatre', 'rows']), seats: z.int().min(1).max(1_600), head: z.int().min(0).max(40).optional() })]);
