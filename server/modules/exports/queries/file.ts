import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { hide } from '../../../kernel/policy';
import { loadExport, ownExportOnly } from '../load-export';
import { loadSubject } from '../subject';

/** Which file an archive is, for sending its bytes: to whoever asked for it, as long as they still may have what is in it (E6). */
export const file = defineQuery({
  name: 'exports.file',
  input: z.strictObject({ exportId: z.uuid() }),
  async load(input, context) {
    const found = await loadExport(input, context);
    const { viewer } = await loadSubject(found, context);
    return { found, viewer };
  },
  policy: (caller, { found, viewer }, input) => (viewer === found.viewer ? ownExportOnly(caller, found, input) : hide),
  present({ found: { state, blobKey, sha256, size, fileName, expiresAt } }, _input, { now }) {
    if (state !== 'ready' || blobKey === null || sha256 === null || size === null || expiresAt <= now) throw new DomainError('gone', 'exports.gone');
    return { blobKey, sha256, size, fileName };
  },
});
