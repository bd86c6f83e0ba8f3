import type { RunContext } from '../../kernel/command';
import { assertFits } from '../../kernel/limits';
import { isNumbered } from '../../shared/rules/agenda-times';
import { findSeat, localDateOf, type Meeting } from '../meetings';
import { ITEM_ADDED } from './events';
import { assertWithinDay } from './item-text';
import { addItem, findItem, listItems, unitsOn, writeOrder, type AgendaItem } from './repository';

/**
 * Puts an item of another session behind the last numbered one of this agenda, with who presents and who prepared it: a presenter
 * without a seat here is named in words, a unit that exists no more is left out (A34). Neither conclusion nor times come with it.
 * @param presenter name and position of who presents it there; null: nobody by account.
 * @throws DomainError as `assertWithinDay`, `assertFits`.
 */
export async function receiveItem(meeting: Meeting, item: AgendaItem, presenter: string | null, { db, id, emit }: Pick<RunContext<unknown>, 'db' | 'id' | 'emit'>): Promise<AgendaItem> {
  const rows = await listItems(db, meeting.id);
  assertWithinDay([...rows.map(({ durationMin }) => durationMin), item.durationMin]);
  assertFits(rows.length + 1, 'items');
  const isSeated = item.presenterId !== null && (await findSeat(db, meeting.id, item.presenterId)) !== null;
  const units = item.preparingUnitId === null ? [] : await unitsOn(db, localDateOf(meeting.startsAt));
  const itemId = id();
  const { kind, title, durationMin, preparingText } = item;
  await addItem(db, {
    id: itemId, meetingId: meeting.id, order: rows.length + 1, kind, title, durationMin, preparingText, movedFromId: item.id,
    presenterId: isSeated ? item.presenterId : null,
    presenterText: isSeated ? item.presenterText : item.presenterText || (presenter ?? ''),
    preparingUnitId: units.some((unit) => unit.id === item.preparingUnitId) ? item.preparingUnitId : null,
  });
  const last = rows.findLastIndex(isNumbered);
  const closing = rows.findIndex((row) => row.kind === 'closing');
  const place = last >= 0 ? last + 1 : closing >= 0 ? closing : rows.length;
  await writeOrder(db, rows.map((row) => row.id).toSpliced(place, 0, itemId));
  emit({ type: ITEM_ADDED, stream: meeting.id, payload: { itemId } });
  const received = await findItem(db, itemId);
  if (!received) throw new Error('an item that was just added is there');
  return received;
}
