import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { hide, allow } from '../../../kernel/policy';
import { loadMeetingAccess } from '../../meetings';

/** Where somebody of the session enters its rehearsal, with the seat they have (RH1). */
export const seat = defineQuery({
  name: 'rehearsals.seat',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (caller, access) => (access.seat && caller.kind === 'person' ? allow : hide),
  present({ seat: own }, { meetingId }, { ports }) {
    const running = ports.rehearsals.of(meetingId);
    if (!running || !own) throw new DomainError('conflict', 'rehearsals.none');
    return { rehearsalId: running.id, copyId: running.copyId, personId: own.personId };
  },
});
