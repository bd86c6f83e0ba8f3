import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import type { PdfPart } from '../../../kernel/pdf-part';
import { systemOnly } from '../../../kernel/policy';
import { findVersionFile } from '../../documents';

export interface SignedFile {
  file: { key: string; sha256: string; size: number };
  /** Where other bytes stand around the PDF (documents D17). */
  part: PdfPart | undefined;
  fileName: string;
}

/** What is to be verified; null: its paper is gone (AU1). */
export const signedFile = defineQuery({
  name: 'authenticity.signed-file',
  input: z.strictObject({ versionId: z.uuid() }),
  load: async ({ versionId }, { db }) => ({ found: await findVersionFile(db, versionId) }),
  policy: systemOnly,
  present: ({ found }): SignedFile | null => found && { file: { key: found.blobKey, sha256: found.sha256, size: found.size }, part: found.part, fileName: found.fileName },
});
