import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { assertSeen } from '../../../kernel/optimistic';
import { preparersOnly } from '../../meetings';
import { assertNoTwin, assertTakesFiles } from '../admission';
import { DOCUMENTS_CHANGED } from '../events';
import { loadDocumentAccess, loadTargetItem, PAPERS } from '../load-document';
import { findVersion, lastOrder, updateDocument } from '../repository';

/** Puts a paper on another item, at its end; null is the session as a whole (D1, D9). */
export const move = defineCommand({
  name: 'documents.move',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive(), itemId: z.uuid().nullable() }),
  load: async ({ documentId, itemId }, { db, caller, now }) => {
    const loaded = await loadDocumentAccess(db, documentId, caller, now);
    return { ...loaded, item: await loadTargetItem(db, loaded.meeting.id, itemId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ documentId, version, itemId }, { meeting, document, item }, { db, emit }) {
    assertTakesFiles(item);
    const newest = await findVersion(db, documentId);
    if (newest) await assertNoTwin(db, { meetingId: meeting.id, itemId }, newest.sha256, documentId);
    const order = (await lastOrder(db, { meetingId: meeting.id, itemId })) + 1;
    await assertSeen(db, PAPERS, { meetingId: meeting.id }, version, document.version);
    await updateDocument(db, documentId, version, { itemId, order });
    emit({ type: DOCUMENTS_CHANGED, stream: meeting.id, payload: { documentId, itemId } });
    return { version: version + 1 };
  },
  audit: ({ documentId, itemId }, { meeting, document }) => ({
    objectType: 'document',
    objectId: documentId,
    meetingId: meeting.id,
    details: { from: document.itemId, to: itemId },
  }),
});
