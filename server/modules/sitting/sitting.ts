import { DomainError } from '../../kernel/errors';
import { isNumbered } from '../../shared/rules/agenda-times';
import type { ItemState, SittingItem } from './agenda-item';

type Movable = Pick<SittingItem, 'id' | 'kind' | 'state' | 'startedAt' | 'endedAt'> & { movedToId?: string | null };

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
  putOffReason?: string;
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
  if (item.movedToId) throw new DomainError('conflict', 'sitting.item_moved_away');
  if (item.state === 'done') throw new DomainError('conflict', 'sitting.item_done', { at: item.endedAt?.toISOString() ?? null });
  return { currentItemId: itemId, changes: [...endOf(course, now), { id: itemId, state: 'now', startedAt: now, endedAt: null, ...(item.state === 'postponed' ? { putOffReason: '' } : {}) }] };
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
export function postponeItem(course: Course, itemId: string, now: Date, reason = ''): Move {
  const item = itemOf(course, itemId);
  if (item.state === 'done') throw new DomainError('conflict', 'sitting.item_done', { at: item.endedAt?.toISOString() ?? null });
  if (item.state === 'postponed') throw new DomainError('conflict', 'sitting.item_postponed');
  if (!mayPostpone(item)) throw new DomainError('rejected', 'sitting.nothing_to_postpone');
  const change: ItemChange = item.state === 'now' ? { id: itemId, state: 'postponed', endedAt: now, putOffReason: reason } : { id: itemId, state: 'postponed', putOffReason: reason };
  return { currentItemId: item.state === 'now' ? null : course.currentItemId, changes: [change] };
}

/** Nothing is decided in an opening or a break, so nothing of them is put off; a break not begun can be left out (L21). */
export const mayPostpone = (item: Pick<Movable, 'kind' | 'state'>): boolean => isNumbered(item) || (item.kind === 'break' && item.state === 'coming');

/** Rows not begun in the order they would be taken: those after the current one, then those that were left out before it. */
export function comingRows<Item extends Pick<SittingItem, 'id' | 'state' | 'order'>>({ currentItemId, items }: { currentItemId: string | null; items: readonly Item[] }): Item[] {
  const current = items.find(({ id }) => id === currentItemId);
  const coming = items.filter(({ state }) => state === 'coming');
  const isAfter = ({ order }: Item): boolean => !current || order > current.order;
  return [...coming.filter(isAfter), ...coming.filter((item) => !isAfter(item))];
}

/**
 * The ids of the agenda once an item not begun is the next one: rows not begun change places among themselves and are taken as before
 * otherwise, all others stay where they are (L44). The opening comes before everything.
 * @throws DomainError `conflict`/`sitting.item_begun`, `sitting.already_next`; `rejected`/`sitting.only_items_move`.
 */
export function takeEarlier(course: Course<SittingItem>, itemId: string): string[] {
  const item = itemOf(course, itemId);
  if (!isNumbered(item)) throw new DomainError('rejected', 'sitting.only_items_move');
  if (item.state !== 'coming') throw new DomainError('conflict', 'sitting.item_begun');
  const rows = comingRows(course).filter(({ kind }) => kind !== 'opening' && kind !== 'closing');
  if (rows[0]?.id === itemId) throw new DomainError('conflict', 'sitting.already_next');
  const taken = [itemId, ...rows.map(({ id }) => id).filter((id) => id !== itemId)];
  const order = course.items.map(({ id }) => id);
  for (const [index, { id }] of rows.entries()) order[course.items.findIndex((one) => one.id === id)] = taken[index] ?? id;
  return order;
}

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
