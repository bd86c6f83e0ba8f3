import type { RunContext } from '../../kernel/command';
import { queueWishes, type Wish } from '../floor';
import { peopleRecused, recusalsOf, type Meeting } from '../meetings';
import { WISHES_BROUGHT } from './events';
import { positionsOf } from './repository';

/**
 * When an item begins, who wished to speak on it stands in its queue in the order the wishes came, and so does a question that was not
 * answered before: put to who presents it, where that is a person of the session, else as a speech (PO7).
 */
export async function bringWishes(meeting: Meeting, item: { id: string; presenterId: string | null }, { db, now, id, emit }: Pick<RunContext<unknown>, 'db' | 'now' | 'id' | 'emit'>): Promise<void> {
  const recused = peopleRecused(await recusalsOf(db, meeting.id), item.id);
  const wishes = ((await positionsOf(db, meeting.id)).get(item.id) ?? []).flatMap((position): Wish[] => {
    const { personId, words: topic, minutes } = position;
    if (recused.has(personId)) return [];
    if (position.kind === 'speak') return [{ personId, kind: 'speech', topic, minutes, askedId: null }];
    return position.kind === 'question' && position.answeredAt === null ? [{ personId, kind: 'question', topic, minutes, askedId: item.presenterId }] : [];
  });
  const requestIds = await queueWishes(meeting.id, item.id, wishes, { db, now, id });
  if (requestIds.length > 0) emit({ type: WISHES_BROUGHT, stream: meeting.id, payload: { itemId: item.id, requestIds } });
}
