import type { Caller } from '../../kernel/actor';
import type { LoadContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import { accessOf, loadMeetingAccess, prepares, type MeetingAccess } from './access';
import { findSeat } from './repository';

/** A session as somebody stands to it: the caller, or whom the caller looks as. */
export interface MeetingView {
  access: MeetingAccess;
  viewer: Caller;
  /** Nothing of that person's own (places, marks) is shown then. */
  isLookedAs: boolean;
}

/**
 * The session for the caller, or for those who prepare it as one of its people sees it, before publication as it will be seen then (M43).
 * @throws DomainError `not_found` for strangers, and where that person has no seat; `forbidden`/`meetings.secretary_only`.
 */
export async function loadView({ meetingId, as }: { meetingId: string; as?: string | undefined }, { db, caller, now }: Pick<LoadContext, 'db' | 'caller' | 'now'>): Promise<MeetingView> {
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
