import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadMeetingAccess } from '../access';
import { isAsked, maySendSubstitute } from '../answers';
import { findPeople, listSeats } from '../repository';
import { colleaguesOf, findAnswer } from '../repository.answers';

/** What the caller answered to the invitation, and what they may answer; null for whom nobody asks (M45, M46). */
export const myAnswer = defineQuery({
  name: 'meetings.my-answer',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present({ meeting, seat }, { meetingId }, { db }) {
    if (!seat || !isAsked(seat) || meeting.publishedAt === null) return null;
    const seats = await listSeats(db, meetingId);
    const answer = await findAnswer(db, meetingId, seat.personId);
    const sitsInstead = seats.find(({ substituteForId }) => substituteForId === seat.personId) ?? null;
    const [proposed] = answer?.proposedId ? await findPeople(db, [answer.proposedId]) : [];
    return {
      answer: answer && { kind: answer.kind, reason: answer.reason, at: answer.at, settled: answer.settled, settledWhy: answer.settledWhy, proposed: proposed?.fullName ?? null },
      substitute: sitsInstead?.fullName ?? null,
      may: meeting.state === 'published' && sitsInstead === null,
      colleagues: meeting.state === 'published' && maySendSubstitute(seat) ? await colleaguesOf(db, seat.personId, seats.map(({ personId }) => personId)) : [],
    };
  },
});
