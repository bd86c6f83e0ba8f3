import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { CARRY_VERDICTS } from '../../../kernel/ports/mark-carrier';
import { systemOnly } from '../../../kernel/policy';
import { INK_LAYERS } from '../../../shared/protocol/ink';
import { findDocument } from '../../documents';
import { findHolder } from '../../identity';
import { addCarried, moveCursor, setWithdrawn } from '../carrying/repository';

const layer = z.enum(INK_LAYERS);

/**
 * Writes down what became of marks of one person (K14), and how far their streams were looked through. What is drawn or written stands in
 * the log of ink, which is its own audit; nothing here is part of the record.
 */
export const recordCarried = defineCommand({
  name: 'annotations.record-carried',
  input: z.strictObject({
    documentId: z.uuid(),
    versionId: z.uuid(),
    ownerId: z.uuid().nullable(),
    marks: z.array(z.strictObject({
      fromNumber: z.int().positive(),
      sourceInk: z.uuid(),
      sourceId: z.uuid(),
      layer,
      verdict: z.enum(CARRY_VERDICTS),
      doubt: z.string().max(40).nullable(),
      opIds: z.array(z.uuid()).max(8),
    })).max(500),
    withdrawn: z.array(z.uuid()).max(10_000),
    restored: z.array(z.uuid()).max(10_000),
    cursors: z.array(z.strictObject({ inkId: z.uuid(), layer, head: z.int().min(0) })).max(200),
  }),
  replayable: false,
  load: async ({ documentId, ownerId }, { db }) => {
    const document = await findDocument(db, documentId);
    if (!document) throw new DomainError('not_found', 'not_found');
    const holder = ownerId === null ? null : await findHolder(db, ownerId);
    const gone = document.removedAt !== null ? 'paper' : ownerId !== null && (!holder || holder.removedAt !== null) ? 'account' : null;
    return { gone } as const;
  },
  policy: systemOnly,
  async run({ documentId, versionId, ownerId, marks, withdrawn, restored, cursors }, { gone }, { db, id, now }) {
    // The paper was withdrawn, or the account deleted, meanwhile: nothing is kept of it.
    if (gone) return { gone };
    if (ownerId !== null) await addCarried(db, marks.map((mark) => ({ ...mark, id: id(), documentId, versionId, ownerId })), now);
    for (const row of withdrawn) await setWithdrawn(db, row, true);
    for (const row of restored) await setWithdrawn(db, row, false);
    for (const cursor of cursors) await moveCursor(db, versionId, { ...cursor, ownerId: cursor.layer === 'private' ? (ownerId ?? '') : '' });
    return { gone };
  },
  audit: () => null,
});
