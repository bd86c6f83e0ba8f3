import { z } from 'zod';
import { defineJob } from '../../kernel/jobs/job';
import { recordMade } from './commands/record-made';
import { entriesOf, type Packed } from './entries';
import { outline } from './queries/outline';

/** Packs what somebody asked for into the staging store; whole there or not at all, and its digest goes into the audit log (E5, E6). */
export const makeExport = defineJob({
  name: 'exports.make-export',
  payload: z.strictObject({ exportId: z.uuid() }),
  attempts: 3,
  limits: { timeMs: 6 * 60 * 60_000 },
  parallel: 1,
  priority: 'soon',
  async run({ exportId }, context) {
    const { query, execute, ports, signal, log } = context;
    if ((await query(outline, { exportId, after: null })).made.state !== 'waiting') return undefined;
    const packed: Packed = { files: [], missing: [] };
    const { key, sha256, size } = await ports.staging.put(ports.archives.pack(entriesOf(exportId, context, packed)), { signal, fromOutside: true });
    try {
      await execute(recordMade, { exportId, blobKey: key, sha256, size, files: packed.files.length, missing: packed.missing.length });
    } catch (error) {
      await ports.staging.delete(key);
      throw error;
    }
    log({ exportId, files: packed.files.length, size, missing: packed.missing.length }, 'an export was made');
    return undefined;
  },
});
