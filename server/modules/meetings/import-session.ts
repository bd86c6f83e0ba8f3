import type { RunContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import { VIETNAM_OFFSET_MINUTES } from '../../shared/rules/date-forms';
import { ATTENDEES_CHANGED, MEETING_CREATED } from './events';
import { createImported, findBodyRules } from './repository.imported';
import { membersOn, replaceSeats } from './repository';

/** A session that was held before there was this program. */
export interface OldSession {
  bodyId: string;
  /** YYYY-MM-DD, in Viet Nam. */
  day: string;
  title: string;
  kind: 'regular' | 'thematic' | 'extraordinary';
  /** Empty: not known. */
  place: string;
}

/** Midnight in Viet Nam. */
const dayBegins = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - VIETNAM_OFFSET_MINUTES * 60_000);

/**
 * Puts a session of earlier years where closed ones are (imports IM7). Members of the body on that day have a seat, so that they read it; nobody has
 * an office, so nothing is drafted, run or written in it.
 * @throws DomainError `rejected`/`meetings.no_such_body`.
 */
export async function importSession({ bodyId, day, ...facts }: OldSession, { db, now, id, emit }: Pick<RunContext<unknown>, 'db' | 'now' | 'id' | 'emit'>): Promise<string> {
  const policy = await findBodyRules(db, bodyId);
  if (policy === null) throw new DomainError('rejected', 'meetings.no_such_body', { field: 'bodyId' });
  const meetingId = id();
  const startsAt = dayBegins(day);
  await createImported(db, { id: meetingId, bodyId, policy, startsAt, endsAt: startsAt, importedAt: now, ...facts });
  const seats = (await membersOn(db, bodyId, day)).flatMap(({ isAdmin, ...member }) => (isAdmin ? [] : [{ ...member, id: id(), role: 'member' as const }]));
  await replaceSeats(db, meetingId, seats);
  emit({ type: MEETING_CREATED, stream: meetingId, payload: {} });
  emit({ type: ATTENDEES_CHANGED, stream: meetingId, payload: { count: seats.length } });
  return meetingId;
}
