import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { line, loadMeetingAccess, preparersOnly } from '../../meetings';
import { assertNoTwin, assertTakesFiles, assertUnused, storedFileShape, verifyStoredFile, withoutStorage } from '../admission';
import { DOCUMENT_ATTACHED } from '../events';
import { DOCUMENT_KINDS, kindOfTitle, titleOfFile } from '../kinds';
import { loadTargetItem } from '../load-document';
import { awaitPictures } from '../pictures/repository';
import { createDocument, lastOrder } from '../repository';

/** Makes a stored, inspected file a paper of the session (D1–D5). For the upload transport. */
export const attach = defineCommand({
  name: 'documents.attach',
  input: z.strictObject({
    meetingId: z.uuid(),
    itemId: z.uuid().nullable(),
    title: line(300).optional(),
    kind: z.enum(DOCUMENT_KINDS).optional(),
    ...storedFileShape,
  }),
  load: async ({ meetingId, itemId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, item: await loadTargetItem(db, meetingId, itemId) };
  },
  policy: preparersOnly,
  request: withoutStorage,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async prepare(file, { item }, context) {
    assertTakesFiles(item);
    await verifyStoredFile(file, context);
  },
  async run({ meetingId, itemId, ...file }, { meeting, item }, { db, caller, now, id, emit }) {
    assertTakesFiles(item);
    await assertUnused(db, file);
    await assertNoTwin(db, { meetingId, itemId }, file.sha256);
    const [documentId, versionId] = [id(), id()];
    const title = file.title ?? titleOfFile(file.fileName);
    const { pages } = file.facts;
    await createDocument(
      db,
      { id: documentId, meetingId, itemId, order: (await lastOrder(db, { meetingId, itemId })) + 1, title, kind: file.kind ?? kindOfTitle(title), pages },
      {
        id: versionId,
        number: 1,
        blobKey: file.blobKey,
        sha256: file.sha256,
        size: file.size,
        pages,
        fileName: file.fileName,
        facts: JSON.stringify(file.facts),
        uploadedById: personIdOf(caller) ?? meeting.secretaryId,
        createdAt: now,
      },
    );
    await awaitPictures(db, versionId, file.facts.heavy, id);
    emit({ type: DOCUMENT_ATTACHED, stream: meetingId, payload: { documentId, itemId, pages } });
    return { documentId, title, pages, findings: file.facts.findings, heavy: file.facts.heavy };
  },
  audit: ({ meetingId, itemId, sha256, size, fileName }, _loaded, { documentId }) => ({
    objectType: 'document',
    objectId: documentId,
    meetingId,
    details: { itemId, sha256, size, fileName },
  }),
});
