import { DomainError } from '../../kernel/errors';
import { isNumbered } from '../../shared/rules/agenda-times';
import type { ItemState, SittingItem } from './agenda-item';

type Movable = Pick<SittingItem, 'id' | 'kind' | 'state' | 'startedAt' | 'endedAt'>;

/** Items of a running session and which one is current; at most one is `now`, and it is the current one. */
export interface Course<Item extends Movable = Movable> {
  currentItemId: string | null;
  items: readonly Item[];
}

export interface ItemChange {
  id: string;
  state: ItemState;
  startedAt?: Date;
  endedAt?: Date | null;
}

export interface Move {
  currentItemId: string | null;
  changes: ItemChange[];
}

/** @throws DomainError `not_found`. */
export function itemOf<Item extends Movable>(course: Course<Item>, itemId: string): Item {
  const item = course.items.find(({ id }) => id === itemId);
  if (!item) throw new DomainError('not_found', 'not_found');
  return item;
}

const endOf = (course: Course, now: Date): ItemChange[] => (course.currentItemId ? [{ id: course.currentItemId, state: 'done', endedAt: now }] : []);

/** Makes an item the current one and ends the one before (L7, L9). @throws DomainError `conflict`/`sitting.item_current` or `sitting.item_done`. */
export function startItem(course: Course, itemId: string, now: Date): Move {
  const item = itemOf(course, itemId);
  if (item.state === 'now') throw new DomainError('conflict', 'sitting.item_current');
  if (item.state === 'done') throw new DomainError('conflict', 'sitting.item_done', { at: item.endedAt?.toISOString() ?? null });
  return { currentItemId: itemId, changes: [...endOf(course, now), { id: itemId, state: 'now', startedAt: now, endedAt: null }] };
}

/** Ends the current item (L7). @throws DomainError `conflict`/`sitting.item_ended_elsewhere` with the time, or `sitting.item_not_current`. */
export function endItem(course: Course, itemId: string, now: Date): Move {
  const item = itemOf(course, itemId);
  if (item.state === 'done') throw new DomainError('conflict', 'sitting.item_ended_elsewhere', { at: item.endedAt?.toISOString() ?? null });
  if (item.state !== 'now') throw new DomainError('conflict', 'sitting.item_not_current');
  return { currentItemId: null, changes: endOf(course, now) };
}

/**
 * Puts an item off to a later session, or leaves out a break that has not begun (L9, L21).
 * @throws DomainError `conflict`/`sitting.item_done` or `sitting.item_postponed`, `rejected`/`sitting.nothing_to_postpone`.
 */
export function postponeItem(course: Course, itemId: string, now: Date): Move {
  const item = itemOf(course, itemId);
  if (item.state === 'done') throw new DomainError('conflict', 'sitting.item_done', { at: item.endedAt?.toISOString() ?? null });
  if (item.state === 'postponed') throw new DomainError('conflict', 'sitting.item_postponed');
  if (!mayPostpone(item)) throw new DomainError('rejected', 'sitting.nothing_to_postpone');
  const change: ItemChange = item.state === 'now' ? { id: itemId, state: 'postponed', endedAt: now } : { id: itemId, state: 'postponed' };
  return { currentItemId: item.state === 'now' ? null : course.currentItemId, changes: [change] };
}

/** Nothing is decided in an opening or a break, so nothing of them is put off; a break not begun can be left out (L21). */
export const mayPostpone = (item: Pick<Movable, 'kind' | 'state'>): boolean => isNumbered(item) || (item.kind === 'break' && item.state === 'coming');

/** Numbered items that were neither dealt with nor postponed; the current one counts as being dealt with. */
export const openItems = <Item extends Movable>(course: Course<Item>): Item[] => course.items.filter((item) => isNumbered(item) && item.state === 'coming');

/** Ends the session (L12). @throws DomainError `conflict`/`sitting.items_open` with their count unless the rest is to be postponed. */
export function closeSitting(course: Course, postponeRest: boolean, now: Date): Move & { postponed: string[] } {
  const rest = openItems(course).map(({ id }) => id);
  if (rest.length > 0 && !postponeRest) throw new DomainError('conflict', 'sitting.items_open', { count: rest.length });
  return { currentItemId: null, changes: [...endOf(course, now), ...rest.map((id): ItemChange => ({ id, state: 'postponed' }))], postponed: rest };
}

/** The course after a move; what the database holds once the changes are written. */
export function applyMove<Item extends Movable>(course: Course<Item>, move: Move): Course<Item> {
  const items = course.items.map((item) => {
    const change = move.changes.find(({ id }) => id === item.id);
    return change ? { ...item, ...change } : item;
  });
  return { currentItemId: move.currentItemId, items };
}
