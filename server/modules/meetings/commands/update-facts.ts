import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { loadMeetingAccess, preparersOnly } from '../access';
import { MEETING_UPDATED } from '../events';
import { factsForStore, factsShape } from '../facts';
import { changeMeeting } from '../versions';

/** Changes what a session is, against the version the person saw (M8). */
export const updateFacts = defineCommand({
  name: 'meetings.update-facts',
  input: z.strictObject({ meetingId: z.uuid(), version: z.int().positive(), ...factsShape }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published'] },
  async run({ meetingId, version, ...facts }, { meeting }, { db, emit }) {
    const next = factsForStore(facts);
    const fields = Object.entries(next)
      .filter(([key, value]) => String(value) !== String(meeting[key as keyof typeof next]))
      .map(([key]) => key);
    await changeMeeting(db, meeting, version, next);
    emit({ type: MEETING_UPDATED, stream: meetingId, payload: { fields } });
    return { version: version + 1, fields };
  },
  audit: ({ meetingId }, _loaded, { fields }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { fields } }),
});
