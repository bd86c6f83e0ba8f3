import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { listSeats } from '../../meetings';
import { loadQuestion } from '../loading';
import { listBallots } from '../repository';

/** Who voted how on a closed question by name; of one without names, who voted (V23). Nothing while it is open. */
export const roll = defineQuery({
  name: 'voting.roll',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: () => allow,
  async present({ question }, { meetingId }, { db }) {
    if (question.state !== 'closed' || question.mode === 'secret') return [];
    const seats = new Map((await listSeats(db, meetingId)).map((seat) => [seat.personId, seat]));
    const ballots = await listBallots(db, question.id);
    return ballots
      .map(({ voterId, castById, position, choice, castAt }) => ({
        personId: voterId,
        name: seats.get(voterId)?.fullName ?? '',
        position,
        order: seats.get(voterId)?.protocolOrder ?? 0,
        /** Name of who gave it in the member's place. */
        castBy: castById === voterId ? null : (seats.get(castById)?.fullName ?? ''),
        choice: question.mode === 'open' ? choice : null,
        castAt: question.mode === 'open' ? castAt : null,
      }))
      .sort((a, b) => a.order - b.order);
  },
});
