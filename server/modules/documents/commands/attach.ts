import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { notesOf } from '../../../kernel/ports/pdf-inspector';
import { line, loadMeetingAccess, preparersOnly } from '../../meetings';
import { assertAnswered, assertTakesFiles, storedFileShape, verifyStoredFile, withoutStorage } from '../admission';
import { DOCUMENT_KINDS } from '../kinds';
import { loadTargetItem } from '../load-document';
import { attachFile } from '../take-file';

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
    assertAnswered(file);
    assertTakesFiles(item);
    await verifyStoredFile(file, context);
  },
  async run({ meetingId: _meeting, itemId: _item, title, kind, ...file }, { meeting, item }, context) {
    const paper = await attachFile({ meeting, item, title, kind }, file, context);
    return { ...paper, findings: notesOf(file.facts), heavy: file.facts.heavy };
  },
  audit: ({ meetingId, itemId, sha256, size, fileName }, _loaded, { documentId }) => ({
    objectType: 'document',
    objectId: documentId,
    meetingId,
    details: { itemId, sha256, size, fileName },
  }),
});
