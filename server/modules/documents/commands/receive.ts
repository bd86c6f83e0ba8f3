import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { systemOnly } from '../../../kernel/policy';
import { line } from '../../meetings';
import { officeKindOf } from '../../../shared/rules/office-kinds';
import { DOCUMENT_MAX_BYTES } from '../admission';
import { convertFile } from '../intake/convert-file';
import { inspectFile } from '../intake/inspect-file';
import { createIntake, findSent } from '../intake/repository';

/** How long a file that has come in waits to become a paper, milliseconds by the time of the installation (D22). */
export const INTAKE_MS = 24 * 60 * 60_000;

/**
 * Writes down a file that the transport has staged, and has it inspected (D35). Sent again under the same id it is the same
 * intake; whose bytes are then kept is said by `blobKey`.
 */
export const receive = defineCommand({
  name: 'documents.receive',
  input: z.strictObject({
    /** Null: it is for the library (D80). */
    meetingId: z.uuid().nullable(),
    /** Who sent it; null: the program itself brings it in from an archive of earlier years (imports IM3). */
    personId: z.uuid().nullable(),
    sendId: z.uuid().nullable(),
    file: z.strictObject({
      /** Of the staging store. */
      blobKey: z.string().regex(BLOB_KEY),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      /** Bytes. */
      size: z.int().positive().max(DOCUMENT_MAX_BYTES),
      fileName: line(200),
    }),
  }),
  load: async ({ personId, sendId }, { db }) => ({ sent: sendId === null || personId === null ? null : await findSent(db, personId, sendId) }),
  policy: systemOnly,
  async run({ meetingId, personId, sendId, file }, { sent }, { db, now, id, enqueue }) {
    if (sent && (sent.sourceSha256 ?? sent.sha256) !== file.sha256) throw new DomainError('conflict', 'command.id_reused');
    const intakeId = sent ? sent.id : id();
    if (!sent) await createIntake(db, { id: intakeId, meetingId, uploadedById: personId ?? '', sendId, ...file, receivedAt: now, expiresAt: new Date(now.getTime() + INTAKE_MS) });
    const jobId = sent && sent.state !== 'received' ? null : await enqueue(officeKindOf(file.fileName) ? convertFile : inspectFile, { intakeId }, { key: intakeId });
    return { intakeId, jobId, blobKey: sent ? (sent.sourceKey ?? sent.blobKey) : file.blobKey };
  },
  audit: ({ meetingId, personId, file }, { sent }, { intakeId }) => ({ objectType: 'intake', objectId: intakeId, ...(meetingId !== null && { meetingId }), details: { personId, size: file.size, ...(sent ? { again: true } : {}) } }),
});
