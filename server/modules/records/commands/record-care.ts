import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { systemOnly } from '../../../kernel/policy';
import { auditSubject } from '../policy';
import { addFile, findOfficial, isInForce, latestFile } from '../repository';
import { setCare } from '../repository.care';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** What the program added to a file so that it is believed later, or why it could not, and when it looks again (G33, G34). */
export const recordCare = defineCommand({
  name: 'records.record-care',
  input: z.strictObject({
    officialId: z.uuid(),
    /** The revision it was added to. */
    base: z.strictObject({ revision: z.int().min(0), sha256 }),
    outcome: z.union([
      z.strictObject({ step: z.enum(['stamp', 'evidence', 'archive']), file: z.strictObject({ key: z.string().regex(BLOB_KEY), sha256, size: z.int().min(1) }) }),
      z.strictObject({ careAt: z.iso.datetime().nullable(), reason: z.string().max(100).nullable() }),
    ]),
  }),
  load: async ({ officialId }, { db }) => {
    const official = await findOfficial(db, officialId);
    if (!official) throw new DomainError('not_found', 'not_found');
    return { official, latest: await latestFile(db, officialId) };
  },
  policy: systemOnly,
  async run({ base, outcome }, { official, latest }, { db, now, id }) {
    // Somebody signed, or took it back, meanwhile: what was made of the file before is no part of it.
    if (!isInForce(official) || latest?.revision !== base.revision || latest.sha256 !== base.sha256) throw new DomainError('conflict', 'signing.changed_meanwhile');
    if ('careAt' in outcome) {
      await setCare(db, official.id, outcome.careAt === null ? null : new Date(outcome.careAt));
      return { revision: latest.revision };
    }
    const { key, ...stored } = outcome.file;
    await addFile(db, { ...latest, id: id(), revision: latest.revision + 1, blobKey: key, ...stored, createdAt: now });
    return { revision: latest.revision + 1 };
  },
  audit: ({ outcome }, { official }, { revision }) => ({
    ...auditSubject(official),
    details: 'careAt' in outcome ? { careAt: outcome.careAt, ...(outcome.reason === null ? {} : { reason: outcome.reason }) } : { step: outcome.step, revision, sha256: outcome.file.sha256 },
  }),
});
