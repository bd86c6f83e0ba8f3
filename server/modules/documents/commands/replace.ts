import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { notesOf } from '../../../kernel/ports/pdf-inspector';
import { line, preparersOnly } from '../../meetings';
import { becomePaper } from '../intake/become-paper';
import { adoptIntake, assertTaken, fileOf, told } from '../intake/load-intake';
import { findIntake } from '../intake/repository';
import { loadDocumentAccess } from '../load-document';
import { assertReason, replaceFile } from '../take-file';

/** Puts a new version in the place of a paper (D6). */
export const replace = defineCommand({
  name: 'documents.replace',
  input: z.strictObject({
    documentId: z.uuid(),
    /** Number of the version the person saw; with another one by now nothing is replaced (D9). */
    replaces: z.int().positive().optional(),
    /** Needed once people may have read the version before (D33). */
    reason: line(300).optional(),
    intakeId: z.uuid(),
  }),
  load: async ({ documentId, intakeId }, { db, caller, now }) => ({ ...(await loadDocumentAccess(db, documentId, caller, now)), intake: await findIntake(db, intakeId) }),
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async prepare({ reason }, { meeting, intake }, context) {
    assertReason(meeting, reason);
    assertTaken(intake, meeting.id, context);
    return adoptIntake(intake, context.ports);
  },
  async run({ replaces, reason }, { meeting, document, intake }, { prepared, ...context }) {
    assertTaken(intake, meeting.id, context);
    const file = fileOf(intake, prepared);
    const version = await replaceFile({ meeting, document, replaces, reason }, file, context);
    await becomePaper(intake, document.id, context);
    return { ...version, findings: notesOf(file.facts), heavy: file.facts.heavy };
  },
  abandon: (stored, { blobs }) => blobs.delete(stored.key),
  audit: ({ documentId, reason }, { meeting, intake }, { number }) => ({
    objectType: 'document',
    objectId: documentId,
    meetingId: meeting.id,
    details: { number, ...told(intake), ...(reason ? { reason } : {}) },
  }),
});
