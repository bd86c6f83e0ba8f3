import { z } from 'zod';
import type { Caller } from '../../kernel/actor';
import type { LoadContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import { callerFor } from '../delegations';
import { accessOf, loadMeetingAccess, prepares, type MeetingAccess } from './access';
import { findSeat } from './repository';

/** A session as somebody stands to it: the caller, or whom the caller looks as. */
export interface MeetingView {
  access: MeetingAccess;
  viewer: Caller;
  /** Nothing of that person's own (places, marks) is shown then. */
  isLookedAs: boolean;
}

/** Whose eyes a session is looked at with: those of one of its people (M43), or of whom the caller prepares papers for (delegations DG3). */
export const viewInput = { as: z.uuid().optional(), for: z.uuid().optional() };

/**
 * The session for the caller, or for those who prepare it as one of its people sees it, before publication as it will be seen then (M43).
 * @throws DomainError `not_found` for strangers, and where that person has no seat; `forbidden`/`meetings.secretary_only`.
 */
export async function loadView({ meetingId, as, for: leaderId }: { meetingId: string; as?: string | undefined; for?: string | undefined }, { db, caller, now }: Pick<LoadContext, 'db' | 'caller' | 'now'>): Promise<MeetingView> {
  if (leaderId !== undefined) {
    const viewer = await callerFor(db, caller, leaderId, now);
    return { access: await loadMeetingAccess(db, meetingId, viewer), viewer, isLookedAs: true };
  }
  const own = await loadMeetingAccess(db, meetingId, caller);
  if (as === undefined) return { access: own, viewer: caller, isLookedAs: false };
  if (!prepares(own)) throw new DomainError('forbidden', 'meetings.secretary_only');
  const seat = await findSeat(db, meetingId, as);
  const viewer: Caller = { kind: 'person', personId: as, signInId: as, fullName: seat?.fullName ?? '', roles: [] };
  const { meeting } = own;
  const announced = meeting.state === 'draft' ? { ...meeting, state: 'published' as const, publishedAt: now } : meeting;
  const access = seat && accessOf(announced, seat, viewer, false);
  if (!access) throw new DomainError('not_found', 'not_found');
  return { access, viewer, isLookedAs: true };
}
