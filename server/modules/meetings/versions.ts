import { changedBefore } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { lastChange, updateMeeting, type Meeting, type MeetingChange } from './repository';

/**
 * Changes a session against the version the person saw.
 * @throws DomainError `conflict`/`meetings.changed_elsewhere` {by, at}.
 */
export async function changeMeeting(db: Db, meeting: Meeting, version: number, change: MeetingChange): Promise<void> {
  if (await updateMeeting(db, meeting.id, version, change)) return;
  throw changedBefore('meetings.changed_elsewhere', await lastChange(db, meeting.id, 'meetings'));
}
