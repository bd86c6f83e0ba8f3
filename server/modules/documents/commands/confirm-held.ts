import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import type { StoredBlob } from '../../../kernel/ports/blob';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { becomePaper } from '../intake/become-paper';
import { adoptIntake, adoptSource, fileOf, heldGone, isWaiting, loadIntake } from '../intake/load-intake';
import { loadDocumentAccess, loadTargetItem } from '../load-document';
import { keepOriginal } from '../repository';
import { attachFile, replaceFile } from '../take-file';

/** "This is no mark of secrecy": the waiting file becomes the paper, or the new version, it was sent as (D21). */
export const confirmHeldCommand = defineCommand({
  name: 'documents.confirm-held',
  input: z.strictObject({ heldId: z.uuid() }),
  load: async ({ heldId }, { db, caller }) => {
    const held = await loadIntake(db, heldId, caller);
    const access = await loadMeetingAccess(db, held.meetingId, caller);
    return { held, access, meeting: access.meeting };
  },
  policy: preparersOnly,
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
  async run(_input, { held, meeting }, { prepared, ...context }) {
    const { db, caller, now } = context;
    if (!isWaiting(held, now)) {
      // Two answers at once: the copy of the second is not used.
      if (prepared !== null || held.documentId === null) throw new DomainError('conflict', 'documents.held_confirmed');
      return { documentId: held.documentId, again: true };
    }
    if (prepared === null) throw heldGone();
    const file = fileOf(held, prepared.file);
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
    objectType: 'document',
    objectId: documentId,
    meetingId: meeting.id,
    details: again ? { heldId, again } : { heldId, page: held.page, words: held.words, ...(held.page !== null && held.words === '' && { seenBySenderOnly: true }), sha256: held.sha256, size: held.size, fileName: held.fileName, ...(held.sourceSha256 !== null && { original: { sha256: held.sourceSha256, size: held.sourceSize, fileName: held.sourceName } }), replaces: held.replacesId !== null },
  }),
});
