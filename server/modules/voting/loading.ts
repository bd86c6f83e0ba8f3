import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { assertSeen, type Contested } from '../../kernel/optimistic';
import { allowIf, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { listSeats, loadMeetingAccess, runsSitting, type MeetingAccess } from '../meetings';
import { quorumOf } from './electorate';
import type { Question } from './question';
import { findOpenQuestion, findQuestion } from './repository';

/** @throws DomainError `not_found` for strangers and for a question of another session. */
export async function loadQuestion(db: Db, meetingId: string, questionId: string, caller: Caller): Promise<MeetingAccess & { question: Question }> {
  const access = await loadMeetingAccess(db, meetingId, caller);
  const question = await findQuestion(db, meetingId, questionId);
  if (!question) throw new DomainError('not_found', 'not_found');
  return { ...access, question };
}

/** Where the sitting stands, as far as opening a question depends on it. */
export async function sittingOf(db: Db, { meeting }: MeetingAccess) {
  const seats = await listSeats(db, meeting.id);
  const open = await findOpenQuestion(db, meeting.id);
  return { state: meeting.state, currentItemId: meeting.currentItemId, openQuestionId: open?.id ?? null, quorum: quorumOf(seats, meeting.policy) };
}

/** The secretary and the secretary's assistants prepare questions. */
export const secretaryOnly: Policy<MeetingAccess> = (_caller, access) => allowIf(access.isSecretary || access.isSystem, 'voting.secretary_only');
/** Chair and secretary put them and enter what was counted. */
export const officersOnly: Policy<MeetingAccess> = (_caller, access) => allowIf(runsSitting(access), 'voting.officers_only');

const QUESTION: Contested = {
  reason: 'voting.changed_elsewhere',
  commands: ['voting.create-question', 'voting.update-question', 'voting.open-question', 'voting.withdraw-question', 'voting.record-show-of-hands'],
};

/** @throws DomainError `conflict`/`voting.changed_elsewhere` with who and when (V4). */
export const assertQuestionSeen = (db: Db, question: Question, version: number): Promise<void> =>
  assertSeen(db, QUESTION, { objectType: 'question', objectId: question.id }, version, question.version);
