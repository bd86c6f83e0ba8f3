import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { assertSeen } from '../../../kernel/optimistic';
import { audienceForStore, audienceShape, preparersOnly, storeAudience } from '../../meetings';
import { DOCUMENT_AUDIENCE_SET } from '../events';
import { loadDocumentAccess, PAPERS } from '../load-document';
import { updateDocument } from '../repository';

/** Says who may see a paper, and when (D53); from this moment on it is gone for everybody else (D54). */
export const setDocumentAudience = defineCommand({
  name: 'documents.set-audience',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive(), ...audienceShape }),
  load: ({ documentId }, { db, caller, now }) => loadDocumentAccess(db, documentId, caller, now),
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session', 'closed'] },
  async run({ documentId, version, ...asked }, { meeting, document }, { db, emit }) {
    await assertSeen(db, PAPERS, { meetingId: meeting.id }, version, document.version);
    await storeAudience(db, { objectId: documentId, meetingId: meeting.id }, await audienceForStore(db, meeting.id, asked));
    await updateDocument(db, documentId, version, {});
    emit({ type: DOCUMENT_AUDIENCE_SET, stream: meeting.id, payload: { documentId } });
    return { version: version + 1 };
  },
  audit: ({ documentId, kind, personIds, unitIds, opensAt, closesAt }, { meeting }) => ({ objectType: 'document', objectId: documentId, meetingId: meeting.id, details: { kind, personIds, unitIds, opensAt, closesAt } }),
});
