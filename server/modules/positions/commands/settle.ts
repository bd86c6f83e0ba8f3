import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findMeeting } from '../../meetings';
import { settleBlocks } from '../settle';

/** What follows for the block when papers, members or recusals of a session changed (PO5, PO6). */
export const settle = defineCommand({
  name: 'positions.settle',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db }) => findMeeting(db, meetingId),
  policy: systemOnly,
  run: async (_input, meeting, context) => ({ changed: meeting?.state === 'published' || meeting?.state === 'in_session' ? await settleBlocks(meeting, context) : [] }),
  audit: ({ meetingId }, _loaded, { changed }) => (changed.length === 0 ? null : { objectType: 'meeting', objectId: meetingId, meetingId, details: { changed } }),
});
