import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { notesOf } from '../../../kernel/ports/pdf-inspector';
import { line, loadMeetingAccess, preparersOnly } from '../../meetings';
import { assertTakesFiles } from '../admission';
import { becomePaper } from '../intake/become-paper';
import { adoptIntake, assertTaken, fileOf, told } from '../intake/load-intake';
import { findIntake } from '../intake/repository';
import { DOCUMENT_KINDS } from '../kinds';
import { loadTargetItem } from '../load-document';
import { attachFile } from '../take-file';

/** Makes a file that has come in a paper of the session (D1–D5). */
export const attach = defineCommand({
  name: 'documents.attach',
  input: z.strictObject({
    meetingId: z.uuid(),
    itemId: z.uuid().nullable(),
    title: line(300).optional(),
    kind: z.enum(DOCUMENT_KINDS).optional(),
    intakeId: z.uuid(),
  }),
  load: async ({ meetingId, itemId, intakeId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, item: await loadTargetItem(db, meetingId, itemId), intake: await findIntake(db, intakeId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async prepare(_input, { meeting, item, intake }, context) {
    assertTakesFiles(item);
    assertTaken(intake, meeting.id, context);
    return adoptIntake(intake, context.ports);
  },
  async run({ title, kind }, { meeting, item, intake }, { prepared, ...context }) {
    assertTaken(intake, meeting.id, context);
    const file = fileOf(intake, prepared);
    const paper = await attachFile({ meeting, item, title, kind }, file, context);
    await becomePaper(intake, paper.documentId, context);
    return { ...paper, findings: notesOf(file.facts), heavy: file.facts.heavy };
  },
  abandon: (stored, { blobs }) => blobs.delete(stored.key),
  audit: ({ meetingId, itemId }, { intake }, { documentId }) => ({
    objectType: 'document',
    objectId: documentId,
    meetingId,
    details: { itemId, ...told(intake) },
  }),
});
