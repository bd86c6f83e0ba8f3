import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { adjournFloor, pausedOf, pausesOf } from '../../floor';
import { isThere, listSeats, setAttendance, setContinuation } from '../../meetings';
import { assertContinuation, continuationOf } from '../adjournment';
import { SESSION_ADJOURNED } from '../events';
import { assertNoOpenVote, loadSitting, officersOnly } from '../loading';
import { endPresentation } from '../moving';

/**
 * Lets the sitting go on at another time (tạm ngừng, họp tiếp vào lúc khác), after a night or days: clocks stand, nobody has the floor
 * and nobody counts as present until they are again (L50). Said once more it is to another time.
 */
export const adjournSession = defineCommand({
  name: 'sitting.adjourn-session',
  input: z.strictObject({ meetingId: z.uuid(), until: z.iso.datetime({ offset: true }) }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, until }, { meeting, course }, context) {
    const { db, now, emit } = context;
    const continuesAt = assertContinuation(new Date(until), now);
    await assertNoOpenVote(db, meetingId);
    const pausedAt = await adjournFloor(meetingId, meeting.currentItemId, continuesAt, context);
    await endPresentation(meetingId, context);
    const left: string[] = [];
    for (const seat of (await listSeats(db, meetingId)).filter(isThere)) {
      await setAttendance(db, seat.id, { leftAt: now });
      left.push(seat.personId);
    }
    const pauses = await pausesOf(db, meetingId);
    const continuesUntil = continuationOf(course.items.map((item) => ({ ...item, stoodStill: pausedOf(pauses, item, now) })), continuesAt, now);
    await setContinuation(db, meetingId, { continuesAt, continuesUntil });
    emit({ type: SESSION_ADJOURNED, stream: meetingId, payload: { itemId: meeting.currentItemId, until: continuesAt.toISOString(), left } });
    return { pausedAt: pausedAt.toISOString(), until: continuesAt.toISOString(), expectedEnd: continuesUntil.toISOString() };
  },
  audit: ({ meetingId }, _loaded, { until }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { until } }),
});
