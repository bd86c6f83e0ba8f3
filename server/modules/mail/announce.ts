import type { RunContext } from '../../kernel/command';
import type { Db } from '../../kernel/ports/database';
import { findMeeting, listSeats } from '../meetings';
import { sendLetter } from './jobs/send-letter-kind';
import { planLetters, timesOf } from './plan';
import { addLetters, dropLetters, findAnnouncement, listLetters, storeAnnouncement } from './repository';

/** Of the calendar entry, where nothing was announced yet: the same for the file as for the letters. */
export const uidOf = (meetingId: string, origin: string): string => `${meetingId}@${new URL(origin).hostname}`;

/** Says what has to be said about a session now (ML1). @returns how many letters were put in line. */
export async function announceSession({ db, now, id, enqueue }: Pick<RunContext<unknown>, 'db' | 'now' | 'id' | 'enqueue'>, meetingId: string, origin: string): Promise<number> {
  const found = await findMeeting(db, meetingId);
  if (!found) return 0;
  const meeting = { ...found, ...timesOf(found) };
  const stored = await findAnnouncement(db, meetingId);
  const plan = planLetters(meeting, await listSeats(db, meetingId), stored, await listLetters(db, meetingId), now);
  if (!plan) return 0;
  await storeAnnouncement(db, meetingId, stored?.uid ?? uidOf(meetingId, origin), plan.announced);
  await dropLetters(db, plan.dropped, 'superseded');
  const letters = plan.letters.map(({ personId, kind, fields }) => ({
    id: id(), meetingId, personId, kind, sequence: plan.announced.sequence, rule: '', fields: fields.join(','), queuedAt: now, dueAt: now, until: meeting.endsAt,
  }));
  await addLetters(db, letters);
  for (const letter of letters) await enqueue(sendLetter, { letterId: letter.id }, { key: letter.id });
  return letters.length;
}

/** What the calendar entry of a session says of itself now. */
export async function entryOf(db: Db, meetingId: string, origin: string): Promise<{ uid: string; sequence: number }> {
  const stored = await findAnnouncement(db, meetingId);
  return { uid: stored?.uid ?? uidOf(meetingId, origin), sequence: stored?.sequence ?? 0 };
}
