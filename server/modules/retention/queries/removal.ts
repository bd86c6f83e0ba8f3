import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { administratorsOnly } from '../../identity';
import { findRemoval } from '../repository';

/** The report of one deleted account, to read and to print (X10). */
export const removal = defineQuery({
  name: 'retention.removal',
  input: z.strictObject({ removalId: z.uuid() }),
  async load({ removalId }, { db }) {
    const found = await findRemoval(db, removalId);
    if (!found) throw new DomainError('not_found', 'not_found');
    return found;
  },
  policy: administratorsOnly,
  present: ({ id, fullName, title, reason, removedBy, at, doneAt, report }) => ({ id, fullName, title, reason, removedBy, at, doneAt, report }),
});
