import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { loadMeetingAccess, runsSitting } from '../access';
import { expectedOf, isAsked } from '../answers';
import { findPeople, listSeats } from '../repository';
import { answersOf } from '../repository.answers';

/** What everybody answered to the invitation, and what that means for the quorum, for those who run the session (M48). */
export const answers = defineQuery({
  name: 'meetings.answers',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (_caller, access) => allowIf(runsSitting(access), 'meetings.officers_only'),
  async present({ meeting }, { meetingId }, { db }) {
    const [seats, given] = [await listSeats(db, meetingId), await answersOf(db, meetingId)];
    const proposed = await findPeople(db, given.flatMap(({ proposedId }) => proposedId ?? []));
    return {
      expected: expectedOf(seats, given, meeting.policy),
      maySettle: meeting.state === 'published',
      people: seats.filter(isAsked).map((seat) => {
        const answer = given.find(({ personId }) => personId === seat.personId) ?? null;
        const person = proposed.find(({ id }) => id === answer?.proposedId);
        return {
          personId: seat.personId,
          answer: answer && { kind: answer.kind, reason: answer.reason, at: answer.at, settled: answer.settled, settledWhy: answer.settledWhy, proposed: person ? { fullName: person.fullName, title: person.title } : null },
        };
      }),
    };
  },
});
