import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { noticeParts, noticeRecipients } from '../../../shared/rules/notice-text';
import { NOTICE_DRAFTED } from '../events';
import { noticeFacts } from '../facts';
import { loadNotice, writersOnly } from '../policy';
import { createNotice } from '../repository';
import { signatoriesOf, usualSignatory } from '../signatory';

/** The first draft, from what the session recorded (NC1). */
export const draft = defineCommand({
  name: 'conclusions.draft',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => {
    const loaded = await loadNotice(db, meetingId, caller);
    return { ...loaded, meeting: loaded.meeting };
  },
  policy: writersOnly,
  requires: { meeting: ['closed'] },
  async run({ meetingId }, { meeting, notice }, { db, emit }) {
    if (notice) throw new DomainError('conflict', 'conclusions.drafted_already');
    const facts = await noticeFacts(db, meeting);
    if (facts.conclusions.length === 0) throw new DomainError('conflict', 'conclusions.no_conclusions');
    await createNotice(db, { meetingId, content: { parts: noticeParts(facts), recipients: noticeRecipients(facts), ...usualSignatory(await signatoriesOf(db, meeting), meeting) } });
    emit({ type: NOTICE_DRAFTED, stream: meetingId, payload: { version: 1 } });
    return { version: 1 };
  },
  audit: ({ meetingId }) => ({ objectType: 'notice', objectId: meetingId, meetingId }),
});
