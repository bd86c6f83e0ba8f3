import type { Db } from '../../kernel/ports/database';
import { DomainError } from '../../kernel/errors';
import { lastApartFrom } from '../../kernel/repository.history';
import type { PageRun } from '../../shared/rules/pack-numbers';
import { findMeeting, listSeats, type Meeting, type Seat } from '../meetings';
import { findRun } from '../packs';
import { listQuestions, QUESTION_CLOSED, QUESTION_OPENED, QUESTION_WITHDRAWN, type Question } from '../voting';
import type { SittingItem } from './agenda-item';
import type { Paper, Presentation } from './presentation';
import { findPresentation, listItems, listPapers } from './repository';

/** What goes on in the room, and the saving of minutes, which concerns their writer: everything else changes what was prepared, or follows from it. */
const OF_THE_ROOM = ['sitting.', QUESTION_OPENED, QUESTION_CLOSED, QUESTION_WITHDRAWN, 'minutes.saved'];

/** All that the live picture of a session is made of; loaded once for all audiences. */
export interface LiveState {
  meeting: Meeting;
  seats: readonly Seat[];
  items: readonly SittingItem[];
  papers: readonly Paper[];
  questions: readonly Question[];
  presentation: Presentation | null;
  /** Numbers of the presented paper through all papers of the session. */
  shownRun: PageRun | null;
  /** Number of the last event that changed what was prepared for the session. */
  prepared: number;
  now: Date;
}

/** @throws DomainError `not_found`. */
export async function loadLiveState(meetingId: string, { db, now }: { db: Db; now: Date }): Promise<LiveState> {
  const meeting = await findMeeting(db, meetingId);
  if (!meeting) throw new DomainError('not_found', 'not_found');
  const presentation = await findPresentation(db, meetingId);
  return {
    meeting,
    seats: await listSeats(db, meetingId),
    items: await listItems(db, meetingId),
    papers: await listPapers(db, meetingId),
    questions: await listQuestions(db, meetingId),
    presentation,
    shownRun: presentation && (await findRun(db, presentation.documentId)),
    prepared: await lastApartFrom(db, meetingId, OF_THE_ROOM),
    now,
  };
}
