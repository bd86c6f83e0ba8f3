import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { DOCUMENT_MAX_BYTES, storedFileSchema } from '../admission';
import { confirmHeld } from '../repository.held';
import { heldGone, isWaiting, loadHeld } from '../load-held';
import { loadDocumentAccess, loadTargetItem } from '../load-document';
import { attachFile, replaceFile } from '../take-file';

/** "This is no mark of secrecy": the waiting file becomes the paper, or the new version, it was sent as (D21). */
export const confirmHeldCommand = defineCommand({
  name: 'documents.confirm-held',
  input: z.strictObject({ heldId: z.uuid() }),
  load: async ({ heldId }, { db, caller }) => {
    const held = await loadHeld(db, heldId, caller);
    const access = await loadMeetingAccess(db, held.meetingId, caller);
    return { held, access, meeting: access.meeting };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  /** Key among the papers; null where it is one already. */
  async prepare(_input, { held }, { ports, now }): Promise<string | null> {
    if (!isWaiting(held, now)) return null;
    const blob = { key: held.blobKey, sha256: held.sha256, size: held.size };
    if ((await ports.waiting.check(blob)) === 'missing') throw heldGone();
    const stored = await ports.blobs.put(await ports.waiting.open(blob), { maxBytes: DOCUMENT_MAX_BYTES, fromOutside: true });
    if (stored.sha256 === held.sha256) return stored.key;
    await ports.blobs.delete(stored.key);
    throw new DomainError('rejected', 'documents.stored_file_differs');
  },
  async run(_input, { held, meeting }, { prepared, ...context }) {
    const { db, caller, now } = context;
    if (!isWaiting(held, now)) {
      // Two answers at once: the copy of the second is not used.
      if (prepared !== null || held.documentId === null) throw new DomainError('conflict', 'documents.held_confirmed');
      return { documentId: held.documentId, again: true };
    }
    if (prepared === null) throw heldGone();
    const file = storedFileSchema.parse({ blobKey: prepared, sha256: held.sha256, size: held.size, fileName: held.fileName, facts: JSON.parse(held.facts) });
    let { replacesId: documentId } = held;
    if (documentId) {
      const { document } = await loadDocumentAccess(db, documentId, caller);
      await replaceFile({ meeting, document, replaces: held.replaces ?? undefined, reason: held.reason ?? undefined }, file, context);
    } else {
      const item = await loadTargetItem(db, meeting.id, held.itemId);
      ({ documentId } = await attachFile({ meeting, item, title: held.title ?? undefined }, file, context));
    }
    await confirmHeld(db, held.id, documentId);
    return { documentId, again: false };
  },
  abandon: async (prepared, { blobs }) => {
    if (prepared !== null) await blobs.delete(prepared);
  },
  audit: ({ heldId }, { held, meeting }, { documentId, again }) => ({
    objectType: 'document',
    objectId: documentId,
    meetingId: meeting.id,
    details: again ? { heldId, again } : { heldId, page: held.page, words: held.words, sha256: held.sha256, size: held.size, fileName: held.fileName, replaces: held.replacesId !== null },
  }),
});
