import { DomainError } from '../../../kernel/errors';
import type { PersonCaller } from '../../../kernel/actor';
import type { Db } from '../../../kernel/ports/database';
import { callerFor } from '../../delegations';
import { findNewestInk, loadDocumentAccess } from '../../documents';
import type { InkRights } from '../rights';
import type { PreparedStream } from './repository';

/**
 * What somebody may do with marks prepared for a leader (K20, K21): who prepares adds to them and takes away, while they prepare; the leader reads and takes
 * away, also afterwards; nobody else knows of them.
 * @throws DomainError as `loadDocumentAccess`, and `not_found` for everybody else.
 */
export async function preparedAccess(db: Db, { documentId, paperInk, leaderId, assistantId }: PreparedStream, person: PersonCaller, now: Date): Promise<InkRights & { meetingId: string; isEarlier: boolean; ownerId: string; isDelegated: boolean }> {
  if (![leaderId, assistantId].includes(person.personId)) throw new DomainError('not_found', 'not_found');
  const isLeader = person.personId === leaderId;
  const { access } = await loadDocumentAccess(db, documentId, isLeader ? person : await callerFor(db, person, leaderId, now), now);
  const canRead = access.seat !== null;
  const isEarlier = (await findNewestInk(db, documentId)) !== paperInk;
  return { canRead, canShare: false, canPresent: false, onlyErases: isLeader, meetingId: access.meeting.id, isEarlier, ownerId: leaderId, isDelegated: !isLeader };
}
