import { z } from 'zod';
import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { assertSeen, type Contested } from '../../kernel/optimistic';
import { allowIf, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { loadMeetingAccess, runsSitting, type MeetingAccess } from '../meetings';
import { assertNotPaused } from '../floor';
import { findOpenQuestion } from '../voting';
import type { SittingItem } from './agenda-item';
import { listItems } from './repository';
import type { Course } from './sitting';

export interface LoadedSitting extends MeetingAccess {
  course: Course<SittingItem>;
}

/** What a move of an item names. */
export const itemMove = z.strictObject({
  meetingId: z.uuid(),
  itemId: z.uuid(),
  /** The item that was current when this was decided; null for none. */
  currentItemId: z.uuid().nullable(),
});

/** A session with its items, as the commands that run it load it. */
export async function loadSitting(db: Db, meetingId: string, caller: Caller): Promise<LoadedSitting> {
  const access = await loadMeetingAccess(db, meetingId, caller);
  return { ...access, course: { currentItemId: access.meeting.currentItemId, items: await listItems(db, meetingId) } };
}

/** Chair, secretary and the secretary's assistants run the sitting. */
export const officersOnly: Policy<MeetingAccess> = (_caller, access) => allowIf(runsSitting(access), 'sitting.officers_only');
export const secretaryOnly: Policy<MeetingAccess> = (_caller, access) => allowIf(access.isSecretary, 'sitting.secretary_only');
/** Everybody with a seat. */
export const seatedOnly: Policy<MeetingAccess> = (_caller, access) => allowIf(access.seat !== null, 'sitting.no_seat');

/** Nothing moves while a question is open or the sitting stands still (L10, L27). @throws DomainError as {@link assertNoOpenVote}, `conflict`/`floor.paused`. */
export async function assertMayMove(db: Db, meetingId: string): Promise<void> {
  await assertNotPaused(db, meetingId);
  await assertNoOpenVote(db, meetingId);
}

/** @throws DomainError `conflict`/`sitting.vote_open` while a question is open (L10). */
export async function assertNoOpenVote(db: Db, meetingId: string): Promise<void> {
  const open = await findOpenQuestion(db, meetingId);
  if (open) throw new DomainError('conflict', 'sitting.vote_open', { text: open.text });
}

const CURRENT_ITEM: Contested = { reason: 'sitting.item_moved', commands: ['sitting.start-item', 'sitting.return-item', 'sitting.end-item', 'sitting.postpone-item'] };

/**
 * Refuses a move that was decided on an older picture (L8).
 * @throws DomainError `conflict`/`sitting.item_moved` with who moved it and when.
 */
export const assertCurrentSeen = (db: Db, { meeting }: LoadedSitting, seenItemId: string | null): Promise<void> =>
  assertSeen(db, CURRENT_ITEM, { meetingId: meeting.id }, seenItemId, meeting.currentItemId);
