import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { closeRun } from '../repository.runs';
import { loadOwnRun, requireOpen, runSubject } from '../signing-run';

/** Ends a run and closes its key; what was not reached goes on waiting for its signature (G45). */
export const closeSigningRun = defineCommand({
  name: 'records.close-run',
  input: z.strictObject({ runId: z.uuid() }),
  load: ({ runId }, { db, caller }) => loadOwnRun(db, runId, caller),
  policy: signedIn,
  prepare: ({ runId }, _run, { ports }) => ports.signers.release(runId),
  async run({ runId }, run, { db, now }) {
    requireOpen(run);
    await closeRun(db, runId, now);
    return { runId };
  },
  audit: ({ runId }) => runSubject(runId),
});
