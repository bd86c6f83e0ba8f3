import type { RunContext } from '../../kernel/command';
import { assertFits } from '../../kernel/limits';
import { isNumbered } from '../../shared/rules/agenda-times';
import { findSeat, localDateOf, type Meeting } from '../meetings';
import { ITEM_ADDED } from './events';
import { assertWithinDay } from './item-text';
import { addItem, findItem, listItems, unitsOn, writeOrder, type AgendaItem, type ItemText } from './repository';

/**
 * Puts an item of another session behind the last numbered one of this agenda, with who presents and who prepared it: a presenter
 * without a seat here is named in words, a unit that exists no more is left out (A34). Neither conclusion nor times come with it.
 * @param presenter name and position of who presents it there; null: nobody by account.
 * @throws DomainError as `assertWithinDay`, `assertFits`.
 */
export async function receiveItem(meeting: Meeting, item: AgendaItem, presenter: string | null, context: Pick<RunContext<unknown>, 'db' | 'id' | 'emit'>): Promise<AgendaItem> {
  const isSeated = item.presenterId !== null && (await findSeat(context.db, meeting.id, item.presenterId)) !== null;
  const { kind, title, durationMin, preparingUnitId, preparingText, assignmentId } = item;
  return placeItem(meeting, {
    kind, title, durationMin, preparingUnitId, preparingText, assignmentId, movedFromId: item.id,
    presenterId: isSeated ? item.presenterId : null,
    presenterText: isSeated ? item.presenterText : item.presenterText || (presenter ?? ''),
  }, context);
}

/**
 * Puts a new item behind the last numbered one, without what does not exist on the day of the session (A45).
 * @throws DomainError as `assertWithinDay`, `assertFits`.
 */
export async function placeItem(meeting: Meeting, item: ItemText & { movedFromId?: string; assignmentId?: string | null }, { db, id, emit }: Pick<RunContext<unknown>, 'db' | 'id' | 'emit'>): Promise<AgendaItem> {
  const rows = await listItems(db, meeting.id);
  assertWithinDay([...rows.map(({ durationMin }) => durationMin), item.durationMin]);
  assertFits(rows.length + 1, 'items');
  const units = item.preparingUnitId === null ? [] : await unitsOn(db, localDateOf(meeting.startsAt));
  const itemId = id();
  await addItem(db, { ...item, id: itemId, meetingId: meeting.id, order: rows.length + 1, preparingUnitId: units.some((unit) => unit.id === item.preparingUnitId) ? item.preparingUnitId : null });
  const last = rows.findLastIndex(isNumbered);
  const closing = rows.findIndex((row) => row.kind === 'closing');
  const place = last >= 0 ? last + 1 : closing >= 0 ? closing : rows.length;
  await writeOrder(db, rows.map((row) => row.id).toSpliced(place, 0, itemId));
  emit({ type: ITEM_ADDED, stream: meeting.id, payload: { itemId } });
  const placed = await findItem(db, itemId);
  if (!placed) throw new Error('an item that was just added is there');
  return placed;
}
