import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { FLOOR_MINUTES } from '../../../shared/rules/floor-queue';
import { listSeats } from '../../meetings';
import { assertTurnSeen, assertWaits, loadRequest, officersOnly } from '../loading';
import { findTurn } from '../repository';
import { assertCurrent, assertMaySpeak, seatOf } from '../request';
import { assertNotPaused, endFloor, giveFloor as give } from '../turns';

/** Gives somebody who waits the floor; whoever had it has it no more (FL7, FL8). */
export const giveFloor = defineCommand({
  name: 'floor.give-floor',
  input: z.strictObject({
    meetingId: z.uuid(),
    requestId: z.uuid(),
    /** The turn that went on when this was decided; null: nobody spoke. */
    turnId: z.uuid().nullable(),
    /** Other than asked for. */
    minutes: z.int().min(FLOOR_MINUTES.least).max(FLOOR_MINUTES.most).optional(),
  }),
  load: async ({ meetingId, requestId }, { db, caller }) => loadRequest(db, meetingId, requestId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, turnId, minutes }, { meeting, request }, context) {
    const { db } = context;
    assertWaits(request);
    await assertTurnSeen(db, meetingId, turnId, (await findTurn(db, meetingId))?.id ?? null);
    assertCurrent(meeting, request.itemId);
    await assertNotPaused(db, meetingId);
    assertMaySpeak(seatOf(await listSeats(db, meetingId), request.personId), request.itemId);
    await endFloor(meetingId, 'given', context);
    const turn = await give(request, { personId: request.personId, part: request.kind, minutes: minutes ?? request.minutes }, context);
    return { turnId: turn.id, endsAt: turn.endsAt.toISOString() };
  },
  audit: ({ meetingId, requestId }, { request }, { turnId }) => ({ objectType: 'floor_request', objectId: requestId, meetingId, details: { personId: request.personId, turnId } }),
});
