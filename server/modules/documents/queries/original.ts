import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { preparersOnly } from '../../meetings';
import { loadVersionAccess } from '../load-document';
import { findOriginal } from '../repository.files';

/** The file that a version was made of, as it came, for those who prepare (D52). */
export const original = defineQuery({
  name: 'documents.original',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive() }),
  load: ({ documentId, version }, { db, caller, now }) => loadVersionAccess(db, documentId, version, caller, now),
  policy: preparersOnly,
  async present({ asked }, _input, { db }) {
    const file = await findOriginal(db, asked.id);
    if (!file) throw new DomainError('not_found', 'not_found');
    return file;
  },
});
