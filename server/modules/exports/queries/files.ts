import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { officialPath, originalPath, paperPath, verificationPath } from '../paths';
import { minutesOf, officialRevisions, originalFiles, paperVersions } from '../repository.session';
import { PAGE } from '../section';

const LISTS = { papers: paperVersions, originals: originalFiles, officials: officialRevisions };

/** Stored files of one session, in pages: papers first, what they were made of, then official documents (E5). */
export const files = defineQuery({
  name: 'exports.files',
  input: z.strictObject({ meetingId: z.uuid(), of: z.enum(['papers', 'originals', 'officials']), after: z.string().max(40).nullable() }),
  load: async (_input, { db }) => db,
  policy: systemOnly,
  async present(db, { meetingId, of, after }) {
    const rows = await LISTS[of](db, meetingId, after);
    return {
      files: rows.map((row) => {
        const { id, blobKey, sha256, size, createdAt } = row;
        const blob = { blobKey, sha256, size, createdAt };
        if ('revision' in row) return { id, ...blob, path: officialPath(row), verification: row.isLatest && !row.isVoid ? { code: row.verifyCode, path: verificationPath(row) } : null, ink: null };
        if ('conversion' in row) return { id, ...blob, path: originalPath(row), verification: null, ink: null };
        const { documentId, title, number } = row;
        // The first version's stream has the paper's id (annotations K12).
        return { id, ...blob, path: paperPath(row), verification: null, ink: { inkId: number === 1 ? documentId : id, title, version: number } };
      }),
      next: rows.length < PAGE ? null : (rows.at(-1)?.id ?? null),
      minutes: of === 'papers' && after === null ? await minutesOf(db, meetingId) : null,
    };
  },
});
