import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { assertSeen, type Contested } from '../../kernel/optimistic';
import { allow, allowIf, deny, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { hasRole } from '../../shared/rules/roles';
import { findMeetingAccess, localDateOf, type Meeting, type MeetingAccess } from '../meetings';
import { bodiesOfAgency, unitsOfPeople } from '../organization';
import { bodiesOfMember, findAssignment, type Assignment } from './repository';

/** What of assignments is somebody's by who they are. */
export interface Reach {
  /** Units the person works for. */
  unitIds: readonly string[];
  /** Bodies whose assignments the person sees, as member or office. */
  bodyIds: readonly string[];
  /** Those of which the person is the office: an officer of the agency. */
  officeOf: readonly string[];
}

const NOTHING: Reach = { unitIds: [], bodyIds: [], officeOf: [] };

/** Strangers, guests by a pass and the system administrator reach nothing (TK6). */
export async function reachOf(db: Db, caller: Caller, now: Date): Promise<Reach> {
  const personId = personIdOf(caller);
  if (personId === null || hasRole(caller, 'admin') || (caller.kind === 'person' && caller.only)) return NOTHING;
  const [units, member, officeOf] = [await unitsOfPeople(db, [personId]), await bodiesOfMember(db, personId, localDateOf(now)), hasRole(caller, 'officer') ? await bodiesOfAgency(db, personId) : []];
  return { unitIds: units.get(personId) ?? [], bodyIds: [...new Set([...officeOf, ...member])], officeOf };
}

/** An assignment as one caller stands to it. */
export interface Standing {
  assignment: Assignment;
  /** Null for who knows of the assignment and not of its session. */
  access: MeetingAccess | null;
  isOffice: boolean;
  isChair: boolean;
  /** Works for the responsible unit. */
  isUnit: boolean;
  /** Sees what was said about it since, too: everybody but guests of the session. */
  seesCourse: boolean;
}

/** @throws DomainError `not_found` for who may not see it (TK3, TK6). */
export async function loadAssignment(db: Db, assignmentId: string, caller: Caller, now: Date): Promise<Standing> {
  const assignment = await findAssignment(db, assignmentId);
  const standing = assignment && standingOf(assignment, await findMeetingAccess(db, assignment.meetingId, caller), await reachOf(db, caller, now));
  if (!standing) throw new DomainError('not_found', 'not_found');
  return standing;
}

/** The pure part: null means the caller may not know of it. */
export function standingOf(assignment: Assignment, access: MeetingAccess | null, { unitIds, bodyIds, officeOf }: Reach): Standing | null {
  const prepares = access !== null && (access.isSecretary || access.isSystem);
  const isOffice = prepares || officeOf.includes(assignment.bodyId);
  const isChair = access?.isChair ?? false;
  const isUnit = unitIds.includes(assignment.unitId);
  const seesCourse = isOffice || isChair || isUnit || access?.isMember === true || bodyIds.includes(assignment.bodyId) || assignment.withUnitIds.some((id) => unitIds.includes(id));
  const isSeen = assignment.issuedAt === null ? prepares || isChair : access !== null || seesCourse;
  return isSeen ? { assignment, access, isOffice, isChair, isUnit, seesCourse } : null;
}

/** Drafts are for who prepares the session; what was issued is for the office of its body. */
export const officeOnly: Policy<Standing> = (_caller, { isOffice }) => allowIf(isOffice, 'assignments.office_only');
export const officeOrChair: Policy<Standing> = (_caller, { isOffice, isChair }) => allowIf(isOffice || isChair, 'assignments.office_or_chair');
export const unitOnly: Policy<Standing> = (caller, { isUnit }) => (isUnit || caller.kind === 'system' ? allow : deny('assignments.unit_only'));

const ASSIGNMENT: Contested = {
  reason: 'assignments.changed_elsewhere',
  commands: ['assignments.draft', 'assignments.update', 'assignments.withdraw', 'assignments.report', 'assignments.settle-completion', 'assignments.settle-extension', 'minutes.approve', 'assignments.issue', 'assignments.add-to-agenda'],
};
export const subjectOf = (id: string) => ({ objectType: 'assignment', objectId: id });

/** @throws DomainError `conflict`/`assignments.changed_elsewhere` with who and when (TK9). */
export const assertAssignmentSeen = (db: Db, { id, version }: Pick<Assignment, 'id' | 'version'>, seen: number): Promise<void> => assertSeen(db, ASSIGNMENT, subjectOf(id), seen, version);

/** @throws DomainError `conflict`/`assignments.settled` {state} for what is done or withdrawn (TK5). */
export function assertGoesOn({ state }: Pick<Assignment, 'state'>): void {
  if (state === 'done' || state === 'withdrawn') throw new DomainError('conflict', 'assignments.settled', { state });
}

/** What events and entries of one assignment say of it. */
export const factsOf = ({ id, itemId }: Pick<Assignment, 'id' | 'itemId'>) => ({ assignmentId: id, itemId });

export type Session = Pick<Meeting, 'id' | 'bodyId' | 'startsAt'>;
