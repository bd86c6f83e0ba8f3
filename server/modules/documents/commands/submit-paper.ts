import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { notesOf } from '../../../kernel/ports/pdf-inspector';
import { line } from '../../meetings';
import { becomePaper } from '../intake/become-paper';
import { adoptIntake, assertTaken, fileOf, told } from '../intake/load-intake';
import { findIntake } from '../intake/repository';
import { loadTask, unitOnly } from '../preparing/access';
import { assertOpen, submitFile } from '../preparing/take-submission';

/** A unit brings a file for its item, or another one in the place of what it brought (D46). */
export const submitPaper = defineCommand({
  name: 'documents.submit-paper',
  input: z.strictObject({
    itemId: z.uuid(),
    /** Of what it takes the place of. */
    lineId: z.uuid().optional(),
    /** Needed where that is a paper of the session by now. */
    reason: line(300).optional(),
    title: line(300).optional(),
    intakeId: z.uuid(),
  }),
  load: async ({ itemId, intakeId }, { db, caller }) => ({ ...(await loadTask(db, itemId, caller)), intake: await findIntake(db, intakeId) }),
  policy: (_caller, loaded) => unitOnly(loaded),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async prepare(_input, loaded, context) {
    assertOpen(loaded);
    assertTaken(loaded.intake, loaded.meeting.id, context);
    return adoptIntake(loaded.intake, context.ports);
  },
  async run({ lineId, reason, title }, { intake, ...loaded }, { prepared, ...context }) {
    assertTaken(intake, loaded.meeting.id, context);
    const file = fileOf(intake, prepared);
    const submission = await submitFile(loaded, { lineId, reason, title }, file, null, context);
    await becomePaper(intake, submission.submissionId, context);
    return { ...submission, findings: notesOf(file.facts), heavy: file.facts.heavy };
  },
  abandon: (stored, { blobs }) => blobs.delete(stored.key),
  audit: ({ itemId, reason }, { meeting, intake }, { submissionId, state }) => ({ objectType: 'submission', objectId: submissionId, meetingId: meeting.id, details: { itemId, state, ...told(intake), ...(reason ? { reason } : {}) } }),
});
