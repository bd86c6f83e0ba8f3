import { DomainError } from '../../kernel/errors';
import type { FloorKind, FloorPart } from '../../shared/rules/floor-queue';
import { isThere, type Meeting, type Seat } from '../meetings';

/** Chờ, đang phát biểu, đã phát biểu, đã rút, chưa được nghe. */
export type RequestState = 'waiting' | 'speaking' | 'spoken' | 'withdrawn' | 'unheard';

/** A person's wish to speak on an item (đăng ký phát biểu). */
export interface FloorRequest {
  id: string;
  meetingId: string;
  itemId: string;
  personId: string;
  kind: FloorKind;
  topic: string;
  minutes: number;
  /** Who is questioned. */
  askedId: string | null;
  place: number;
  state: RequestState;
  requestedAt: Date;
  settledAt: Date | null;
}

/** A stretch in which one person has the floor. */
export interface FloorTurn {
  id: string;
  itemId: string;
  requestId: string;
  personId: string;
  part: FloorPart;
  startedAt: Date;
  endsAt: Date;
}

/** Why a turn ended: by hand, the floor was given on, its item ended, the sitting stood still, the speaker left. */
export type TurnEnd = 'ended' | 'given' | 'item' | 'pause' | 'left';

/** Of an agenda item, what the queue has to know. */
export interface FloorItem {
  id: string;
  kind: string;
  state: string;
}

/** @throws DomainError `rejected`/`floor.no_queue` for a break or a paper-only item, `conflict`/`floor.item_over` for one that is dealt with. */
export function assertTakesRequests(item: FloorItem): void {
  if (item.kind === 'break' || item.kind === 'paper_only') throw new DomainError('rejected', 'floor.no_queue');
  if (item.state === 'done' || item.state === 'postponed') throw new DomainError('conflict', 'floor.item_over');
}

/**
 * Whether this person may speak on an item: who is there, and a guest of one item on that item alone.
 * @throws DomainError `conflict`/`floor.not_there`, `rejected`/`floor.guest_of_another`.
 */
export function assertMaySpeak(seat: Seat, itemId: string): void {
  if (!isThere(seat)) throw new DomainError('conflict', 'floor.not_there', { name: seat.fullName });
  if (seat.onlyItemId !== null && seat.onlyItemId !== itemId) throw new DomainError('rejected', 'floor.guest_of_another', { name: seat.fullName });
}

/** The seat of a person of the session. @throws DomainError `not_found`. */
export function seatOf(seats: readonly Seat[], personId: string): Seat {
  const seat = seats.find((one) => one.personId === personId);
  if (!seat) throw new DomainError('not_found', 'not_found');
  return seat;
}

/** Questions are put to somebody else of the session who may speak there. @throws DomainError `invalid`/`floor.asked_needed`, `floor.asks_itself`. */
export function assertAsked(request: Pick<FloorRequest, 'kind' | 'personId' | 'askedId' | 'itemId'>, seats: readonly Seat[]): void {
  if (request.kind !== 'question') return;
  if (request.askedId === null) throw new DomainError('invalid', 'floor.asked_needed', { field: 'askedId' });
  if (request.askedId === request.personId) throw new DomainError('invalid', 'floor.asks_itself', { field: 'askedId' });
  assertMaySpeak(seatOf(seats, request.askedId), request.itemId);
}

/** @throws DomainError `conflict`/`floor.not_current`. */
export function assertCurrent(meeting: Pick<Meeting, 'currentItemId'>, itemId: string): void {
  if (meeting.currentItemId !== itemId) throw new DomainError('conflict', 'floor.not_current');
}
