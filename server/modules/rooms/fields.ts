import { z } from 'zod';
import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { assertSeen } from '../../kernel/optimistic';
import { allow, deny, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { line, optionalLine } from '../../shared/language/text-fields';
import { hasRole } from '../../shared/rules/roles';
import { faultOf, GRID_CELLS, MOST_SPOTS, SPOT_ORDERS, type SeatPlan } from '../../shared/rules/seat-plan';
import type { Room } from './repository';

const cell = z.int().min(0).max(GRID_CELLS - 1);

export const planSchema = z.strictObject({
  order: z.enum(SPOT_ORDERS),
  spots: z.array(z.strictObject({ name: line(8), x: cell, y: cell })).max(MOST_SPOTS),
});

export const roomFields = {
  name: line(120),
  place: optionalLine(200).default(''),
  bodyId: z.uuid().nullable().default(null),
  capacity: z.int().min(1).max(10_000),
  equipment: optionalLine(500).default(''),
  plan: planSchema,
};

/** RM1. */
export const administers: Policy<unknown> = (caller: Caller) => (caller.kind === 'system' || hasRole(caller, 'admin') ? allow : deny('role.admin_only'));

/** @throws DomainError `invalid` with the reason and the spot (RM2). */
export function assertPlan(plan: SeatPlan): void {
  const fault = faultOf(plan);
  if (fault) throw new DomainError('invalid', fault.reason, { field: 'plan', spot: fault.spot });
}

const COMMANDS = ['rooms.create-room', 'rooms.update-room', 'rooms.close-room'];

/** @throws DomainError `conflict`/`rooms.changed_elsewhere` with who and when (RM3). */
export const assertRoomSeen = (db: Db, { id, version }: Pick<Room, 'id' | 'version'>, seen: number): Promise<void> =>
  assertSeen(db, { reason: 'rooms.changed_elsewhere', commands: COMMANDS }, { objectType: 'room', objectId: id }, seen, version);

/** The words that stand on an invitation for a room. */
export const placeOf = ({ name, place }: Pick<Room, 'name' | 'place'>): string => [name, place].filter(Boolean).join(', ');
