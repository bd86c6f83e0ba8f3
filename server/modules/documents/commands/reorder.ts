import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { assertSeen } from '../../../kernel/optimistic';
import { LIMITS } from '../../../shared/rules/limits';
import { EVERY_PAPER, loadMeetingAccess, preparersOnly } from '../../meetings';
import { DOCUMENTS_CHANGED } from '../events';
import { PAPERS } from '../load-document';
import { listDocuments, writeDocumentOrder } from '../repository';

/** Puts the papers of one item into the order wanted; papers added or withdrawn since make it a conflict (D9). */
export const reorder = defineCommand({
  name: 'documents.reorder',
  input: z.strictObject({ meetingId: z.uuid(), itemId: z.uuid().nullable(), order: z.array(z.uuid()).min(1).max(LIMITS.papers) }),
  load: async ({ meetingId, itemId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const documents = (await listDocuments(db, meetingId, EVERY_PAPER)).filter((document) => document.itemId === itemId);
    return { access, meeting: access.meeting, documents };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, itemId, order }, { documents }, { db, emit }) {
    const current = documents.map((document) => document.id).sort();
    await assertSeen(db, PAPERS, { meetingId }, [...order].sort(), current);
    await writeDocumentOrder(db, order);
    emit({ type: DOCUMENTS_CHANGED, stream: meetingId, payload: { itemId } });
    return { order };
  },
  audit: ({ meetingId, itemId, order }) => ({ objectType: 'agenda_item', objectId: itemId ?? meetingId, meetingId, details: { order } }),
});
