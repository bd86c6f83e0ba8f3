import { defineCommand } from '../../../kernel/command';
import { settleBlocks } from '../../positions';
import { prepareBlockQuestion } from '../../voting';
import { BLOCK_TAKEN } from '../events';
import { assertCurrentSeen, assertMayMove, itemMove, loadSitting, officersOnly } from '../loading';
import { carryOut } from '../moving';
import { startItem } from '../sitting';

/** Takes the items marked for it as one, with one question; its first item is the current one (L48). */
export const takeBlock = defineCommand({
  name: 'sitting.take-block',
  input: itemMove.omit({ itemId: true }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, currentItemId }, loaded, context) {
    await assertCurrentSeen(context.db, loaded, currentItemId);
    await assertMayMove(context.db, meetingId);
    await settleBlocks(loaded.meeting, context);
    const { questionId, items } = await prepareBlockQuestion(loaded.meeting, context);
    const itemIds = items.map(({ id }) => id);
    await carryOut(loaded, startItem(loaded.course, itemIds[0] ?? '', context.now), context);
    context.emit({ type: BLOCK_TAKEN, stream: meetingId, payload: { itemIds, questionId } });
    return { questionId, itemIds };
  },
  audit: ({ meetingId }, _loaded, { questionId, itemIds }) => ({ objectType: 'question', objectId: questionId, meetingId, details: { itemIds } }),
});
