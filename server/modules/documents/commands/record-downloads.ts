import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';

/** Entries the transport hands over at once. */
export const MOST_DOWNLOADS = 200;

/**
 * Notes who was sent which file: papers, minutes, exported tables. One entry of the log stands for a batch, one line in it for a person,
 * a file and a window of time, however many ranges were asked for (D15).
 */
export const recordDownloads = defineCommand({
  name: 'documents.record-downloads',
  input: z.strictObject({
    from: z.date(),
    downloads: z
      .array(
        z.strictObject({
          personId: z.uuid(),
          kind: z.enum(['document', 'submission', 'official', 'paper_account', 'assignments', 'export', 'library']),
          id: z.uuid(),
          /** Version of a paper, revision of an official document. */
          version: z.int().min(0).optional(),
          /** Whom the paper was prepared for (delegations DG5). */
          for: z.uuid().optional(),
          /** Answers that carried bytes. */
          answers: z.int().min(1),
        }),
      )
      .min(1)
      .max(MOST_DOWNLOADS),
  }),
  load: async () => null,
  policy: systemOnly,
  run: async ({ downloads }) => ({ noted: downloads.length }),
  audit: ({ from, downloads }) => ({ objectType: 'downloads', objectId: from.toISOString(), details: { from: from.toISOString(), downloads } }),
});
