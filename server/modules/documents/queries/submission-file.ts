import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow } from '../../../kernel/policy';
import { servedPart } from '../admission';
import { findDocument, findVersion } from '../repository';
import { loadSubmission } from '../preparing/access';

/** The file a unit brought, for its own people and for the office; of a paper that was withdrawn nobody is given it any more (D71). */
export const submissionFile = defineQuery({
  name: 'documents.submission-file',
  input: z.strictObject({ submissionId: z.uuid() }),
  load: ({ submissionId }, { db, caller }) => loadSubmission(db, submissionId, caller),
  // Loading it told apart who may have it.
  policy: () => allow,
  async present({ submission: { blobKey, documentId, versionNumber, sha256, size, fileName, facts } }, _input, { db }) {
    const document = documentId === null ? null : await findDocument(db, documentId);
    if (document?.removedAt) throw new DomainError('gone', 'documents.withdrawn', { title: document.title });
    const key = blobKey ?? (documentId !== null && versionNumber !== null ? (await findVersion(db, documentId, versionNumber))?.blobKey : undefined);
    if (!key) throw new DomainError('not_found', 'not_found');
    return { blobKey: key, sha256, size, fileName, ...servedPart(facts) };
  },
});
