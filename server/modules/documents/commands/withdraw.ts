import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { assertSeen } from '../../../kernel/optimistic';
import { preparersOnly } from '../../meetings';
import { dropComparisons } from '../comparing/repository';
import { DOCUMENT_WITHDRAWN } from '../events';
import { loadDocumentAccess, PAPERS } from '../load-document';
import { updateDocument } from '../repository';

/** Takes a paper back; its bytes and history stay (D7). */
export const withdraw = defineCommand({
  name: 'documents.withdraw',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive() }),
  load: ({ documentId }, { db, caller, now }) => loadDocumentAccess(db, documentId, caller, now),
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ documentId, version }, { meeting, document }, { db, now, emit }) {
    await assertSeen(db, PAPERS, { meetingId: meeting.id }, version, document.version);
    await updateDocument(db, documentId, version, { removedAt: now });
    await dropComparisons(db, documentId);
    emit({ type: DOCUMENT_WITHDRAWN, stream: meeting.id, payload: { documentId } });
    return { withdrawn: documentId };
  },
  audit: ({ documentId }, { meeting, document }) => ({ objectType: 'document', objectId: documentId, meetingId: meeting.id, details: { title: document.title } }),
});
