import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { loadExport, ownExportOnly } from '../load-export';
import { noteGone } from '../repository';

/** Lets an archive go before its time; its bytes are swept (E8). */
export const remove = defineCommand({
  name: 'exports.remove',
  input: z.strictObject({ exportId: z.uuid() }),
  load: loadExport,
  policy: ownExportOnly,
  async prepare(_input, { blobKey }, { ports }) {
    if (blobKey) await ports.staging.delete(blobKey);
    return undefined;
  },
  async run({ exportId }, _loaded, { db }) {
    await noteGone(db, [exportId]);
    return { exportId };
  },
  audit: ({ exportId }, { kind, subjectId }) => ({ objectType: kind, objectId: subjectId, details: { exportId } }),
});
