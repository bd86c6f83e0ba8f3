import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { PDF_LIMITS } from '../../../kernel/ports/pdf-inspector';
import { systemOnly } from '../../../kernel/policy';
import { awaitScans, scanWork } from '../scans/repository';

/** Notes which pages of a version are pictures that a machine is to read (D61); once. */
export const noteScans = defineCommand({
  name: 'documents.note-scans',
  input: z.strictObject({ versionId: z.uuid(), pages: z.array(z.int().positive()).min(1).max(PDF_LIMITS.pages) }),
  load: async ({ versionId }, { db }) => {
    const work = await scanWork(db, versionId, 1);
    if (!work) throw new DomainError('not_found', 'not_found');
    return work;
  },
  policy: systemOnly,
  async run({ versionId, pages }, { isKnown, sizes }, { db }) {
    const real = [...new Set(pages)].filter((page) => page <= sizes.length);
    if (isKnown || real.length === 0) return { noted: 0 };
    await awaitScans(db, versionId, real);
    return { noted: real.length };
  },
  audit: (_input, { documentId, meetingId }, { noted }) => ({ objectType: 'document', objectId: documentId, meetingId, details: { pages: noted } }),
});
