import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { systemOnly } from '../../../kernel/policy';
import { findFile, readState, writeState } from '../repository';
import { PROBLEMS, withFinding } from '../state';

/** Notes a stored file that is missing or not what was stored (W2). */
export const recordDamage = defineCommand({
  name: 'storage.record-damage',
  input: z.strictObject({ blobKey: z.string().regex(BLOB_KEY), problem: z.enum(PROBLEMS), foundBy: z.enum(['reading', 'round']) }),
  load: async ({ blobKey }, { db }) => {
    const file = await findFile(db, blobKey);
    if (!file) throw new DomainError('not_found', 'not_found');
    return { file, state: await readState(db) };
  },
  policy: systemOnly,
  async run({ problem }, { file, state }, { db, now }) {
    const { sha256: _sha256, size: _size, ...named } = file;
    const next = withFinding(state, { ...named, problem, foundAt: now });
    if (next !== state) await writeState(db, next);
    return { isNew: next !== state };
  },
  audit: ({ problem, foundBy }, { file }, { isNew }) =>
    isNew ? { objectType: file.objectType, objectId: file.objectId, ...(file.meetingId !== null && { meetingId: file.meetingId }), details: { problem, foundBy, name: file.name, sha256: file.sha256 } } : null,
});
