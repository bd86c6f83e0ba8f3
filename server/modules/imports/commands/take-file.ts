import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { systemOnly } from '../../../kernel/policy';
import { prepareImported, takeImported } from '../../documents';
import { line } from '../../meetings';
import { loadFile } from '../load-file';
import { isImported, noteFile } from '../repository';

/** Makes a file of earlier years a paper of its session, once (IM2–IM4). */
export const takeFile = defineCommand({
  name: 'imports.take-file',
  input: z.strictObject({
    intakeId: z.uuid(),
    title: line(300).optional(),
    /** Where it lay, and its line in the list. */
    path: z.string().min(1).max(1_000),
    line: z.int().positive().nullable(),
    /** Who says that it bears no mark of secrecy, by name. */
    clearedBy: line(200).nullable(),
  }),
  load: ({ intakeId }, { db }) => loadFile(db, intakeId),
  policy: systemOnly,
  async prepare({ clearedBy }, { file }, context) {
    if (file.open && clearedBy === null) throw new DomainError('rejected', 'documents.secrecy_unanswered');
    return prepareImported(file, context);
  },
  async run({ title, path, line: at, clearedBy }, { file, meeting }, { prepared, ...context }) {
    const taken = await takeImported(file, { meeting, title }, prepared, { ...context, prepared: undefined });
    if (await isImported(context.db, meeting.id, taken.sha256)) throw new DomainError('conflict', 'documents.same_file', { title: path });
    await noteFile(context.db, { meetingId: meeting.id, ...taken, path, line: at, clearedBy: file.open ? clearedBy : null });
    return { documentId: taken.documentId };
  },
  abandon: async ({ file, source }, { blobs }) => {
    for (const stored of [file, source]) if (stored) await blobs.delete(stored.key);
  },
  audit: ({ path, clearedBy }, { file: { intake, open }, meeting }, { documentId }) => ({
    objectType: 'document',
    objectId: documentId,
    meetingId: meeting.id,
    details: { path, sha256: intake.sourceSha256 ?? intake.sha256, size: intake.sourceSize ?? intake.size, ...(open && { clearedBy, page: open.page, words: open.words }) },
  }),
});
