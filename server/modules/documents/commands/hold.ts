import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { line, loadMeetingAccess, preparersOnly } from '../../meetings';
import { assertNoTwin, assertTakesFiles, storedFileShape, withoutStorage } from '../admission';
import { createHeld, findSameHeld } from '../repository.held';
import { loadDocumentAccess, loadTargetItem } from '../load-document';
import { assertReason } from '../take-file';

/** How long a file waits for an answer, milliseconds by the time of the house (D22). */
export const HELD_MS = 24 * 60 * 60_000;

/** Keeps a file apart until the person who sent it says that it bears no mark of secrecy (D20, D23). For the upload transport. */
export const hold = defineCommand({
  name: 'documents.hold',
  input: z.strictObject({
    meetingId: z.uuid(),
    itemId: z.uuid().nullable(),
    /** The paper it is to replace. */
    documentId: z.uuid().optional(),
    replaces: z.int().positive().optional(),
    reason: line(300).optional(),
    title: line(300).optional(),
    doubt: z.strictObject({ page: z.int().positive(), words: z.string().max(200) }),
    /** `blobKey` of the store of waiting files. */
    ...storedFileShape,
  }),
  load: async ({ meetingId, itemId, documentId }, { db, caller }) => {
    const paper = documentId ? await loadDocumentAccess(db, documentId, caller) : null;
    const access = paper?.access ?? (await loadMeetingAccess(db, meetingId, caller));
    return { access, meeting: access.meeting, document: paper?.document ?? null, item: paper ? null : await loadTargetItem(db, meetingId, itemId) };
  },
  policy: preparersOnly,
  request: (input) => ({ ...withoutStorage(input), doubt: null }),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async prepare({ blobKey: key, sha256, size, reason }, { item, meeting, document }, { ports }) {
    assertTakesFiles(item);
    if (document) assertReason(meeting, reason);
    if ((await ports.waiting.check({ key, sha256, size })) !== 'sound') throw new DomainError('rejected', 'documents.stored_file_differs');
  },
  async run({ title, replaces, reason, doubt, ...file }, { meeting, item, document }, { db, caller, now, id }) {
    const place = { meetingId: meeting.id, itemId: document ? document.itemId : (item?.id ?? null) };
    await assertNoTwin(db, place, file.sha256, document?.id);
    const uploadedById = personIdOf(caller) ?? meeting.secretaryId;
    const known = await findSameHeld(db, { ...place, replacesId: document?.id ?? null, uploadedById, sha256: file.sha256 }, now);
    // What is said here is kept as the answer to a repeated request: nothing of the file itself.
    if (known) return { heldId: known.id, blobKey: known.blobKey };
    const heldId = id();
    await createHeld(db, {
      id: heldId,
      ...place,
      replacesId: document?.id ?? null,
      replaces: replaces ?? null,
      reason: reason ?? null,
      title: title ?? null,
      blobKey: file.blobKey,
      sha256: file.sha256,
      size: file.size,
      fileName: file.fileName,
      facts: JSON.stringify(file.facts),
      ...doubt,
      uploadedById,
      heldAt: now,
      expiresAt: new Date(now.getTime() + HELD_MS),
    });
    return { heldId, blobKey: file.blobKey };
  },
  audit: ({ size, doubt }, { meeting }, { heldId }) => ({ objectType: 'held_paper', objectId: heldId, meetingId: meeting.id, details: { size, page: doubt.page } }),
});
