import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { listSeats, loadMeetingAccess, setSessionState } from '../../meetings';
import { quorumOf } from '../../voting';
import { SESSION_OPENED } from '../events';
import { officersOnly } from '../loading';

/** Opens the session; without quorum it is refused with the numbers (L1). */
export const openSession = defineCommand({
  name: 'sitting.open-session',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['published'] },
  async run({ meetingId }, { meeting }, { db, now, emit }) {
    const { reached, members, present, needed } = quorumOf(await listSeats(db, meetingId), meeting.policy);
    if (!reached) throw new DomainError('conflict', 'sitting.no_quorum', { present, members, needed });
    await setSessionState(db, meetingId, { state: 'in_session', openedAt: now });
    emit({ type: SESSION_OPENED, stream: meetingId, payload: { members, present, needed } });
    return { openedAt: now.toISOString(), members, present, needed };
  },
  audit: ({ meetingId }, _access, { members, present, needed }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { members, present, needed } }),
});
