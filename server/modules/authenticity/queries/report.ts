import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { openStored } from '../../../kernel/stored-part';
import { loadVersionAccess, readableVersion, servedPart } from '../../documents';
import { verifyHere } from '../../signing';

/** The whole report on the signatures of one version, made anew, for who may read it (AU3). */
export const report = defineQuery({
  name: 'authenticity.report',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive() }),
  load: ({ documentId, version }, { db, caller, now }) => loadVersionAccess(db, documentId, version, caller, now),
  policy: readableVersion,
  async present({ asked: { blobKey: key, sha256, size, fileName, facts } }, _input, context) {
    const bytes = await openStored(context.ports.blobs, { key, sha256, size }, servedPart(facts)?.part);
    return verifyHere({ bytes }, () => ({ name: fileName, size, sha256 }), context);
  },
});
