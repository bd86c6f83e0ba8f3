import { z } from 'zod';
import { system } from '../../../kernel/actor';
import { DomainError } from '../../../kernel/errors';
import { defineJob, type JobContext } from '../../../kernel/jobs/job';
import { openStored } from '../../../kernel/stored-part';
import { verifyHere, type PageReport } from '../../signing';
import { recordVerdict } from '../commands/record-verdict';
import { signedFile, type SignedFile } from '../queries/signed-file';

/** Verifies the signatures of one version (AU1). */
export const verifyPaper = defineJob({
  name: 'authenticity.verify-paper',
  payload: z.strictObject({ versionId: z.uuid() }),
  attempts: 8,
  backOff: { firstMs: 10_000, mostMs: 30 * 60_000 },
  limits: { timeMs: 5 * 60_000 },
  parallel: 1,
  priority: 'soon',
  async run({ versionId }, context) {
    const file = await context.query(signedFile, { versionId });
    if (!file) return undefined;
    const report = await reportOf(file, context);
    const signers = report?.signatures.map(({ signer, claimedTime }) => ({ name: signer?.commonName ?? '', title: signer?.title ?? null, at: claimedTime })) ?? [];
    await context.execute(recordVerdict, { versionId, verdict: report?.verdict ?? 'indeterminate', signers });
    return undefined;
  },
});

/** Null: it could not be verified within the limits (AU5). */
async function reportOf({ file, part, fileName }: SignedFile, { ports, now }: JobContext): Promise<PageReport | null> {
  try {
    const bytes = await openStored(ports.blobs, file, part);
    return await verifyHere({ bytes }, () => ({ name: fileName, size: file.size, sha256: file.sha256 }), { ports, caller: system('authenticity'), now: now() });
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'sandbox.stopped') return null;
    throw error;
  }
}
