import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Contested } from '../../kernel/optimistic';
import { allowIf, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { loadItemAccess, type ItemAccess } from '../agenda';
import { runsSitting, type MeetingAccess } from '../meetings';
import { findPosition } from './repository';
import type { Position } from './position';

export interface LoadedPosition extends ItemAccess {
  position: Position | null;
}

/** An item of a session with what somebody declared of it. @throws DomainError `not_found`. */
export async function loadPosition(db: Db, { meetingId, itemId }: { meetingId: string; itemId: string }, personId: string | null, caller: Caller): Promise<LoadedPosition> {
  const loaded = await loadItemAccess(db, itemId, caller);
  if (loaded.meeting.id !== meetingId) throw new DomainError('not_found', 'not_found');
  return { ...loaded, position: personId === null ? null : await findPosition(db, itemId, personId) };
}

/** Who has a vote in the session. */
export const membersOnly: Policy<ItemAccess> = (_caller, { access }) => allowIf(access.isMember, 'positions.members_only');

/** Who presents an item is told what is asked of it, and says something to it; so do those who run the session. */
export const answersFor = (access: MeetingAccess, item: { presenterId: string | null }): boolean => runsSitting(access) || (access.seat !== null && access.seat.personId === item.presenterId);

/** A member's own, from two tablets. */
export const POSITION: Contested = { reason: 'positions.changed_elsewhere', commands: ['positions.declare', 'positions.withdraw', 'positions.answer'] };

export const positionSubject = (itemId: string, personId: string) => ({ objectType: 'position', objectId: `${itemId}:${personId}` });
