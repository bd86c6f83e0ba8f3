import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { assertSeen } from '../../../kernel/optimistic';
import { line, preparersOnly } from '../../meetings';
import { DOCUMENTS_CHANGED } from '../events';
import { DOCUMENT_KINDS } from '../kinds';
import { loadDocumentAccess, PAPERS } from '../load-document';
import { updateDocument } from '../repository';

/** Changes title and kind of a paper against the version the person saw (D9). */
export const rename = defineCommand({
  name: 'documents.rename',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive(), title: line(300), kind: z.enum(DOCUMENT_KINDS).optional() }),
  load: ({ documentId }, { db, caller, now }) => loadDocumentAccess(db, documentId, caller, now),
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ documentId, version, title, kind }, { meeting, document }, { db, emit }) {
    await assertSeen(db, PAPERS, { meetingId: meeting.id }, version, document.version);
    await updateDocument(db, documentId, version, { title, kind: kind ?? document.kind });
    emit({ type: DOCUMENTS_CHANGED, stream: meeting.id, payload: { documentId } });
    return { version: version + 1 };
  },
  audit: ({ documentId, title }, { meeting, document }) => ({
    objectType: 'document',
    objectId: documentId,
    meetingId: meeting.id,
    details: { from: document.title, to: title },
  }),
});
