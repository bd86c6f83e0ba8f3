import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { FLOOR_MINUTES } from '../../../shared/rules/floor-queue';
import { isThere, listSeats } from '../../meetings';
import { assertTurnSeen, loadTurn, ownOrOfficers } from '../loading';
import { endFloor, giveFloor, requestOf } from '../turns';

/** Ends the turn that goes on: chair, secretary or the speaker. After a question the one asked has the floor for the answer (FL7, FL10). */
export const endTurn = defineCommand({
  name: 'floor.end-turn',
  input: z.strictObject({
    meetingId: z.uuid(),
    turnId: z.uuid(),
    /** Time of the answer, where a question ends. */
    answerMinutes: z.int().min(FLOOR_MINUTES.least).max(FLOOR_MINUTES.most).optional(),
  }),
  load: async ({ meetingId }, { db, caller }) => loadTurn(db, meetingId, caller),
  policy: ownOrOfficers,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, turnId, answerMinutes }, { turn }, context) {
    await assertTurnSeen(context.db, meetingId, turnId, turn?.id ?? null);
    await endFloor(meetingId, 'ended', context);
    if (turn?.part !== 'question') return { answerTurnId: null };
    const request = await requestOf(context.db, meetingId, turn.requestId);
    const asked = (await listSeats(context.db, meetingId)).find(({ personId }) => personId === request.askedId);
    if (!asked || !isThere(asked)) return { answerTurnId: null };
    const answer = await giveFloor(request, { personId: asked.personId, part: 'answer', minutes: answerMinutes ?? request.minutes }, context);
    return { answerTurnId: answer.id };
  },
  audit: ({ meetingId, turnId }, { ownerId }) => ({ objectType: 'floor_turn', objectId: turnId, meetingId, details: { personId: ownerId } }),
});
