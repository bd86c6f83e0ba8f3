import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { notesOf } from '../../../kernel/ports/pdf-inspector';
import { line, preparersOnly } from '../../meetings';
import { assertAnswered, storedFileShape, verifyStoredFile, withoutStorage } from '../admission';
import { loadDocumentAccess } from '../load-document';
import { assertReason, replaceFile } from '../take-file';

/** Puts a new version in the place of a paper (D6). For the upload transport. */
export const replace = defineCommand({
  name: 'documents.replace',
  input: z.strictObject({
    documentId: z.uuid(),
    /** Number of the version the person saw; with another one by now nothing is replaced (D9). */
    replaces: z.int().positive().optional(),
    /** Needed once people may have read the version before (D33). */
    reason: line(300).optional(),
    ...storedFileShape,
  }),
  load: ({ documentId }, { db, caller }) => loadDocumentAccess(db, documentId, caller),
  policy: preparersOnly,
  request: withoutStorage,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async prepare({ documentId: _id, replaces: _number, reason, ...file }, { meeting }, context) {
    assertReason(meeting, reason);
    assertAnswered(file);
    await verifyStoredFile(file, context);
  },
  async run({ documentId: _id, replaces, reason, ...file }, { meeting, document }, context) {
    const version = await replaceFile({ meeting, document, replaces, reason }, file, context);
    return { ...version, findings: notesOf(file.facts), heavy: file.facts.heavy };
  },
  audit: ({ documentId, sha256, size, fileName, reason }, { meeting }, { number }) => ({
    objectType: 'document',
    objectId: documentId,
    meetingId: meeting.id,
    details: { number, sha256, size, fileName, ...(reason ? { reason } : {}) },
  }),
});
