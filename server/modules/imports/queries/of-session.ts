import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadMeetingAccess } from '../../meetings';
import { findSession } from '../repository';

/** Where a session came from that was not held here; null: it was (IM6). */
export const ofSession = defineQuery({
  name: 'imports.of-session',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present({ meeting: { id, importedAt } }, _input, { db }) {
    const session = importedAt && (await findSession(db, id));
    return session && { importedAt, ...session };
  },
});
