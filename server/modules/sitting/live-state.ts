import type { Db } from '../../kernel/ports/database';
import { DomainError } from '../../kernel/errors';
import { lastApartFrom } from '../../kernel/repository.history';
import type { PageRun } from '../../shared/rules/pack-numbers';
import { audiencesOf, findMeeting, findSeatMap, listSeats, listSites, recusalsOf, sessionsOfItems, type Audiences, type Meeting, type Recusals, type Seat, type SeatMap, type Site, type Target } from '../meetings';
import { loadFloor, type FloorState } from '../floor';
import { contestedIn, type Contested } from '../positions';
import { unitsOfPeople } from '../organization';
import { findRun } from '../packs';
import { ANSWER_TAKEN_BACK, BALLOT_CAST, BALLOT_GIVEN, BOX_CLOSED, CONTINUED_BY_HANDS, listQuestions, NAME_CALLED, openVote, QUESTION_CLOSED, QUESTION_FALLEN, QUESTION_OPENED, QUESTION_WITHDRAWN, type OpenVote, type Question } from '../voting';
import type { SittingItem } from './agenda-item';
import type { Paper, Presentation } from './presentation';
import { deputiesFor } from './chair';
import { chairClaimsOf, type ChairClaim } from './repository.chair';
import { findUndoable, type UndoableMove } from './undo';
import { findPresentation, listItems, listPapers } from './repository';
import { hallSigns, listCalls, type HallSign, type ServiceCall } from './repository.hall';

/** What goes on in the room, and the saving of minutes, which concerns their writer: everything else changes what was prepared, or follows from it. */
const OF_THE_ROOM = ['sitting.', 'floor.', QUESTION_OPENED, QUESTION_CLOSED, QUESTION_WITHDRAWN, QUESTION_FALLEN, ANSWER_TAKEN_BACK, BALLOT_CAST, BALLOT_GIVEN, BOX_CLOSED, NAME_CALLED, CONTINUED_BY_HANDS, 'minutes.saved'];

/** All that the live picture of a session is made of; loaded once for all audiences. */
export interface LiveState {
  meeting: Meeting;
  seats: readonly Seat[];
  items: readonly SittingItem[];
  papers: readonly Paper[];
  questions: readonly Question[];
  /** How far the open vote is. */
  vote: OpenVote | null;
  presentation: Presentation | null;
  /** The last move, while it can be undone. */
  undoable: UndoableMove | null;
  /** Who speaks and who waits. */
  floor: FloorState;
  /** Person ids of the deputies of the body. */
  deputies: ReadonlySet<string>;
  /** Items members want debated, by what they declared. */
  contested: readonly Contested[];
  /** Who asks for the chair. */
  claims: readonly ChairClaim[];
  calls: readonly ServiceCall[];
  signs: readonly HallSign[];
  sites: readonly Site[];
  /** Plan and seating, while the screens on the wall show them (L76). */
  seatMap: SeatMap | null;
  /** Numbers of the presented paper through all papers of the session. */
  shownRun: PageRun | null;
  /** Sessions that moved items went to, by the id of the item they became there. */
  movedTo: ReadonlyMap<string, Target>;
  /** Who may see which papers. */
  audiences: Audiences;
  /** Who takes no part in which items. */
  recusals: Recusals;
  /** Units of those who have a seat, where anything is asked of them. */
  units: ReadonlyMap<string, readonly string[]>;
  /** Number of the last event that changed what was prepared for the session. */
  prepared: number;
  now: Date;
}

/** @throws DomainError `not_found`. */
export async function loadLiveState(meetingId: string, { db, now }: { db: Db; now: Date }): Promise<LiveState> {
  const meeting = await findMeeting(db, meetingId);
  if (!meeting) throw new DomainError('not_found', 'not_found');
  const presentation = await findPresentation(db, meetingId);
  const [seats, audiences] = [await listSeats(db, meetingId), await audiencesOf(db, meetingId)];
  const items = await listItems(db, meetingId);
  const recusals = await recusalsOf(db, meetingId);
  const questions = await listQuestions(db, meetingId);
  const signs = meeting.state === 'in_session' ? await hallSigns(db, meetingId) : [];
  const asksOfUnits = [...audiences.values()].some(({ kind }) => kind === 'named');
  return {
    meeting,
    seats,
    audiences,
    recusals,
    units: asksOfUnits ? await unitsOfPeople(db, seats.map(({ personId }) => personId)) : new Map(),
    items,
    movedTo: await sessionsOfItems(db, items.flatMap(({ movedToId }) => movedToId ?? [])),
    undoable: meeting.state === 'in_session' ? await findUndoable(db, meetingId, { currentItemId: meeting.currentItemId, items }, now) : null,
    papers: await listPapers(db, meetingId),
    questions,
    vote: await openVote(db, meeting, questions.find(({ state }) => state === 'open')),
    presentation,
    floor: await loadFloor(db, meeting),
    contested: meeting.state === 'published' || meeting.state === 'in_session' ? await contestedIn(db, meetingId) : [],
    deputies: meeting.state === 'in_session' ? await deputiesFor(db, meeting) : new Set(),
    claims: meeting.state === 'in_session' ? await chairClaimsOf(db, meetingId) : [],
    calls: meeting.state === 'in_session' ? await listCalls(db, meetingId) : [],
    signs,
    sites: await listSites(db, meetingId),
    seatMap: signs.some(({ kind }) => kind === 'lights') ? await findSeatMap(db, meetingId) : null,
    shownRun: presentation && (await findRun(db, presentation.documentId)),
    prepared: await lastApartFrom(db, meetingId, OF_THE_ROOM),
    now,
  };
}
