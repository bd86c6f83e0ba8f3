import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { assertTakesFiles, DOCUMENT_MAX_BYTES } from '../admission';
import { loadTargetItem } from '../load-document';

/** Asked by the upload transport before a byte is received: may this person put a file there, and how large may it be (D1, D2)? */
export const admission = defineQuery({
  name: 'documents.admission',
  input: z.strictObject({ meetingId: z.uuid(), itemId: z.uuid().nullable().default(null) }),
  load: async ({ meetingId, itemId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, item: await loadTargetItem(db, meetingId, itemId) };
  },
  policy: preparersOnly,
  present({ access, item }) {
    if (!['draft', 'published', 'in_session'].includes(access.meeting.state)) throw new DomainError('conflict', 'state.meeting', { state: access.meeting.state });
    assertTakesFiles(item);
    return { maxBytes: DOCUMENT_MAX_BYTES };
  },
});
