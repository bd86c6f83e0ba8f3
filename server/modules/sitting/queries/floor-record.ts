import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess } from '../../meetings';
import { officersOnly } from '../loading';
import { sessionRecord } from '../session-record';

/** Who spoke on what from when to when, from the opening to the end or to now; for those who run the sitting (L33). */
export const floorRecord = defineQuery({
  name: 'sitting.floor-record',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  async present({ meeting }, _input, { db, now }) {
    const record = await sessionRecord(db, meeting, now);
    if (!record) throw new DomainError('conflict', 'sitting.not_opened');
    return record;
  },
});
