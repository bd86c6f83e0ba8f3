import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findVerdict, settleVerdict, signerSchema, VERDICTS } from '../repository';

/** Keeps what the signatures of a version are worth (AU1, AU5). */
export const recordVerdict = defineCommand({
  name: 'authenticity.record-verdict',
  input: z.strictObject({ versionId: z.uuid(), verdict: z.enum(VERDICTS), signers: z.array(signerSchema).max(60) }),
  replayable: false,
  load: async ({ versionId }, { db }) => ({ awaited: await findVerdict(db, versionId) }),
  policy: systemOnly,
  async run(verdict, { awaited }, { db, now }) {
    if (awaited) await settleVerdict(db, { ...verdict, at: now });
    return {};
  },
  audit: () => null,
});
