import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { findItem } from '../../agenda';
import { loadDocumentAccess } from '../../documents';
import { listSeats } from '../../meetings';
import { inkRights } from '../rights';

/** What the reader needs besides the paper: the caller's rights, and the names at the tips of strokes. */
export const reading = defineQuery({
  name: 'annotations.reading',
  input: z.strictObject({ documentId: z.uuid() }),
  async load({ documentId }, { db, caller, now }) {
    const { access, document } = await loadDocumentAccess(db, documentId, caller, now);
    const item = document.itemId ? await findItem(db, document.itemId) : null;
    return { access, presentsItem: item !== null && item.presenterId === personIdOf(caller), seats: await listSeats(db, access.meeting.id) };
  },
  policy: () => allow,
  present: ({ access, presentsItem, seats }) => {
    const { canShare, canPresent } = inkRights(access, presentsItem);
    return { canShare, canPresent, names: Object.fromEntries(seats.map((seat) => [seat.personId, seat.fullName])) };
  },
});
