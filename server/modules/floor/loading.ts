import { DomainError } from '../../kernel/errors';
import type { Caller } from '../../kernel/actor';
import { assertSeen, type Contested } from '../../kernel/optimistic';
import { allowIf, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { loadMeetingAccess, runsSitting, type MeetingAccess } from '../meetings';
import { findRequest, findTurn } from './repository';
import type { FloorRequest, FloorTurn } from './request';

/** Chair, secretary and the secretary's assistants. */
export const officersOnly: Policy<MeetingAccess> = (_caller, access) => allowIf(runsSitting(access), 'floor.officers_only');

/** Everybody with a seat for themselves; for others those who run the sitting. */
export const ownOrOfficers: Policy<MeetingAccess & { ownerId: string | null }> = (_caller, access) =>
  allowIf(runsSitting(access) || (access.seat !== null && access.ownerId === access.seat.personId), 'floor.own_only');

export interface LoadedRequest extends MeetingAccess {
  request: FloorRequest;
  ownerId: string;
}

/** @throws DomainError `not_found` for strangers and for a request of another session. */
export async function loadRequest(db: Db, meetingId: string, requestId: string, caller: Caller): Promise<LoadedRequest> {
  const access = await loadMeetingAccess(db, meetingId, caller);
  const request = await findRequest(db, meetingId, requestId);
  if (!request) throw new DomainError('not_found', 'not_found');
  return { ...access, request, ownerId: request.personId };
}

/** A request is changed while it waits. @throws DomainError `conflict`/`floor.has_floor`, `floor.request_over`. */
export function assertWaits({ state }: FloorRequest): void {
  if (state === 'speaking') throw new DomainError('conflict', 'floor.has_floor');
  if (state !== 'waiting') throw new DomainError('conflict', 'floor.request_over');
}

const FLOOR: Contested = { reason: 'floor.given_elsewhere', commands: ['floor.give-floor', 'floor.extend-turn', 'floor.end-turn'] };

/**
 * Refuses what was decided while somebody else had the floor, or had it for longer.
 * @throws DomainError `conflict`/`floor.given_elsewhere` with who and when.
 */
export const assertTurnSeen = (db: Db, meetingId: string, seen: string | null, stands: string | null): Promise<void> => assertSeen(db, FLOOR, { meetingId }, seen, stands);

export interface LoadedTurn extends MeetingAccess {
  turn: FloorTurn | null;
  ownerId: string | null;
}

/** Who has the floor now. */
export async function loadTurn(db: Db, meetingId: string, caller: Caller): Promise<LoadedTurn> {
  const access = await loadMeetingAccess(db, meetingId, caller);
  const turn = await findTurn(db, meetingId);
  return { ...access, turn, ownerId: turn?.personId ?? null };
}
