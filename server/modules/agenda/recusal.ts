import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { isNumbered } from '../../shared/rules/agenda-times';
import { findSeat, presentedItem, recusalsOf, type Seat } from '../meetings';
import { loadItemAccess, type ItemAccess } from './load-item';
import type { AgendaItem } from './repository';

export interface RecusalAccess extends ItemAccess {
  seat: Seat;
  isRecused: boolean;
}

/** An item and the seat of whom it is about. @throws DomainError `not_found`. */
export async function loadRecusal(db: Db, itemId: string, personId: string, caller: Caller): Promise<RecusalAccess> {
  const loaded = await loadItemAccess(db, itemId, caller);
  const seat = await findSeat(db, loaded.meeting.id, personId);
  if (!seat) throw new DomainError('not_found', 'not_found');
  return { ...loaded, seat, isRecused: (await recusalsOf(db, loaded.meeting.id)).get(itemId)?.has(personId) ?? false };
}

/** Something is decided in it, and was not yet. */
export const mayBeRecused = ({ kind, state }: Pick<AgendaItem, 'kind' | 'state'>): boolean => isNumbered({ kind }) && state !== 'done';

/** Members, and who sits for one. */
export const mayTakeNoPart = ({ voting, substituteForId }: Pick<Seat, 'voting' | 'substituteForId'>): boolean => voting || substituteForId !== null;

/** @throws DomainError `conflict`/`agenda.recusal_item_done`: what was decided was decided by whom it was (A33). */
export function assertUnsettled({ state }: Pick<AgendaItem, 'state'>): void {
  if (state === 'done') throw new DomainError('conflict', 'agenda.recusal_item_done');
}

/**
 * @throws DomainError `rejected`/`agenda.recusal_of_members_only`, `agenda.recusal_of_presenter`, `agenda.recusal_while_presenting`,
 * `agenda.recusal_nothing_decided`, and as `assertUnsettled` (A31).
 */
export async function assertMayRecuse(db: Db, item: AgendaItem, seat: Seat): Promise<void> {
  assertUnsettled(item);
  if (!isNumbered(item)) throw new DomainError('rejected', 'agenda.recusal_nothing_decided');
  if (!mayTakeNoPart(seat)) throw new DomainError('rejected', 'agenda.recusal_of_members_only', { name: seat.fullName });
  if (item.presenterId === seat.personId) throw new DomainError('rejected', 'agenda.recusal_of_presenter', { name: seat.fullName });
  if ((await presentedItem(db, seat.meetingId, seat.personId)) === item.id) throw new DomainError('conflict', 'agenda.recusal_while_presenting', { name: seat.fullName });
}
