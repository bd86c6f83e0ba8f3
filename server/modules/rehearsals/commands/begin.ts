import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { nameOfCaller } from '../../identity';
import { loadMeetingAccess, runsSitting } from '../../meetings';

/** Begins a rehearsal of a published session (RH1, RH2); nothing is written here but that it began. */
export const begin = defineCommand({
  name: 'rehearsals.begin',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (_caller, access) => allowIf(runsSitting(access), 'rehearsals.officers_only'),
  requires: { meeting: ['published'] },
  prepare: async ({ meetingId }, _access, { ports, caller }) => ports.rehearsals.begin(meetingId, nameOfCaller(caller)),
  run: async (_input, _access, { prepared }) => ({ endsAt: prepared.endsAt }),
  abandon: async (prepared, ports) => {
    // Not begun: nothing was kept of it.
    if (prepared as typeof prepared | undefined) await ports.rehearsals.end(prepared.id);
  },
  audit: ({ meetingId }) => ({ objectType: 'meeting', objectId: meetingId, meetingId }),
  // A receipt would be one more thing that is left.
  replayable: false,
});
