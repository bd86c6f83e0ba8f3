import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { fullNumber } from '../../../shared/rules/numbering';
import { loadMeetingAccess } from '../../meetings';
import { isIssued, findLoaded, seesDraft } from '../policy';

/** Whether the caller finds a notice of conclusions of a session, and its number once it was issued (NC7). */
export const ofSession = defineQuery({
  name: 'conclusions.of-session',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => findLoaded(db, await loadMeetingAccess(db, meetingId, caller)),
  policy: () => allow,
  present(loaded, _input, { caller }) {
    const { official, meeting } = loaded;
    const issued = isIssued(loaded);
    return { isThere: issued || (meeting.state === 'closed' && seesDraft(loaded, personIdOf(caller))), number: issued && official ? fullNumber(official) : null };
  },
});
