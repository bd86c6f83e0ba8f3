import type { MeetingAccess } from './access';
import { prepares } from './access';
import { calledChairOf } from './repository.chair';

/** Of a session what everybody of it may know: named one by one, so that a new column is hidden until somebody decides otherwise (M15). */
export function shownMeeting({ meeting }: Pick<MeetingAccess, 'meeting'>) {
  const { id, title, kind, state, startsAt, endsAt, place, form, remoteSites, invitationNumber, invitationDate, publishedAt, openedAt, closedAt, importedAt, currentItemId } = meeting;
  return { id, title, kind, state, startsAt, endsAt, place, form, remoteSites, invitationNumber, invitationDate, publishedAt, openedAt, closedAt, importedAt, currentItemId };
}

/**
 * What only those who prepare it need; null for everybody else (M15).
 * @param unapproved files of units that wait for approval, and do not go out with the session (documents D48).
 */
export function preparationOf(access: MeetingAccess, unapproved: number) {
  if (!prepares(access)) return null;
  const { version, bodyId, chairId, secretaryId, printedSets, roomId } = access.meeting;
  return { version, bodyId, chairId, calledChairId: calledChairOf(access.meeting), secretaryId, printedSets, roomId, unapproved };
}
