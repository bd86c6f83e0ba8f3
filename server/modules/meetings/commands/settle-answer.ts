import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { loadMeetingAccess, runsSitting } from '../access';
import { settledFrom } from '../answers';
import { ANSWER_SETTLED } from '../events';
import { optionalLine } from '../facts';
import { findPeople, listSeats, setAttendance } from '../repository';
import { findAnswer, storeAnswer } from '../repository.answers';
import { seatSubstitute } from '../substitutes';

/** Chair or secretary agree to an absence or a substitute, or do not (M47). */
export const settleAnswer = defineCommand({
  name: 'meetings.settle-answer',
  input: z.strictObject({
    meetingId: z.uuid(),
    personId: z.uuid(),
    /** The answer this is said to; another one since then is not settled by it. */
    kind: z.enum(['declines', 'substitute']),
    accept: z.boolean(),
    reason: optionalLine(300).default(''),
  }),
  load: async ({ meetingId, personId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const seats = await listSeats(db, meetingId);
    const seat = seats.find((one) => one.personId === personId);
    if (!seat) throw new DomainError('not_found', 'not_found');
    return { access, meeting: access.meeting, seats, seat, given: await findAnswer(db, meetingId, personId) };
  },
  policy: (_caller, { access }) => allowIf(runsSitting(access), 'meetings.officers_only'),
  requires: { meeting: ['published'] },
  async run({ meetingId, personId, kind, accept, reason }, { seats, seat, given }, context) {
    const { db, emit } = context;
    const answer = settledFrom(given, { kind, accept, reason: reason || null });
    await storeAnswer(db, meetingId, answer);
    if (accept && seat.checkedInAt === null) await setAttendance(db, seat.id, { attendance: 'excused', reason: answer.reason });
    if (accept && answer.proposedId !== null) {
      await seatSubstitute(context, meetingId, seats, { memberId: personId, person: (await findPeople(db, [answer.proposedId]))[0] ?? null, position: '' });
    }
    emit({ type: ANSWER_SETTLED, stream: meetingId, payload: { personId, accepted: accept } });
    return { settled: answer.settled };
  },
  audit: ({ meetingId, personId, kind, accept, reason }, { seat }) => ({ objectType: 'attendee', objectId: seat.id, meetingId, details: { personId, kind, accept, reason } }),
});
