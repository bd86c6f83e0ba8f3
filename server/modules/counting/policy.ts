import { DomainError } from '../../kernel/errors';
import type { Caller } from '../../kernel/actor';
import { allowIf, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import type { MeetingAccess } from '../meetings';
import { findAbout, type OfficialDocument } from '../records';
import { leadsCount, loadQuestion, type Question } from '../voting';
import { countedOf } from './document';
import type { Counted } from './figures';

export interface CountingLoaded extends MeetingAccess {
  question: Question;
  /** What an earlier drawing up made; null: nothing yet. */
  official: OfficialDocument | null;
}

/** @throws DomainError `not_found` for strangers, for a question of another session and for one that nobody was named to count. */
export async function loadCounting(db: Db, { meetingId, questionId }: { meetingId: string; questionId: string }, caller: Caller): Promise<CountingLoaded> {
  const loaded = await loadQuestion(db, meetingId, questionId, caller);
  if (loaded.question.counters.length === 0) throw new DomainError('not_found', 'not_found');
  return { ...loaded, official: await findAbout(db, 'counting', questionId) };
}

/** The secretary or the head of the committee has the count written down (G26). */
export const writes = (caller: Caller, { isSecretary, question }: CountingLoaded): boolean => isSecretary || leadsCount(caller, question);
export const writersOnly: Policy<CountingLoaded> = (caller, loaded) => allowIf(writes(caller, loaded), 'counting.writers_only');

/** @throws DomainError `conflict`/`counting.not_closed`: there is no result yet. */
export function assertCounted(question: Question): Counted {
  const counted = countedOf(question);
  if (!counted) throw new DomainError('conflict', 'counting.not_closed');
  return counted;
}
