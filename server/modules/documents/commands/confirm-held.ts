import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { hide } from '../../../kernel/policy';
import type { StoredBlob } from '../../../kernel/ports/blob';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { becomePaper } from '../intake/become-paper';
import { adoptIntake, adoptSource, fileOf, heldGone, isWaiting, loadIntake } from '../intake/load-intake';
import { loadDocumentAccess, loadTargetItem } from '../load-document';
import { loadTask, unitOnly } from '../preparing/access';
import { sourceOf, submitFile } from '../preparing/take-submission';
import { keepOriginal } from '../repository';
import { attachFile, replaceFile } from '../take-file';

/** "This is no mark of secrecy": the waiting file becomes the paper, the new version or the submission it was sent as (D21). */
export const confirmHeldCommand = defineCommand({
  name: 'documents.confirm-held',
  input: z.strictObject({ heldId: z.uuid() }),
  load: async ({ heldId }, { db, caller }) => {
    const held = await loadIntake(db, heldId, caller);
    if (held.submits) {
      const task = await loadTask(db, held.itemId ?? '', caller);
      return { held, task, access: task.access, meeting: task.meeting };
    }
    const access = await loadMeetingAccess(db, held.meetingId ?? '', caller);
    return { held, task: null, access, meeting: access.meeting };
  },
  policy: (caller, { task, access }, input) => (task ? unitOnly(task) : access ? preparersOnly(caller, access, input) : hide),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  /** Where it lies among the papers; null where it is one already. */
  prepare: async (_input, { held }, { ports, now }): Promise<{ file: StoredBlob; source: StoredBlob | null } | null> => {
    if (!isWaiting(held, now)) return null;
    const file = await adoptIntake(held, ports);
    try {
      return { file, source: await adoptSource(held, ports) };
    } catch (error) {
      await ports.blobs.delete(file.key);
      throw error;
    }
  },
  async run(_input, { held, task, meeting }, { prepared, ...context }) {
    const { db, caller, now } = context;
    if (!isWaiting(held, now)) {
      // Two answers at once: the copy of the second is not used.
      if (prepared !== null || held.documentId === null) throw new DomainError('conflict', 'documents.held_confirmed');
      return { documentId: held.documentId, again: true };
    }
    if (prepared === null) throw heldGone();
    const file = fileOf(held, prepared.file);
    if (task) {
      const { submissionId } = await submitFile(task, { lineId: held.replacesId ?? undefined, reason: held.reason ?? undefined, title: held.title ?? undefined }, file, sourceOf(held, prepared.source), context);
      await becomePaper(held, submissionId, context);
      return { documentId: submissionId, again: false };
    }
    let { replacesId: documentId } = held;
    if (documentId) {
      const { document } = await loadDocumentAccess(db, documentId, caller, now);
      await replaceFile({ meeting, document, replaces: held.replaces ?? undefined, reason: held.reason ?? undefined }, file, context);
    } else {
      const item = await loadTargetItem(db, meeting.id, held.itemId);
      ({ documentId } = await attachFile({ meeting, item, title: held.title ?? undefined }, file, context));
    }
    if (prepared.source) await keepOriginal(db, documentId, { ...prepared.source, fileName: held.sourceName ?? '', conversion: held.conversion ?? '' }, now);
    await becomePaper(held, documentId, context);
    return { documentId, again: false };
  },
  abandon: async (stored, { blobs }) => {
    if (stored) await Promise.all([stored.file, ...(stored.source ? [stored.source] : [])].map(({ key }) => blobs.delete(key)));
  },
  audit: ({ heldId }, { held, meeting }, { documentId, again }) => ({
    objectType: held.submits ? 'submission' : 'document',
    objectId: documentId,
    meetingId: meeting.id,
    details: again ? { heldId, again } : { heldId, page: held.page, words: held.words, ...(held.page !== null && held.words === '' && { seenBySenderOnly: true }), sha256: held.sha256, size: held.size, fileName: held.fileName, ...(held.sourceSha256 !== null && { original: { sha256: held.sourceSha256, size: held.sourceSize, fileName: held.sourceName } }), replaces: held.replacesId !== null },
  }),
});
