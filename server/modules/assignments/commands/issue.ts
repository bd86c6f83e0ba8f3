import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { issueDrafts } from '../issue';
import { minutesApproved } from '../repository';

/** Issues what was drafted after the minutes were approved (TK4). */
export const issue = defineCommand({
  name: 'assignments.issue',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, isApproved: await minutesApproved(db, meetingId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['closed'] },
  async run({ meetingId }, { isApproved }, context) {
    if (!isApproved) throw new DomainError('conflict', 'assignments.minutes_not_approved');
    const issued = await issueDrafts(meetingId, personIdOf(context.caller), context);
    if (issued === 0) throw new DomainError('conflict', 'assignments.nothing_drafted');
    return { issued };
  },
  audit: ({ meetingId }, _loaded, { issued }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { issued } }),
});
