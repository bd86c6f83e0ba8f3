import { z } from 'zod';
import { anonymous } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { systemOnly } from '../../../kernel/policy';
import type { Db } from '../../../kernel/ports/database';
import { findItem } from '../../agenda';
import { findNewestInk, loadDocumentAccess, loadDocumentToShow, paperOfInkStream } from '../../documents';
import { findAccount } from '../../identity';
import { findWallScreen } from '../../meetings';
import { preparedAccess } from '../prepared/access';
import { findPreparedStream } from '../prepared/repository';
import { inkRights, type InkRights } from '../rights';

/** What is written for all on the paper presented, to look at (R23). */
async function screenAccess(db: Db, screenId: string, documentId: string, now: Date): Promise<(InkRights & { meetingId: string }) | null> {
  const screen = await findWallScreen(db, { id: screenId });
  if (!screen) return null;
  const shown = await loadDocumentToShow(db, documentId, anonymous(undefined, screen), now).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') return null;
    throw error;
  });
  if (!shown) return null;
  return { canRead: true, canShare: false, canPresent: false, meetingId: screen.meetingId };
}

/** Asked by live rooms for each tablet and ink stream, which is that of one version of a paper (K12); null when there is no such one for this person (K5). */
export const inkAccess = defineQuery({
  name: 'annotations.ink-access',
  /** `personId`: of a screen on the wall, its own id. */
  input: z.strictObject({ personId: z.uuid(), inkId: z.uuid() }),
  async load({ personId, inkId }, { db, now }) {
    const prepared = await findPreparedStream(db, inkId);
    const documentId = prepared?.documentId ?? (await paperOfInkStream(db, inkId));
    if (!documentId) return null;
    const account = await findAccount(db, personId);
    if (!account && prepared) return null;
    if (!account) return screenAccess(db, personId, documentId, now);
    if (account.status === 'blocked') return null;
    // A seat gives ink, no role of the whole installation does; that of an administrator takes it away (M5).
    const person = { kind: 'person', personId, signInId: personId, fullName: account.fullName, roles: account.roles.filter((role) => role === 'admin') } as const;
    try {
      if (prepared) return await preparedAccess(db, prepared, person, now);
      const { access, document } = await loadDocumentAccess(db, documentId, person, now);
      const item = document.itemId ? await findItem(db, document.itemId) : null;
      const newest = await findNewestInk(db, documentId);
      return { ...inkRights(access, item?.presenterId === personId), meetingId: access.meeting.id, isEarlier: newest !== inkId };
    } catch (error) {
      if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'gone')) return null;
      throw error;
    }
  },
  policy: systemOnly,
  present: (rights) => rights,
});
