import { assertSeen, type Contested } from '../../kernel/optimistic';
import type { Db } from '../../kernel/ports/database';
import { updateMeeting, type Meeting, type MeetingChange } from './repository';

/** What a session is (M8), and whether it sits. */
const MEETING: Contested = {
  reason: 'meetings.changed_elsewhere',
  commands: ['meetings.create', 'meetings.update-facts', 'meetings.set-attendees', 'meetings.publish', 'meetings.cancel', 'sitting.open-session', 'sitting.close-session'],
};

/**
 * Changes a session against the version the person saw.
 * @throws DomainError `conflict`/`meetings.changed_elsewhere` {by, at}.
 */
export async function changeMeeting(db: Db, meeting: Meeting, version: number, change: MeetingChange): Promise<void> {
  await assertSeen(db, MEETING, { objectType: 'meeting', objectId: meeting.id }, version, meeting.version);
  await updateMeeting(db, meeting.id, version, change);
}
