import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { loadVersionToShow, readableVersion, versionInput } from '../load-document';
import { listPictures } from '../pictures/repository';

/** Which pages of a version are shown from pictures, and whether those are there yet (D28). */
export const pictures = defineQuery({
  name: 'documents.pictures',
  input: z.strictObject(versionInput),
  load: (asked, { db, caller, now }) => loadVersionToShow(db, asked, caller, now),
  policy: readableVersion,
  present: async ({ document }, { version }, { db }) => (await listPictures(db, document.id, version)).map(({ page, state }) => ({ page, state })),
});
