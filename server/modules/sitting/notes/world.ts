import type { Caller } from '../../../kernel/actor';
import type { Db } from '../../../kernel/ports/database';
import { DomainError } from '../../../kernel/errors';
import { assertSeen, changedElsewhere, type Contested } from '../../../kernel/optimistic';
import { eventsOf } from '../../../kernel/repository.history';
import type { NotesWorld } from '../../../shared/rules/paper-notes-faults';
import { FLOOR_ENDED, FLOOR_GIVEN } from '../../floor';
import { listSeats, recusalsOf, type Seat } from '../../meetings';
import { listQuestions, QUESTION_OPENED, type Question } from '../../voting';
import type { SittingItem } from '../agenda-item';
import { BLOCK_TAKEN, CHAIR_PASSED, ITEM_ENDED, ITEM_POSTPONED, ITEM_RETURNED, ITEM_STARTED, SESSION_ADJOURNED, SESSION_OPENED, SESSION_PAUSED, SESSION_RESUMED } from '../events';
import { loadSitting, type LoadedSitting } from '../loading';
import { findNotes, type StoredNotes } from '../repository.notes';

/** What moves a sitting on; who comes and goes is said anew by the notes. */
const MOVES = new Set<string>([
  SESSION_OPENED, SESSION_PAUSED, SESSION_RESUMED, SESSION_ADJOURNED, ITEM_STARTED, ITEM_ENDED, ITEM_RETURNED, ITEM_POSTPONED, BLOCK_TAKEN, CHAIR_PASSED, FLOOR_GIVEN, FLOOR_ENDED, QUESTION_OPENED,
]);

export interface LoadedNotes extends LoadedSitting {
  notes: StoredNotes | null;
}

/** A session with what was noted of it. */
export async function loadNotes(db: Db, meetingId: string, caller: Caller): Promise<LoadedNotes> {
  return { ...(await loadSitting(db, meetingId, caller)), notes: await findNotes(db, meetingId) };
}

const NOTES: Contested = { reason: 'notes.changed_elsewhere', commands: ['sitting.save-notes', 'sitting.enter-notes'] };
const ENTERED: Contested = { reason: 'notes.entered', commands: ['sitting.enter-notes'] };
const subjectOf = ({ meeting }: LoadedNotes) => ({ objectType: 'sitting_notes', objectId: meeting.id });

/** What was entered stays. @throws DomainError `conflict`/`notes.entered` {by, at}; `conflict`/`state.meeting` once the session is closed. */
export async function assertNotEntered(db: Db, loaded: LoadedNotes): Promise<void> {
  if (loaded.notes?.enteredAt) throw await changedElsewhere(db, ENTERED, subjectOf(loaded));
  if (loaded.meeting.state === 'closed') throw new DomainError('conflict', 'state.meeting', { state: 'closed' });
}

/** @throws DomainError `conflict`/`notes.changed_elsewhere` {by, at}. */
export const assertNotesSeen = (db: Db, loaded: LoadedNotes, version: number): Promise<void> => assertSeen(db, NOTES, subjectOf(loaded), version, loaded.notes?.version ?? 0);

/** What notes are held against, and what the form offers. */
export interface NotesSetting {
  world: NotesWorld;
  seats: readonly Seat[];
  items: readonly SittingItem[];
  questions: readonly Question[];
}

export async function notesSetting(db: Db, { meeting, course }: LoadedSitting, now: Date): Promise<NotesSetting> {
  const [seats, recusals] = [await listSeats(db, meeting.id), await recusalsOf(db, meeting.id)];
  const questions = (await listQuestions(db, meeting.id)).filter(({ state, covers }) => state === 'draft' && covers === null);
  const moved = meeting.state === 'in_session' ? (await eventsOf(db, meeting.id)).filter(({ type }) => MOVES.has(type)).at(-1) : undefined;
  return {
    seats,
    items: course.items,
    questions,
    world: {
      now,
      recordedUntil: moved?.at ?? null,
      seats,
      items: course.items.map(({ id, kind, state }) => ({ id, kind, state, recused: [...(recusals.get(id)?.keys() ?? [])] })),
      questions,
      modes: meeting.policy.modes,
    },
  };
}
