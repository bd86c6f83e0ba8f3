import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { listSignedVersions } from '../../documents';
import { verifyPaper } from '../jobs/verify-paper';
import { awaitVerdicts } from '../repository';

/** Has the signatures of a paper that came verified (AU1). */
export const followPaper = defineCommand({
  name: 'authenticity.follow-paper',
  input: z.strictObject({ documentId: z.uuid() }),
  replayable: false,
  load: async ({ documentId }, { db }) => ({ signed: await listSignedVersions(db, documentId) }),
  policy: systemOnly,
  async run(_input, { signed }, { db, now, enqueue }) {
    for (const versionId of await awaitVerdicts(db, signed, now)) await enqueue(verifyPaper, { versionId }, { key: versionId });
    return {};
  },
  // Nothing of the record is written.
  audit: () => null,
});
