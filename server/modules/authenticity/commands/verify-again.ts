import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { verifyPaper } from '../jobs/verify-paper';
import { verdictsBefore } from '../repository';

/** What is younger was verified this night already. */
const HALF_A_DAY_MS = 12 * 3_600_000;
/** In one night; the rest has its turn in the next. */
const MOST = 500;

/** Has papers of sessions that are not over verified again (AU4). */
export const verifyAgain = defineCommand({
  name: 'authenticity.verify-again',
  input: z.strictObject({}),
  replayable: false,
  load: async (_input, { db, now }) => ({ versionIds: await verdictsBefore(db, new Date(now.getTime() - HALF_A_DAY_MS), MOST) }),
  policy: systemOnly,
  async run(_input, { versionIds }, { enqueue }) {
    for (const versionId of versionIds) await enqueue(verifyPaper, { versionId }, { key: versionId });
    return {};
  },
  audit: () => null,
});
