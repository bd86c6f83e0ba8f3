import type { RunContext } from '../../kernel/command';
import { isThere, listSeats } from '../meetings';
import { createRequest, requestsOf } from './repository';
import type { FloorRequest } from './request';

/** What somebody wished before the sitting. */
export type Wish = Pick<FloorRequest, 'personId' | 'kind' | 'topic' | 'minutes' | 'askedId'>;

const TOPIC_MOST = 200;

/**
 * Puts wishes of those who are there into the queue of an item that begins, behind who waits already (FL17). Who had a request of the kind
 * on it, other than one left unheard, gets no second one; a question to somebody who is not there is a speech.
 * @returns the ids of the requests.
 */
export async function queueWishes(meetingId: string, itemId: string, wishes: readonly Wish[], { db, now, id }: Pick<RunContext<unknown>, 'db' | 'now' | 'id'>): Promise<string[]> {
  if (wishes.length === 0) return [];
  const seats = await listSeats(db, meetingId);
  const there = new Set(seats.filter(isThere).map(({ personId }) => personId));
  const known = await requestsOf(db, itemId);
  let place = Math.max(0, ...known.map((one) => one.place));
  const ids: string[] = [];
  for (const { personId, topic, minutes, ...wish } of wishes) {
    const askedId = wish.askedId !== null && wish.askedId !== personId && there.has(wish.askedId) ? wish.askedId : null;
    const kind = wish.kind === 'question' && askedId === null ? 'speech' : wish.kind;
    if (!there.has(personId) || known.some((one) => one.personId === personId && one.kind === kind && one.state !== 'unheard')) continue;
    place += 1;
    const request: FloorRequest = { id: id(), meetingId, itemId, personId, kind, topic: [...topic].slice(0, TOPIC_MOST).join(''), minutes, askedId: kind === 'question' ? askedId : null, place, state: 'waiting', requestedAt: now, settledAt: null };
    await createRequest(db, request);
    ids.push(request.id);
  }
  return ids;
}
