import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { systemOnly } from '../../../kernel/policy';
import { readState, writeState } from '../repository';
import { FINDINGS_KEPT } from '../state';

const key = z.string().regex(BLOB_KEY);

/** Notes how far the round over the stored files is, and which files of the list are sound again (W1, W3). */
export const recordProgress = defineCommand({
  name: 'storage.record-progress',
  input: z.strictObject({
    startedAt: z.date(),
    /** Key of the last file read; null when the round is complete. */
    after: key.nullable(),
    files: z.int().min(0),
    bytes: z.int().min(0),
    sound: z.array(key).max(FINDINGS_KEPT),
  }),
  load: async (_input, { db }) => readState(db),
  policy: systemOnly,
  async run({ after, sound, ...progress }, state, { db, now }) {
    const mended = state.findings.filter(({ blobKey }) => sound.includes(blobKey));
    const findings = state.findings.filter((finding) => !mended.includes(finding));
    const complete = { ...progress, endedAt: now, damaged: findings.length };
    await writeState(db, after === null ? { running: null, complete, findings } : { ...state, running: { ...progress, after }, findings });
    return { mended: mended.map(({ name }) => name), damaged: findings.length };
  },
  audit: ({ after, files, bytes }, _state, { mended, damaged }) =>
    after === null || mended.length > 0 ? { objectType: 'storage', objectId: 'files', details: { complete: after === null, files, bytes, damaged, mended } } : null,
});
