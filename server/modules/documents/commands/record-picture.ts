import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { PICTURE_FAILURES, PICTURE_LIMITS } from '../../../kernel/ports/page-painter';
import { systemOnly } from '../../../kernel/policy';
import { findAwaited, settlePicture } from '../pictures/repository';

/** Notes the picture of a page, or that there is none and why (D26, D27). */
export const recordPicture = defineCommand({
  name: 'documents.record-picture',
  input: z.strictObject({
    versionId: z.uuid(),
    page: z.int().positive(),
    /** Milliseconds. */
    tookMs: z.int().min(0),
    outcome: z.union([
      z.strictObject({
        file: z.strictObject({
          blobKey: z.string().regex(BLOB_KEY),
          sha256: z.string().regex(/^[0-9a-f]{64}$/),
          size: z.int().positive().max(PICTURE_LIMITS.bytes),
          width: z.int().positive(),
          height: z.int().positive(),
        }),
      }),
      z.strictObject({ failure: z.enum(PICTURE_FAILURES) }),
    ]),
  }),
  load: async ({ versionId, page }, { db }) => {
    const picture = await findAwaited(db, versionId, page);
    if (!picture) throw new DomainError('not_found', 'not_found');
    return picture;
  },
  policy: systemOnly,
  async run({ outcome, tookMs }, { id, state }, { db, now }) {
    if (state !== 'waiting') throw new DomainError('conflict', 'documents.picture_made');
    await settlePicture(db, id, outcome, tookMs, now);
    return {};
  },
  audit: ({ page, outcome }, { version }) => ({
    objectType: 'document',
    objectId: version.document.id,
    meetingId: version.document.meetingId,
    details: { number: version.number, page, ...('file' in outcome ? { sha256: outcome.file.sha256 } : { failure: outcome.failure }) },
  }),
});
