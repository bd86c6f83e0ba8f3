import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { listSeats, setSessionState } from '../../meetings';
import { electorateOf } from '../../voting';
import { SESSION_CLOSED } from '../events';
import { assertMayMove, loadSitting, officersOnly } from '../loading';
import { carryOut, endPresentation } from '../moving';
import { clearClaims } from '../repository.chair';
import { clearHall } from '../repository.hall';
import { closeSitting } from '../sitting';

/** Closes the session (L10, L12). */
export const closeSession = defineCommand({
  name: 'sitting.close-session',
  input: z.strictObject({
    meetingId: z.uuid(),
    /** Postpone the items not begun; without it they make the session stay open. */
    postponeRest: z.boolean().default(false),
  }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, postponeRest }, loaded, context) {
    await assertMayMove(context.db, meetingId);
    const move = closeSitting(loaded.course, postponeRest, context.now);
    await carryOut(loaded, move, context, true);
    await endPresentation(meetingId, context);
    await clearHall(context.db, meetingId);
    await clearClaims(context.db, meetingId);
    await setSessionState(context.db, meetingId, { state: 'closed', closedAt: context.now });
    const numbers = electorateOf(await listSeats(context.db, meetingId));
    context.emit({ type: SESSION_CLOSED, stream: meetingId, payload: { ...numbers, postponed: move.postponed } });
    return { closedAt: context.now.toISOString(), postponed: move.postponed };
  },
  audit: ({ meetingId }, _loaded, { postponed }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { postponed } }),
});
