import type { Caller } from '../../kernel/actor';
import type { RunContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import { assertSeen, type Contested } from '../../kernel/optimistic';
import type { Db } from '../../kernel/ports/database';
import { DEFAULT_PRESIDING, standingOf, whyNotPreside, type ChairOf, type Standing } from '../../shared/rules/presiding';
import { calledChairOf, deputiesOf, isThere, keepChair, listSeats, loadMeetingAccess, localDateOf, moveChair, peopleRecused, recusalsOf, type Meeting, type MeetingAccess, type Seat } from '../meetings';
import { CHAIR_ASKED, CHAIR_PASSED } from './events';
import { chairClaimsOf, clearClaims, storeClaim, type ChairClaim } from './repository.chair';

/** By which way the chair went to somebody: given by the chair; asked for, or proposed by the secretary; taken back; the item was over; the chair of the session had not come back by then. */
export const CHAIR_WAYS = ['given', 'claimed', 'proposed', 'taken_back', 'item_over', 'kept'] as const;
export type ChairWay = (typeof CHAIR_WAYS)[number];

/** A hand-over as it stands in the history. */
export interface ChairPassed {
  personId: string;
  previousPersonId: string;
  /** The item for which only; null: until it is given on. */
  forItemId: string | null;
  /** The item during which it was. */
  itemId: string | null;
  way: ChairWay;
  /** Null: the chair of the session. */
  standing: Standing | null;
}

export interface LoadedChair extends MeetingAccess {
  seats: readonly Seat[];
  rule: ChairOf;
  claims: readonly ChairClaim[];
  called: Seat | null;
}

/** Who may preside by the rules of the body. */
export const chairRule = ({ policy, currentItemId }: Pick<Meeting, 'policy' | 'currentItemId'>, deputies: ReadonlySet<string>, recusals: Parameters<typeof peopleRecused>[0]): ChairOf => ({
  presiding: policy.presiding ?? DEFAULT_PRESIDING,
  deputies,
  recused: peopleRecused(recusals, currentItemId),
});

export const deputiesFor = (db: Db, { bodyId, startsAt }: Pick<Meeting, 'bodyId' | 'startsAt'>): Promise<ReadonlySet<string>> => deputiesOf(db, bodyId, localDateOf(startsAt));

export async function loadChair(db: Db, meetingId: string, caller: Caller): Promise<LoadedChair> {
  const access = await loadMeetingAccess(db, meetingId, caller);
  const { meeting } = access;
  const seats = await listSeats(db, meetingId);
  const rule = chairRule(meeting, await deputiesFor(db, meeting), await recusalsOf(db, meetingId));
  return { ...access, seats, rule, claims: await chairClaimsOf(db, meetingId), called: seats.find(({ personId }) => personId === calledChairOf(meeting)) ?? null };
}

const CHAIR: Contested = { reason: 'sitting.chair_moved', commands: ['sitting.give-chair', 'sitting.return-chair', 'sitting.claim-chair', 'sitting.propose-chair', 'sitting.settle-claim', 'sitting.start-item', 'sitting.end-item', 'sitting.postpone-item'] };

/** Refuses what was decided while somebody else presided. @throws DomainError `conflict`/`sitting.chair_moved` with who was first and when (L35). */
export const assertChairSeen = (db: Db, { meeting }: Pick<LoadedChair, 'meeting'>, seen: string): Promise<void> => assertSeen(db, CHAIR, { meetingId: meeting.id }, seen, meeting.chairId);

/**
 * The seat of whoever is to preside (L35).
 * @throws DomainError `not_found`; `conflict`/`sitting.presides_already`, `sitting.deputy_away`, `sitting.deputy_recused`; `rejected`/`sitting.not_deputy`.
 */
export function successor({ meeting, seats, rule }: Pick<LoadedChair, 'meeting' | 'seats' | 'rule'>, personId: string): Seat {
  const seat = seats.find((one) => one.personId === personId);
  if (!seat) throw new DomainError('not_found', 'not_found');
  if (personId === meeting.chairId) throw new DomainError('conflict', 'sitting.presides_already', { name: seat.fullName });
  const refusal = personId === meeting.calledChairId ? (isThere(seat) ? null : 'sitting.deputy_away') : whyNotPreside({ ...seat, isThere: isThere(seat) }, rule);
  if (refusal) throw new DomainError(refusal === 'sitting.not_deputy' ? 'rejected' : 'conflict', refusal, { name: seat.fullName });
  return seat;
}

type Writing = Pick<RunContext<undefined>, 'db' | 'emit'>;

/** Gives the chair to somebody, tells it, and settles what was asked for meanwhile (L35). */
export async function passChair(meeting: Meeting, to: Seat, of: Pick<LoadedChair, 'rule'>, { way, forItemId = null }: { way: ChairWay; forItemId?: string | null }, { db, emit }: Writing): Promise<ChairPassed> {
  const standing = to.personId === calledChairOf(meeting) ? null : standingOf(to, of.rule);
  await moveChair(db, meeting, to.personId, forItemId);
  await clearClaims(db, meeting.id);
  const passed: ChairPassed = { personId: to.personId, previousPersonId: meeting.chairId, forItemId, itemId: meeting.currentItemId, way, standing };
  emit({ type: CHAIR_PASSED, stream: meeting.id, payload: { ...passed } });
  return passed;
}

/** One of two keys (L37): asked for by the deputy, or proposed by the secretary; where the other was there before, the chair is theirs at once. The same key twice is one. */
export async function askForChair(loaded: LoadedChair, personId: string, kind: ChairClaim['kind'], context: RunContext<undefined>): Promise<{ claimId: string; presides: boolean }> {
  const { meeting, claims } = loaded;
  const to = successor(loaded, personId);
  const open = claims.find((claim) => claim.personId === personId && claim.refusedAt === null);
  if (open && open.kind !== kind) return { claimId: open.id, presides: true, ...(await passChair(meeting, to, loaded, { way: kind === 'claim' ? 'proposed' : 'claimed' }, context)) };
  if (open) return { claimId: open.id, presides: false };
  const claimId = context.id();
  await storeClaim(context.db, meeting.id, { id: claimId, personId, kind, at: context.now });
  context.emit({ type: CHAIR_ASKED, stream: meeting.id, payload: { personId, kind } });
  return { claimId, presides: false };
}

/** An item ended for which somebody else presided: the chair of the session presides again, if there (L36). */
export async function endItemChair(meeting: Meeting, endedItemId: string, context: Writing): Promise<void> {
  const { calledChairId, chairItemId, chairId } = meeting;
  if (calledChairId === null || chairItemId !== endedItemId) return;
  const seats = await listSeats(context.db, meeting.id);
  const called = seats.find(({ personId }) => personId === calledChairId);
  const rule = chairRule(meeting, await deputiesFor(context.db, meeting), new Map());
  if (called && isThere(called)) {
    await passChair({ ...meeting, currentItemId: endedItemId }, called, { rule }, { way: 'item_over' }, context);
    return;
  }
  // Nobody would preside: whoever does goes on.
  const goesOn = seats.find(({ personId }) => personId === chairId);
  await keepChair(context.db, meeting.id);
  const standing = goesOn ? standingOf({ ...goesOn, role: 'member' }, rule) : null;
  const passed: ChairPassed = { personId: chairId, previousPersonId: chairId, forItemId: null, itemId: endedItemId, way: 'kept', standing };
  context.emit({ type: CHAIR_PASSED, stream: meeting.id, payload: { ...passed } });
}
