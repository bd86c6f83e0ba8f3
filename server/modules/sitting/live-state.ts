import type { Db } from '../../kernel/ports/database';
import { DomainError } from '../../kernel/errors';
import { findMeeting, listSeats, type Meeting, type Seat } from '../meetings';
import { listQuestions, type Question } from '../voting';
import type { SittingItem } from './agenda-item';
import type { Paper, Presentation } from './presentation';
import { findPresentation, listItems, listPapers } from './repository';

/** All that the live picture of a session is made of; loaded once for all audiences. */
export interface LiveState {
  meeting: Meeting;
  seats: readonly Seat[];
  items: readonly SittingItem[];
  papers: readonly Paper[];
  questions: readonly Question[];
  presentation: Presentation | null;
  now: Date;
}

/** @throws DomainError `not_found`. */
export async function loadLiveState(meetingId: string, { db, now }: { db: Db; now: Date }): Promise<LiveState> {
  const meeting = await findMeeting(db, meetingId);
  if (!meeting) throw new DomainError('not_found', 'not_found');
  return {
    meeting,
    seats: await listSeats(db, meetingId),
    items: await listItems(db, meetingId),
    papers: await listPapers(db, meetingId),
    questions: await listQuestions(db, meetingId),
    presentation: await findPresentation(db, meetingId),
    now,
  };
}
