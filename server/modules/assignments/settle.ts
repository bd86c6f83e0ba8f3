import { personIdOf } from '../../kernel/actor';
import type { RunContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import { ASSIGNMENT_SETTLED } from './events';
import { addStep, updateAssignment, type Assignment, type Step } from './repository';
import { factsOf } from './standing';

/** Writes an answer of the office, tells it, keeps it (TK8). @throws DomainError `invalid`/`assignments.reason_missing`. */
export async function settle(assignment: Assignment, answer: Pick<Step, 'kind' | 'note'> & { dueOn?: string | null; needsReason: boolean }, change: Partial<Assignment>, { db, caller, now, id, emit }: RunContext<unknown>): Promise<void> {
  const { kind, note, dueOn = null, needsReason } = answer;
  if (needsReason && note.length < 3) throw new DomainError('invalid', 'assignments.reason_missing', { field: 'reason' });
  await updateAssignment(db, assignment, change);
  await addStep(db, { id: id(), assignmentId: assignment.id, kind, byId: personIdOf(caller), at: now, note, dueOn });
  emit({ type: ASSIGNMENT_SETTLED, stream: assignment.meetingId, payload: { ...factsOf(assignment), kind } });
}
