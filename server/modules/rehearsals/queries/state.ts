import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadMeetingAccess, runsSitting } from '../../meetings';

/** Whether a rehearsal of the session runs, and what this person may do about it (RH1). */
export const state = defineQuery({
  name: 'rehearsals.state',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  present(access, { meetingId }, { ports }) {
    const running = ports.rehearsals.of(meetingId);
    const runs = runsSitting(access);
    return {
      running: running && { begunBy: running.begunBy, begunAt: running.begunAt, endsAt: running.endsAt },
      /** By it a screen on the wall is led into the rehearsal. */
      door: running && runs ? running.id : null,
      /** There could be one, but several processes serve the installation (RH6). */
      isElsewhere: running === null && runs && ports.rehearsals.isShared && access.meeting.state === 'published',
      can: {
        begin: running === null && runs && ports.rehearsals.isHere && access.meeting.state === 'published',
        end: running !== null && runs,
        enter: running !== null && access.seat !== null,
      },
    };
  },
});
