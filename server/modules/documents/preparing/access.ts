import type { Caller } from '../../../kernel/actor';
import { personIdOf } from '../../../kernel/actor';
import { DomainError, isRefusal } from '../../../kernel/errors';
import type { Contested } from '../../../kernel/optimistic';
import { allow, allowIf, deny, type Decision } from '../../../kernel/policy';
import type { Db } from '../../../kernel/ports/database';
import { hasRole } from '../../../shared/rules/roles';
import { findItem, isSettled, type AgendaItem } from '../../agenda';
import { findMeeting, loadMeetingAccess, prepares, type Meeting, type MeetingAccess } from '../../meetings';
import { unitsOfPeople } from '../../organization';
import { findSubmission, findTask, type PaperTask, type Submission } from './repository';

/** What somebody is in the unit an item's papers were asked of: brings them, or approves them too. */
export type UnitPart = 'officer' | 'leader';

/** What a unit was asked for, as the caller stands to it. */
export interface TaskAccess {
  task: PaperTask;
  item: AgendaItem;
  meeting: Meeting;
  /** Null: the caller is not of the unit. */
  part: UnitPart | null;
  /** The caller's own stand to the session; null: they know nothing of it but this item. */
  access: MeetingAccess | null;
}

/** Units a caller works for, as far as preparing goes: the system administrator reads nothing (meetings M5), and a pass opens its own session only. */
export async function unitsOfCaller(db: Db, caller: Caller): Promise<string[]> {
  const personId = personIdOf(caller);
  if (caller.kind !== 'person' || personId === null || caller.only || hasRole(caller, 'admin')) return [];
  return (await unitsOfPeople(db, [personId])).get(personId) ?? [];
}

/** @param units of the caller. */
export function partIn({ unitId, officerId }: Pick<PaperTask, 'unitId' | 'officerId'>, units: readonly string[], caller: Caller): UnitPart | null {
  if (!units.includes(unitId)) return null;
  if (hasRole(caller, 'leader')) return 'leader';
  return hasRole(caller, 'officer') || officerId === personIdOf(caller) ? 'officer' : null;
}

/** Whether a session is one of the office that asks; nothing is told of it otherwise. */
async function officeAccess(db: Db, meetingId: string, caller: Caller): Promise<MeetingAccess | null> {
  const access = await loadMeetingAccess(db, meetingId, caller).catch((error: unknown) => {
    if (isRefusal(error)) return null;
    throw error;
  });
  return access && prepares(access) ? access : null;
}

/**
 * What a unit was asked for, for its people and for those who prepare the session.
 * @throws DomainError `not_found` for everybody else, and for the unit once the session is called off.
 */
export async function loadTask(db: Db, itemId: string, caller: Caller): Promise<TaskAccess> {
  const task = await findTask(db, itemId);
  const [item, meeting] = task ? [await findItem(db, itemId), await findMeeting(db, task.meetingId)] : [null, null];
  if (!task || !item || !meeting) throw new DomainError('not_found', 'not_found');
  const access = await officeAccess(db, meeting.id, caller);
  const part = meeting.state === 'cancelled' ? null : partIn(task, await unitsOfCaller(db, caller), caller);
  if (!access && !part) throw new DomainError('not_found', 'not_found');
  return { task, item, meeting, part, access };
}

export interface SubmissionAccess extends TaskAccess {
  submission: Submission;
}

/** A file that was brought, for the unit that brought it and for the office. @throws DomainError as {@link loadTask}. */
export async function loadSubmission(db: Db, submissionId: string, caller: Caller): Promise<SubmissionAccess> {
  const submission = await findSubmission(db, submissionId);
  if (!submission) throw new DomainError('not_found', 'not_found');
  const loaded = await loadTask(db, submission.itemId, caller);
  // Another unit prepares the item by now.
  if (!loaded.access && submission.unitId !== loaded.task.unitId) throw new DomainError('not_found', 'not_found');
  return { ...loaded, part: submission.unitId === loaded.task.unitId ? loaded.part : null, submission };
}

export const OPEN_STATES = ['draft', 'published', 'in_session'] as const;

/** Why nothing is taken for an item now; null: it is. */
export function closedBecause({ task, item, meeting }: Pick<TaskAccess, 'task' | 'item' | 'meeting'>): string | null {
  if (!OPEN_STATES.some((state) => state === meeting.state) || isSettled(item)) return 'documents.item_settled';
  return task.lockedAt ? 'documents.papers_locked' : null;
}

export const officeOnly = ({ access }: Pick<TaskAccess, 'access'>): Decision => allowIf(access !== null, 'documents.office_only');
export const unitOnly = ({ part }: Pick<TaskAccess, 'part'>): Decision => allowIf(part !== null, 'documents.unit_only');

/** Whose word a file waits for; an exception of the office stands in for that of the leader. */
export function mayDecide({ part, access, submission: { state } }: SubmissionAccess, isException: boolean): Decision {
  if (state === 'waiting_office') return allowIf(access !== null, 'documents.office_decides');
  if (state !== 'waiting_leader') return part === 'leader' || access ? allow : deny('documents.leader_decides');
  return allowIf(part === 'leader' || (access !== null && isException), 'documents.leader_decides');
}

/** What was asked of a unit, and until when. */
export const TASK: Contested = { reason: 'documents.task_changed', commands: ['documents.ask-papers', 'documents.extend-deadline', 'documents.set-officer', 'documents.lock-papers'] };
export const taskSubject = (itemId: string) => ({ objectType: 'paper_task', objectId: itemId });

/** A file that waits for a word. */
export const SUBMISSION: Contested = { reason: 'documents.submission_decided', commands: ['documents.submit-paper', 'documents.approve-submission', 'documents.return-submission', 'documents.withdraw-submission'] };
export const submissionSubject = (id: string) => ({ objectType: 'submission', objectId: id });
