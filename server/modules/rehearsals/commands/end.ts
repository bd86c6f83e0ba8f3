import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { loadMeetingAccess, runsSitting } from '../../meetings';

/** Ends a rehearsal; when it is answered, everything of it is gone (RH3, RH4). */
export const end = defineCommand({
  name: 'rehearsals.end',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (_caller, access) => allowIf(runsSitting(access) || access.isSystem, 'rehearsals.officers_only'),
  async prepare({ meetingId }, _access, { ports }) {
    const running = ports.rehearsals.of(meetingId);
    if (!running) throw new DomainError('conflict', 'rehearsals.none');
    await ports.rehearsals.end(running.id);
    return running;
  },
  run: async () => ({}),
  audit: ({ meetingId }) => ({ objectType: 'meeting', objectId: meetingId, meetingId }),
  replayable: false,
});
