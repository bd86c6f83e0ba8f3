import { z } from 'zod';
import { DomainError } from '../../../kernel/errors';
import { defineJob } from '../../../kernel/jobs/job';
import { openStored } from '../../../kernel/stored-part';
import { recordComparison } from '../commands/record-comparison';
import { comparisonWork } from '../queries/comparison-work';

/** Attempts after which two files are said not to be comparable. */
const PATIENCE = 2;

/** Lays two versions of a paper beside each other, soon after the newer one came (D65). */
export const compareVersions = defineJob({
  name: 'documents.compare-versions',
  payload: z.strictObject({ oldId: z.uuid(), newId: z.uuid() }),
  attempts: 8,
  backOff: { firstMs: 10_000, mostMs: 30 * 60_000 },
  limits: { timeMs: 30 * 60_000, memoryMb: 1_500 },
  parallel: 1,
  priority: 'soon',
  async run(pair, context) {
    const { ports, signal, limits, attempt, query, execute } = context;
    const work = await query(comparisonWork, pair);
    if (!work) return undefined;
    const compared = await ports.scratch.withRoom(async (room) => {
      const fill = async (name: string, { blobKey: key, sha256, size, part }: typeof work.old): Promise<string> => {
        const blob = { key, sha256, size };
        return room.fill(name, await openStored(ports.blobs, blob, part), { signal });
      };
      return ports.comparer.compare(await fill('old', work.old), await fill('new', work.new), { signal, memoryMb: limits.memoryMb });
    });
    if (!compared && attempt < PATIENCE) throw new DomainError('unavailable', 'documents.not_compared');
    await execute(recordComparison, { ...pair, compared });
    return undefined;
  },
});
