import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { listSeats, loadMeetingAccess, preparersOnly } from '../../meetings';
import { paperMatterOf } from '../paper-letter';
import { findAddressees, listLetters } from '../repository';

/** Who was told what by letter, and what became of it (ML8), the latest first; with who has no address. */
export const log = defineQuery({
  name: 'mail.log',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: preparersOnly,
  async present({ meeting }, { meetingId }, { db, now, ports }) {
    const [letters, seats] = await Promise.all([listLetters(db, meetingId), listSeats(db, meetingId)]);
    const people = await findAddressees(db, [...new Set([...letters.map(({ personId }) => personId), ...seats.map(({ personId }) => personId)])]);
    const latest = new Map(letters.filter(({ kind, state }) => kind !== 'reminder' && state !== 'dropped').map(({ personId, id }) => [personId, id]));
    return {
      hasServer: ports.mailer.place !== null,
      letters: letters.reverse().map(({ id, personId, kind, assignmentId, rule, state, tries, problem, code, queuedAt, dueAt, sentAt }) => ({
        id,
        personId,
        fullName: people.get(personId)?.fullName ?? '',
        kind: assignmentId !== null ? ('assignment' as const) : paperMatterOf(rule) ? ('papers' as const) : kind,
        state,
        tries,
        problem,
        code,
        queuedAt,
        nextAt: state === 'queued' && tries > 0 ? dueAt : null,
        sentAt,
        /** The one that is sent once more when this is asked for. */
        canSendAgain: latest.get(personId) === id && state !== 'queued' && meeting.endsAt > now && meeting.state !== 'closed',
      })),
      withoutAddress: seats.filter(({ personId }) => !people.get(personId)?.email).map(({ personId, fullName }) => ({ personId, fullName })),
    };
  },
});
