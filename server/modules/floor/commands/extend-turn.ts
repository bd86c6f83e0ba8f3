import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { FLOOR_MINUTES } from '../../../shared/rules/floor-queue';
import { TURN_EXTENDED } from '../events';
import { assertTurnSeen, loadTurn, officersOnly } from '../loading';
import { extendTurn as extend } from '../repository';

/** The end of a turn as a person saw it, and as it stands. */
const seenAs = (turnId: string, endsAt: Date): string => `${turnId} ${endsAt.toISOString()}`;

/** Adds minutes to the turn that goes on: from its end, or from now where that is over (FL9). */
export const extendTurn = defineCommand({
  name: 'floor.extend-turn',
  input: z.strictObject({ meetingId: z.uuid(), turnId: z.uuid(), minutes: z.int().min(FLOOR_MINUTES.least).max(FLOOR_MINUTES.most), endsAt: z.iso.datetime() }),
  load: async ({ meetingId }, { db, caller }) => loadTurn(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, turnId, minutes, endsAt: seen }, { turn }, { db, now, emit }) {
    await assertTurnSeen(db, meetingId, seenAs(turnId, new Date(seen)), turn && seenAs(turn.id, turn.endsAt));
    if (!turn) return { endsAt: seen };
    const endsAt = new Date(Math.max(turn.endsAt.getTime(), now.getTime()) + minutes * 60_000);
    await extend(db, turn.id, endsAt);
    emit({ type: TURN_EXTENDED, stream: meetingId, payload: { turnId, itemId: turn.itemId, minutes, endsAt: endsAt.toISOString() } });
    return { endsAt: endsAt.toISOString() };
  },
  audit: ({ meetingId, turnId, minutes }) => ({ objectType: 'floor_turn', objectId: turnId, meetingId, details: { minutes } }),
});
