import { z } from 'zod';
import { defineCommand, type LoadContext } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { hide } from '../../../kernel/policy';
import type { AgendaItem } from '../../agenda';
import { line, loadMeetingAccess, preparersOnly, type Meeting } from '../../meetings';
import { assertNoTwin, assertTakesFiles } from '../admission';
import { assertOwn, heldGone } from '../intake/load-intake';
import { findIntake, findSameHeld, forgetIntake, holdIntake, stagedKeysOf, type HeldPlace, type Intake } from '../intake/repository';
import { loadDocumentAccess, loadTargetItem } from '../load-document';
import { loadTask, unitOnly } from '../preparing/access';
import { assertOpen } from '../preparing/take-submission';
import type { MeetingDocument } from '../repository';
import { assertReason } from '../take-file';

/** Keeps a file apart until the person who sent it says that it bears no mark of secrecy (D20, D23). For the upload transport. */
export const hold = defineCommand({
  name: 'documents.hold',
  input: z.strictObject({
    meetingId: z.uuid(),
    itemId: z.uuid().nullable(),
    /** The paper it is to replace. */
    documentId: z.uuid().optional(),
    replaces: z.int().positive().optional(),
    reason: line(300).optional(),
    title: line(300).optional(),
    /** A unit brings it for its item (D46): it waits to be a submission, in the place of another one. */
    submits: z.boolean().optional(),
    lineId: z.uuid().optional(),
    intakeId: z.uuid(),
  }),
  load: async ({ meetingId, itemId, documentId, submits, intakeId }, { db, caller, now }) => {
    if (submits) {
      const task = await loadTask(db, itemId ?? '', caller);
      if (task.meeting.id !== meetingId) throw new DomainError('not_found', 'not_found');
      return { task, access: task.access, meeting: task.meeting, document: null, item: task.item, intake: await findIntake(db, intakeId) };
    }
    const paper = documentId ? await loadDocumentAccess(db, documentId, caller, now) : null;
    const access = paper?.access ?? (await loadMeetingAccess(db, meetingId, caller));
    return { task: null, access, meeting: access.meeting, document: paper?.document ?? null, item: paper ? null : await loadTargetItem(db, meetingId, itemId), intake: await findIntake(db, intakeId) };
  },
  policy: (caller, { task, access }, input) => (task ? unitOnly(task) : access ? preparersOnly(caller, access, input) : hide),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async prepare({ reason, lineId }, { task, item, meeting, document, intake }, { db, caller, now, ports }) {
    if (task) assertOpen(task);
    assertTakesFiles(item);
    if (document) assertReason(meeting, reason);
    assertDoubtful(intake, meeting.id, { caller, now });
    // One copy is enough (D23).
    if (await findSameHeld(db, placeOf(meeting, item, document, intake, task ? { lineId } : null), now)) await Promise.all(stagedKeysOf(intake).map((key) => ports.staging.delete(key)));
  },
  async run({ title, replaces, reason, lineId }, { task, meeting, item, document, intake }, { db, caller, now }) {
    assertDoubtful(intake, meeting.id, { caller, now });
    const place = placeOf(meeting, item, document, intake, task ? { lineId } : null);
    if (!task) await assertNoTwin(db, place, intake.sha256, document?.id);
    const known = await findSameHeld(db, place, now);
    // What is said here is kept as the answer to a repeated request: nothing of the file itself. The sweep takes what no row names.
    if (known) await forgetIntake(db, intake.id, 'expired', now);
    else await holdIntake(db, intake.id, { itemId: place.itemId, replacesId: place.replacesId, submits: place.submits, replaces: replaces ?? null, reason: reason ?? null, title: title ?? null });
    return { heldId: known ? known.id : intake.id };
  },
  audit: (_input, { meeting, intake }, { heldId }) => ({ objectType: 'intake', objectId: heldId, meetingId: meeting.id, details: { size: intake?.size, page: intake?.page } }),
});

const placeOf = (meeting: Pick<Meeting, 'id'>, item: Pick<AgendaItem, 'id'> | null, document: MeetingDocument | null, { uploadedById, sha256 }: Intake, submission: { lineId?: string | undefined } | null): HeldPlace & { meetingId: string } => ({
  meetingId: meeting.id,
  itemId: document ? document.itemId : (item?.id ?? null),
  replacesId: submission ? (submission.lineId ?? null) : (document?.id ?? null),
  submits: submission !== null,
  uploadedById,
  sha256,
});

function assertDoubtful(intake: Intake | null, meetingId: string, { caller, now }: Pick<LoadContext, 'caller' | 'now'>): asserts intake is Intake {
  assertOwn(intake, meetingId, caller);
  if (intake.state !== 'doubtful' || intake.expiresAt <= now) throw heldGone();
}
