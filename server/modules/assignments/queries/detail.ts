import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow } from '../../../kernel/policy';
import { findItem } from '../../agenda';
import { loadDocumentAccess } from '../../documents';
import { peopleNames } from '../../identity';
import { listSeats, localDateOf, prepares, targetsFor } from '../../meetings';
import { unitNames } from '../../organization';
import { stepsOf, unitsToChoose } from '../repository';
import { papersToHandIn } from '../repository.papers';
import { loadAssignment, reachOf } from '../standing';
import { showAssignments } from '../view';

const earlier = z.object({ text: z.string(), unitId: z.string(), outcome: z.string() });

/** One assignment with its history, and what the caller may do with it now. */
export const detail = defineQuery({
  name: 'assignments.detail',
  input: z.strictObject({ assignmentId: z.uuid() }),
  load: async ({ assignmentId }, { db, caller, now }) => ({ standing: await loadAssignment(db, assignmentId, caller, now), reach: await reachOf(db, caller, now) }),
  policy: () => allow,
  async present({ standing, reach }, { assignmentId }, { db, caller, now }) {
    const { assignment, access, isOffice, isChair, isUnit, seesCourse } = standing;
    const today = localDateOf(now);
    const [shown] = await showAssignments(db, [assignment], today, ({ bodyId }) => access !== null || reach.bodyIds.includes(bodyId));
    if (!shown) throw new Error('one assignment is shown as one');
    const steps = seesCourse ? await stepsOf(db, assignmentId) : [];
    const changed = steps.map(({ before }) => (before === null ? null : earlier.parse(JSON.parse(before))));
    const [people, units] = [
      await peopleNames(db, [...steps.flatMap(({ byId }) => byId ?? []), ...(assignment.supervisorId ? [assignment.supervisorId] : [])]),
      await unitNames(db, changed.flatMap((one) => (one ? [one.unitId] : []))),
    ];
    /** A paper that was handed in has its own rights: who may not see it is not told its name. */
    const paperOf = async (documentId: string | null) => {
      if (documentId === null) return null;
      const found = await loadDocumentAccess(db, documentId, caller, now).catch((error: unknown) => (error instanceof DomainError ? null : Promise.reject(error as Error)));
      return found && { id: documentId, title: found.document.title, meetingId: found.meeting.id };
    };
    const personId = personIdOf(caller);
    const goesOn = assignment.state === 'open' || assignment.state === 'reported';
    const report = isUnit && assignment.state === 'open';
    const edit = isOffice && (goesOn || assignment.state === 'draft');
    const item = access ? await findItem(db, assignment.itemId) : null;
    const seats = access && edit ? await listSeats(db, assignment.meetingId) : [];
    return {
      assignment: { ...shown, supervisor: assignment.supervisorId ? (people.get(assignment.supervisorId) ?? '') : null, hasSession: access !== null, item: item && { title: item.title } },
      today,
      steps: await Promise.all(steps.map(async ({ id, kind, at, byId, note, dueOn, documentId }, index) => {
        const before = changed[index];
        return { id, kind, at, by: byId ? (people.get(byId) ?? '') : '', note, dueOn, before: before ? { text: before.text, outcome: before.outcome, unit: units.get(before.unitId) ?? '' } : null, paper: await paperOf(documentId) };
      })),
      /** Papers of sessions that this person may hand in. */
      papers: report && personId ? await papersToHandIn(db, personId, assignment, caller, now) : [],
      units: edit ? await unitsToChoose(db, today) : [],
      supervisors: seats.map(({ personId: id, fullName, position }) => ({ id, name: fullName, position })),
      /** Coming sessions whose agenda it can be put on. */
      targets: goesOn && personId ? (await targetsFor(db, { id: assignment.meetingId, bodyId: assignment.bodyId }, personId)).map(({ id, title, startsAt }) => ({ id, title, startsAt })) : [],
      can: {
        report,
        edit,
        settleCompletion: isOffice && assignment.state === 'reported',
        settleExtension: (isOffice || isChair) && assignment.state === 'open' && assignment.askedDueOn !== null,
        prepare: access !== null && prepares(access),
      },
    };
  },
});
