import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findHolder } from '../../identity';
import { carriedOf, cursorsOf } from '../carrying/repository';

/** What of a person was carried in a paper, and how far their streams were looked through for a version; null: there is no such account any more. */
export const carryState = defineQuery({
  name: 'annotations.carry-state',
  input: z.strictObject({ documentId: z.uuid(), versionId: z.uuid(), ownerId: z.uuid() }),
  async load({ documentId, versionId, ownerId }, { db }) {
    const account = await findHolder(db, ownerId);
    return account && !account.removedAt ? { rows: await carriedOf(db, documentId, ownerId), cursors: await cursorsOf(db, versionId, ownerId) } : null;
  },
  policy: systemOnly,
  present: (state) => state,
});
