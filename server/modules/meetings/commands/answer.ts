import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { loadMeetingAccess } from '../access';
import { answerFrom, isAsked } from '../answers';
import { INVITATION_ANSWERED } from '../events';
import { optionalLine } from '../facts';
import { listSeats } from '../repository';
import { ANSWER_KINDS, colleaguesOf, storeAnswer } from '../repository.answers';

/** Says whether one comes, or who is to come instead (M45, M46); said again, the last word counts. */
export const answerInvitation = defineCommand({
  name: 'meetings.answer',
  input: z.strictObject({ meetingId: z.uuid(), kind: z.enum(ANSWER_KINDS), reason: optionalLine(300).default(''), substituteId: z.uuid().nullable().default(null) }),
  load: async ({ meetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, seats: await listSeats(db, meetingId) };
  },
  policy: (_caller, { access: { seat } }) => allowIf(seat !== null && isAsked(seat), 'meetings.not_asked'),
  requires: { meeting: ['published'] },
  async run({ meetingId, kind, reason, substituteId }, { access: { seat }, seats }, { db, now, emit }) {
    if (!seat) throw new DomainError('not_found', 'not_found');
    const answer = answerFrom(seat, { kind, reason: reason || null, substituteId }, seats.some(({ substituteForId }) => substituteForId === seat.personId), now);
    if (answer.proposedId !== null && !(await colleaguesOf(db, seat.personId, seats.map(({ personId }) => personId))).some(({ personId }) => personId === answer.proposedId)) {
      throw new DomainError('rejected', 'meetings.answer_not_offered', { field: 'substituteId' });
    }
    await storeAnswer(db, meetingId, answer);
    emit({ type: INVITATION_ANSWERED, stream: meetingId, payload: { personId: seat.personId, kind } });
    return { kind };
  },
  audit: ({ meetingId, kind, reason, substituteId }, { access: { seat } }) => ({ objectType: 'attendee', objectId: seat?.id ?? '', meetingId, details: { kind, reason, substituteId } }),
});
