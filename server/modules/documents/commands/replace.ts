import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { preparersOnly } from '../../meetings';
import { assertNoTwin, assertUnused, storedFileShape, verifyStoredFile, withoutStorage } from '../admission';
import { DOCUMENT_REPLACED } from '../events';
import { documentChangedElsewhere, loadDocumentAccess } from '../load-document';
import { awaitPictures } from '../pictures/repository';
import { addVersion, findVersion } from '../repository';

/** Puts a new version in the place of a paper (D6). For the upload transport. */
export const replace = defineCommand({
  name: 'documents.replace',
  input: z.strictObject({
    documentId: z.uuid(),
    /** Number of the version the person saw; with another one by now nothing is replaced (D9). */
    replaces: z.int().positive().optional(),
    ...storedFileShape,
  }),
  load: ({ documentId }, { db, caller }) => loadDocumentAccess(db, documentId, caller),
  policy: preparersOnly,
  request: withoutStorage,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  prepare: ({ documentId: _id, replaces: _number, ...file }, _loaded, context) => verifyStoredFile(file, context),
  async run({ documentId, replaces, ...file }, { meeting, document }, { db, caller, now, id, emit }) {
    await assertUnused(db, file);
    const newest = await findVersion(db, documentId);
    if (newest?.sha256 === file.sha256) throw new DomainError('conflict', 'documents.same_version');
    if (replaces !== undefined && newest?.number !== replaces) throw await documentChangedElsewhere(db, meeting.id);
    await assertNoTwin(db, document, file.sha256, documentId);
    const number = (newest?.number ?? 0) + 1;
    const { pages } = file.facts;
    const versionId = id();
    await addVersion(db, documentId, {
      id: versionId,
      number,
      blobKey: file.blobKey,
      sha256: file.sha256,
      size: file.size,
      pages,
      fileName: file.fileName,
      facts: JSON.stringify(file.facts),
      uploadedById: personIdOf(caller) ?? meeting.secretaryId,
      createdAt: now,
    });
    await awaitPictures(db, versionId, file.facts.heavy, id);
    emit({ type: DOCUMENT_REPLACED, stream: meeting.id, payload: { documentId, number, pages } });
    return { number, pages, findings: file.facts.findings, heavy: file.facts.heavy };
  },
  audit: ({ documentId, sha256, size, fileName }, { meeting }, { number }) => ({
    objectType: 'document',
    objectId: documentId,
    meetingId: meeting.id,
    details: { number, sha256, size, fileName },
  }),
});
