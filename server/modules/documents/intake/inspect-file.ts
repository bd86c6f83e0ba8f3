import { z } from 'zod';
import { defineJob } from '../../../kernel/jobs/job';
import { recordInspection } from '../commands/record-inspection';
import { staged } from '../queries/staged';

/** Looks at a file that has come in, in a child of its own (D35). What it finds is its only way into the record. */
export const inspectFile = defineJob({
  name: 'documents.inspect-file',
  payload: z.strictObject({ intakeId: z.uuid() }),
  attempts: 4,
  backOff: { firstMs: 500, mostMs: 5_000 },
  limits: { timeMs: 120_000, memoryMb: 1_500 },
  // The inspector itself starts no more children than there are processors.
  parallel: 8,
  priority: 'now',
  async run({ intakeId }, { query, execute, ports, signal, limits }) {
    const file = await query(staged, { intakeId });
    // Looked at already, or not wanted any more.
    if (!file) return undefined;
    const verdict = await ports.staging.withFile(file, (path) => ports.inspector.inspect(path, { signal, memoryMb: limits.memoryMb }));
    // Erased first: what failed in between is looked at once more, and is gone then.
    if (!verdict.ok) await ports.staging.delete(file.key);
    await execute(recordInspection, { intakeId, verdict });
    return undefined;
  },
});
