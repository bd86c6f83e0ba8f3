import { defineJob } from '../../../kernel/jobs/job';
import { noteKeyDestroyed } from '../commands/note-key-destroyed';
import { openBallots } from '../commands/open-ballots';
import { boxState } from '../queries/box-state';
import { countBallotsJob } from './count-ballots-job';

/**
 * From the closed box to the result (V56, V57): open, store, take away what was sealed, and only then destroy the key. Each step looks where the
 * last one ended, so that it goes on from there after whatever interrupts it.
 */
export const countBallots = defineJob({
  ...countBallotsJob,
  attempts: 20,
  backOff: { firstMs: 1_000, mostMs: 5 * 60_000 },
  limits: { timeMs: 5 * 60_000 },
  parallel: 1,
  async run({ questionId }, { query, execute, ports }) {
    if ((await query(boxState, { questionId }))?.state === 'frozen') await execute(openBallots, { questionId });
    const box = await query(boxState, { questionId });
    if (box?.state === 'frozen' || box?.state === 'open') return undefined;
    // Void: it went back to draft or on on paper; only this key, it may have been put again with another one meanwhile. No box: it was removed.
    await ports.ballotKeys.destroy({ questionId, publicKey: box?.publicKey ?? null });
    if (box && !box.keyGone) await execute(noteKeyDestroyed, { questionId, publicKey: box.publicKey });
    return undefined;
  },
});
