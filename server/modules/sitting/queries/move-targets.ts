import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { loadMeetingAccess, targetsFor } from '../../meetings';
import { officersOnly } from '../loading';

/** Sessions of the same body that an item can be moved to by who asks (L45). */
export const moveTargets = defineQuery({
  name: 'sitting.move-targets',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  async present({ meeting }, _input, { db, caller }) {
    const personId = personIdOf(caller);
    return personId === null ? [] : targetsFor(db, meeting, personId);
  },
});
