import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertNoBlockVote, listItems, placeItem } from '../../agenda';
import { loadMeetingAccess, prepares } from '../../meetings';
import { allowIf } from '../../../kernel/policy';
import { ASSIGNMENT_CARRIED } from '../events';
import { addStep } from '../repository';
import { factsOf, loadAssignment, assertGoesOn } from '../standing';

/** What an item of an agenda is given to begin with. */
const MINUTES = 15;
/** Of the title of an item. */
const TITLE_LETTERS = 500;

/** Puts what is not done on the agenda of a coming session of the body, once (TK13). */
export const addToAgenda = defineCommand({
  name: 'assignments.add-to-agenda',
  input: z.strictObject({ assignmentId: z.uuid(), meetingId: z.uuid() }),
  load: async ({ assignmentId, meetingId }, { db, caller, now }) => {
    const [standing, access] = [await loadAssignment(db, assignmentId, caller, now), await loadMeetingAccess(db, meetingId, caller)];
    return { ...standing, to: access, meeting: access.meeting };
  },
  policy: (_caller, { to }) => allowIf(prepares(to), 'meetings.secretary_only'),
  requires: { meeting: ['draft', 'published'] },
  async run({ assignmentId, meetingId }, { assignment, meeting }, context) {
    const { db, caller, now, id, emit } = context;
    assertGoesOn(assignment);
    if (assignment.issuedAt === null || assignment.bodyId !== meeting.bodyId || assignment.meetingId === meetingId) throw new DomainError('rejected', 'assignments.other_session');
    await assertNoBlockVote(db, meetingId);
    if ((await listItems(db, meetingId)).some((item) => item.assignmentId === assignmentId)) throw new DomainError('conflict', 'assignments.already_on_agenda');
    const title = `Kết quả thực hiện: ${assignment.text.replace(/\s+/gu, ' ')}`;
    const item = await placeItem(meeting, {
      kind: 'item', title: title.length > TITLE_LETTERS ? `${title.slice(0, TITLE_LETTERS - 1)}…` : title, durationMin: MINUTES,
      presenterId: null, presenterText: '', preparingUnitId: assignment.unitId, preparingText: '', assignmentId,
    }, context);
    await addStep(db, { id: id(), assignmentId, kind: 'carried', byId: personIdOf(caller), at: now });
    emit({ type: ASSIGNMENT_CARRIED, stream: assignment.meetingId, payload: { ...factsOf(assignment), toMeetingId: meetingId, toItemId: item.id } });
    return { itemId: item.id };
  },
  audit: ({ assignmentId, meetingId }, _loaded, { itemId }) => ({ objectType: 'assignment', objectId: assignmentId, meetingId, details: { itemId } }),
});
