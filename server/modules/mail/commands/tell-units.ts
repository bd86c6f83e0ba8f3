import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { peopleToTell } from '../../documents';
import { findMeeting, localDateOf } from '../../meetings';
import { paperRule, type PaperMatter } from '../paper-letter';
import { putInLine } from '../paper-letters';

/** Something happened to papers a unit was asked for: whoever of it has to know is told by letter (ML12). */
export const tellUnits = defineCommand({
  name: 'mail.tell-units',
  input: z.strictObject({ meetingId: z.uuid(), itemId: z.uuid(), about: z.enum(['asked', 'reminded', 'waiting', 'returned']), submissionId: z.uuid().optional() }),
  load: ({ meetingId }, { db }) => findMeeting(db, meetingId),
  policy: systemOnly,
  async run({ itemId, about, submissionId }, meeting, context) {
    if (!meeting || !['draft', 'published', 'in_session'].includes(meeting.state)) return { letters: 0 };
    const { db, now } = context;
    const whom = about === 'waiting' ? 'leaders' : about === 'returned' && submissionId ? { submissionId } : about === 'reminded' ? 'all' : 'officers';
    const personIds = await peopleToTell(db, itemId, whom);
    // What is asked for on one day, or reminded of, is one letter; each file that waits or came back is one.
    const of: string = about === 'asked' || about === 'reminded' ? localDateOf(now) : (submissionId ?? itemId);
    return { letters: await putInLine(context, meeting, paperRule(about satisfies PaperMatter, itemId, of), personIds) };
  },
  audit: ({ meetingId }, _loaded, { letters }) => (letters === 0 ? null : { objectType: 'meeting', objectId: meetingId, meetingId, details: { letters } }),
});
