import type { RunContext } from '../../kernel/command';
import { ASSIGNMENT_ISSUED } from './events';
import { addStep, assignmentsOf, updateAssignment } from './repository';
import { factsOf } from './standing';

/** Issues what is drafted of a session (TK4): with the approval of its minutes, or afterwards. @returns how many. */
export async function issueDrafts(meetingId: string, byId: string | null, { db, now, id, emit }: Pick<RunContext<unknown>, 'db' | 'now' | 'id' | 'emit'>): Promise<number> {
  const drafts = (await assignmentsOf(db, meetingId)).filter(({ state }) => state === 'draft');
  for (const draft of drafts) {
    await updateAssignment(db, draft, { state: 'open', issuedAt: now });
    await addStep(db, { id: id(), assignmentId: draft.id, kind: 'issued', byId, at: now, dueOn: draft.dueOn });
    emit({ type: ASSIGNMENT_ISSUED, stream: meetingId, payload: factsOf(draft) });
  }
  return drafts.length;
}
