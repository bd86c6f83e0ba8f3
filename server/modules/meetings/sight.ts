import { personIdOf, type Caller } from '../../kernel/actor';
import type { Db } from '../../kernel/ports/database';
import { seesPaper, type PaperReader } from '../../shared/rules/audience';
import { unitsOfPeople } from '../organization';
import type { MeetingAccess } from './access';
import { findSeat, type Meeting, type Seat } from './repository';
import { audiencesOf, placesOfPapers, type Audiences } from './repository.audiences';
import { recusalsOf, type Recusals } from './repository.recusals';

/** What somebody sees of the papers of one session at one moment (M41). */
export interface PaperSight {
  /** Nothing is kept from this reader. */
  seesAll: boolean;
  sees(paper: { id: string; itemId: string | null }): boolean;
}

/** Of the program itself, and of whatever is settled for all readers alike. */
export const EVERY_PAPER: PaperSight = { seesAll: true, sees: () => true };

type Stand = Pick<MeetingAccess, 'meeting' | 'seat' | 'isSystem' | 'isChair' | 'isSecretary' | 'lookedBy'>;

/** What is kept from who looks is kept from the seat they look with too (agenda A32). @param names own id, and those of units. */
export const readerOf = ({ seat, isSystem, lookedBy, ...access }: Omit<Stand, 'meeting'>, names: readonly string[], recusals: Recusals): PaperReader => ({
  runs: isSystem || access.isChair || access.isSecretary,
  isMember: seat !== null && (seat.voting || seat.substituteForId !== null),
  names,
  onlyItemId: seat?.onlyItemId ?? null,
  recusedFrom: seat === null || isSystem || access.isSecretary ? [] : [...recusals].flatMap(([itemId, people]) => (people.has(seat.personId) || people.has(lookedBy ?? seat.personId) ? [itemId] : [])),
});

/** Everybody of a session as their seats say, for saying who will see a paper before that is settled. */
export async function readersOf(db: Db, meetingId: string, seats: readonly Seat[]): Promise<(seat: Seat) => PaperReader> {
  const units = await unitsOfPeople(db, seats.map(({ personId }) => personId));
  const recusals = await recusalsOf(db, meetingId);
  return (seat) => readerOf({ seat, isSystem: false, ...officeOf(seat) }, [seat.personId, ...(units.get(seat.personId) ?? [])], recusals);
}

/** The item that runs, through which guests of one item come in. */
export const runningItem = ({ state, currentItemId }: Pick<Meeting, 'state' | 'currentItemId'>): string | null => (state === 'in_session' ? currentItemId : null);

/** What one reader sees of a session of which everything is known. */
export function sightIn(meeting: Pick<Meeting, 'state' | 'currentItemId'>, audiences: Audiences, reader: PaperReader, at: Date): PaperSight {
  if (reader.recusedFrom.length === 0 && (reader.runs || (audiences.size === 0 && reader.onlyItemId === null))) return EVERY_PAPER;
  const moment = { at, runningItemId: runningItem(meeting) };
  return {
    seesAll: false,
    sees: ({ id, itemId }) => seesPaper(reader, { itemId, own: audiences.get(id) ?? null, item: (itemId && audiences.get(itemId)) || null }, moment),
  };
}

/** Own id and those of the units somebody works for, where anything is asked of them. */
async function namesOf(db: Db, audiences: Audiences, personId: string | null): Promise<string[]> {
  if (personId === null || ![...audiences.values()].some(({ kind }) => kind === 'named')) return [];
  return [personId, ...((await unitsOfPeople(db, [personId])).get(personId) ?? [])];
}

/** What the caller sees of the papers of a session that was loaded for them. */
export async function sightOf(db: Db, access: Stand, caller: Caller, at: Date): Promise<PaperSight> {
  if (access.isSystem || access.isSecretary) return EVERY_PAPER;
  return sightAs(db, access, personIdOf(caller), at);
}

async function sightAs(db: Db, access: Stand, personId: string | null, at: Date): Promise<PaperSight> {
  const audiences = await audiencesOf(db, access.meeting.id);
  return sightIn(access.meeting, audiences, readerOf(access, await namesOf(db, audiences, personId), await recusalsOf(db, access.meeting.id)), at);
}

/** What another person sees of the papers of a published session, by their seat. */
export async function sightOfPerson(db: Db, meeting: Meeting, personId: string | null, at: Date): Promise<PaperSight> {
  const seat = personId === null ? null : await findSeat(db, meeting.id, personId);
  return sightAs(db, standOf(meeting, seat), personId, at);
}

/** What everybody in the room may be shown: a screen on the wall sees as somebody without a seat. */
export const sightOfRoom = (db: Db, meeting: Meeting, at: Date): Promise<PaperSight> => sightAs(db, standOf(meeting, null), null, at);

function standOf(meeting: Meeting, seat: Seat | null): Stand {
  return { meeting, seat, isSystem: false, ...officeOf(seat) };
}

function officeOf(seat: Seat | null): Pick<Stand, 'isChair' | 'isSecretary'> {
  return { isChair: seat?.role === 'chair', isSecretary: seat?.role === 'secretary' || seat?.role === 'assistant' };
}

/** Papers of a session that somebody does not see, withdrawn ones among them. */
export async function unseenPapers(db: Db, meetingId: string, sight: PaperSight): Promise<ReadonlySet<string>> {
  if (sight.seesAll) return new Set();
  return new Set((await placesOfPapers(db, meetingId)).filter((paper) => !sight.sees(paper)).map(({ id }) => id));
}

/** Own id and those of units, for statements that ask of all sessions. */
export async function readerNames(db: Db, personId: string): Promise<string[]> {
  return [personId, ...((await unitsOfPeople(db, [personId])).get(personId) ?? [])];
}
