import type { CommittedEvent } from '../../kernel/events';
import type { FloorKind, FloorPart } from '../../shared/rules/floor-queue';
import { floorRecord, type FloorMoment, type FloorStretch } from '../../shared/rules/floor-record';
import type { NamedPerson } from '../../shared/rules/minutes-text';
import { FLOOR_ENDED, FLOOR_GIVEN, FLOOR_REQUESTED, REQUEST_UPDATED } from '../floor';
import { ITEM_ENDED, ITEM_POSTPONED, ITEM_RETURNED, ITEM_STARTED, SESSION_ADJOURNED, SESSION_PAUSED, SESSION_RESUMED } from './events';

type Told = Pick<CommittedEvent, 'type' | 'at' | 'payload'>;

/** What an event changed of item and speaker. @param currentId the item dealt with before it. */
function momentOf({ type, at, payload }: Told, currentId: string | null): FloorMoment | null {
  const text = (name: string): string => String(payload[name] ?? '');
  switch (type) {
    case ITEM_STARTED:
    case ITEM_RETURNED:
      return { at, kind: 'item', itemId: text('itemId') };
    case ITEM_ENDED:
    case ITEM_POSTPONED:
      return text('itemId') === currentId ? { at, kind: 'item', itemId: null } : null;
    case SESSION_ADJOURNED:
    case SESSION_PAUSED:
      return { at, kind: 'pause' };
    case SESSION_RESUMED:
      return { at, kind: 'resume' };
    case FLOOR_GIVEN:
      return { at, kind: 'speak', turnId: text('turnId'), personId: text('personId'), part: text('part') as FloorPart };
    case FLOOR_ENDED:
      return { at, kind: 'silent', turnId: text('turnId') };
    default:
      return null;
  }
}

/** The floor record of a sitting out of its events (L33). */
export function recordOf(session: { openedAt: Date; closedAt: Date }, events: readonly Told[]): FloorStretch[] {
  const moments: FloorMoment[] = [];
  let current: string | null = null;
  for (const event of events) {
    const moment = momentOf(event, current);
    if (!moment) continue;
    if (moment.kind === 'item') current = moment.itemId;
    moments.push(moment);
  }
  return floorRecord(session, moments);
}

/** One person on one item, once for each kind of speaking. */
export interface Speech {
  person: NamedPerson;
  part: FloorPart;
  /** Who was questioned, or whose question was answered. */
  other: NamedPerson | null;
}

/** Who spoke on an item, in the order of their first turn (L33). A turn that was over at once, too short to be told by the second, is one all the same. */
export function speechesOn(itemId: string, events: readonly Told[], nameOf: (personId: string) => NamedPerson): Speech[] {
  const requests = new Map<string, { personId: string; kind: FloorKind; askedId: string | null }>();
  const speeches = new Map<string, Speech>();
  for (const { type, payload } of events) {
    if (payload['itemId'] !== itemId) continue;
    const requestId = String(payload['requestId'] ?? '');
    const askedId = typeof payload['askedId'] === 'string' ? payload['askedId'] : null;
    if (type === FLOOR_REQUESTED) requests.set(requestId, { personId: String(payload['personId']), kind: payload['kind'] as FloorKind, askedId });
    const known = requests.get(requestId);
    if (type === REQUEST_UPDATED && known) requests.set(requestId, { ...known, kind: payload['kind'] as FloorKind, askedId });
    if (type !== FLOOR_GIVEN || !known) continue;
    const part = payload['part'] as FloorPart;
    const personId = String(payload['personId']);
    const otherId = part === 'question' ? known.askedId : part === 'answer' ? known.personId : null;
    const key = [personId, part, otherId].join(' ');
    if (!speeches.has(key)) speeches.set(key, { person: nameOf(personId), part, other: otherId === null ? null : nameOf(otherId) });
  }
  return [...speeches.values()];
}
