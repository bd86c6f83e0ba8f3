import type { RunContext } from '../../kernel/command';
import { numberIn } from '../../shared/rules/agenda-times';
import { setCurrentItem } from '../meetings';
import { moveItem } from '../agenda';
import { closeQueue, pausedOf, pausesOf } from '../floor';
import { bringWishes } from '../positions';
import { endItemChair } from './chair';
import { ITEM_ENDED, ITEM_POSTPONED, ITEM_STARTED, PRESENTATION_STOPPED } from './events';
import type { LoadedSitting } from './loading';
import { clearPresentation, findPresentation } from './repository';
import type { Move } from './sitting';

/** Writes a move and tells it: what ended with its length, what was put off, what began; ending stops the presentation (L7, L15), and an office of the chair that was given for it (L36), unless the session closes by it. */
export async function carryOut(loaded: LoadedSitting, move: Move, { db, now, id, emit }: Pick<RunContext<undefined>, 'db' | 'now' | 'id' | 'emit'>, isClosing = false): Promise<void> {
  const { meeting, course } = loaded;
  for (const { id, ...change } of move.changes) await moveItem(db, id, change);
  await setCurrentItem(db, meeting.id, move.currentItemId);
  for (const change of move.changes) {
    const item = course.items.find(({ id }) => id === change.id);
    if (!item) continue;
    if (change.state === 'now') {
      const payload = { itemId: item.id, number: numberIn(course.items, item.id), title: item.title, previousItemId: course.currentItemId, from: item.state };
      emit({ type: ITEM_STARTED, stream: meeting.id, payload });
      await bringWishes(meeting, item, { db, now, id, emit });
      continue;
    }
    await closeQueue(meeting.id, item.id, { db, now, emit });
    if (item.state === 'now') await endPresentation(meeting.id, { db, now, emit });
    if (change.state === 'postponed') emit({ type: ITEM_POSTPONED, stream: meeting.id, payload: { itemId: item.id } });
    else {
      const stood = pausedOf(await pausesOf(db, meeting.id), { startedAt: item.startedAt, endedAt: now }, now);
      const seconds = item.startedAt ? Math.round((now.getTime() - item.startedAt.getTime() - stood) / 1000) : 0;
      emit({ type: ITEM_ENDED, stream: meeting.id, payload: { itemId: item.id, seconds } });
    }
    if (!isClosing) await endItemChair(meeting, item.id, { db, emit });
  }
}

/** Stops whatever is presented; silent when nothing is. */
export async function endPresentation(meetingId: string, { db, now, emit }: Pick<RunContext<undefined>, 'db' | 'now' | 'emit'>): Promise<void> {
  const shown = await findPresentation(db, meetingId);
  if (!shown) return;
  await clearPresentation(db, meetingId, now);
  emit({ type: PRESENTATION_STOPPED, stream: meetingId, payload: { personId: shown.personId, documentId: shown.documentId } });
}
