import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { setItemDuration } from '../../agenda';
import { ITEM_EXTENDED } from '../events';
import { loadSitting, officersOnly } from '../loading';
import { itemOf } from '../sitting';
import { fitsOneDay } from '../timetable';

/** Adds minutes to the current item (L11). */
export const extendItem = defineCommand({
  name: 'sitting.extend-item',
  input: z.strictObject({ meetingId: z.uuid(), itemId: z.uuid(), minutes: z.int().min(1).max(120) }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, itemId, minutes }, { course }, { db, emit }) {
    const item = itemOf(course, itemId);
    if (item.state !== 'now') throw new DomainError('conflict', 'sitting.item_not_current');
    const plannedMinutes = item.durationMin + minutes;
    if (!fitsOneDay([...course.items, { durationMin: minutes }])) throw new DomainError('rejected', 'sitting.too_long');
    await setItemDuration(db, itemId, plannedMinutes);
    emit({ type: ITEM_EXTENDED, stream: meetingId, payload: { itemId, minutes, plannedMinutes } });
    return { plannedMinutes };
  },
  audit: ({ meetingId, itemId, minutes }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId, details: { minutes } }),
});
