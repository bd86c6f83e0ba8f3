import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { systemOnly } from '../../../kernel/policy';
import { KEPT_MS } from '../kept';
import { loadExport } from '../load-export';
import { noteMade } from '../repository';

/** An archive is whole: who asked for what, and its SHA-256, stand in the audit log (E6). */
export const recordMade = defineCommand({
  name: 'exports.record-made',
  input: z.strictObject({ exportId: z.uuid(), blobKey: z.string().regex(BLOB_KEY), sha256: z.string().length(64), size: z.number().min(0), files: z.int().min(0), missing: z.int().min(0) }),
  load: loadExport,
  policy: systemOnly,
  async run({ exportId, missing: _missing, ...made }, { state }, { db, now }) {
    if (state === 'ready') throw new DomainError('conflict', 'exports.made_already');
    await noteMade(db, exportId, { ...made, endedAt: now, expiresAt: new Date(now.getTime() + KEPT_MS) });
    return { exportId };
  },
  audit: ({ exportId, sha256, size, files, missing }, { kind, subjectId, requestedById, requestedBy }) => ({
    objectType: kind,
    objectId: subjectId,
    ...(kind === 'session' ? { meetingId: subjectId } : {}),
    details: { exportId, sha256, size, files, missing, requestedById, requestedBy },
  }),
});
