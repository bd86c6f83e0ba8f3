import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { systemOnly } from '../../../kernel/policy';
import { findItem } from '../../agenda';
import { loadDocumentAccess, paperOfInk } from '../../documents';
import { findAccount } from '../../identity';
import { inkRights } from '../rights';

/** Asked by the ink lane for each connection and version of a paper; null when there is no such one for this person (K5). */
export const inkAccess = defineQuery({
  name: 'annotations.ink-access',
  input: z.strictObject({ personId: z.uuid(), inkId: z.uuid() }),
  async load({ personId, inkId }, { db }) {
    const account = await findAccount(db, personId);
    const documentId = await paperOfInk(db, inkId);
    if (!documentId || !account || account.status === 'blocked') return null;
    // A seat gives ink, no role of the whole installation does; that of an administrator takes it away (M5).
    const person = { kind: 'person', personId, sessionId: personId, fullName: account.fullName, roles: account.roles.filter((role) => role === 'admin') } as const;
    try {
      const { access, document } = await loadDocumentAccess(db, documentId, person);
      const item = document.itemId ? await findItem(db, document.itemId) : null;
      return { ...inkRights(access, item?.presenterId === personId), meetingId: access.meeting.id };
    } catch (error) {
      if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'gone')) return null;
      throw error;
    }
  },
  policy: systemOnly,
  present: (rights) => rights,
});
