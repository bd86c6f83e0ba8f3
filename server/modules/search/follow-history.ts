import { defineConsumer } from '../../kernel/consumer';
import { GLOBAL_STREAM } from '../../kernel/events';
import { ITEM_ADDED, ITEM_REMOVED, ITEM_UPDATED } from '../agenda';
import { ASSIGNMENT_CHANGED, ASSIGNMENT_ISSUED, ASSIGNMENT_WITHDRAWN } from '../assignments';
import { DOCUMENT_ATTACHED, DOCUMENT_REPLACED, DOCUMENT_WITHDRAWN, DOCUMENTS_CHANGED } from '../documents';
import { MEETING_CREATED, MEETING_UPDATED } from '../meetings';
import { MINUTES_APPROVED, MINUTES_REOPENED } from '../minutes';
import { CONCLUSION_RECORDED } from '../sitting';
import { follow } from './commands/follow';

/** Whatever changes the words of a session is followed (SR5). */
export const followHistory = defineConsumer({
  name: 'search.follow-history',
  types: [
    MEETING_CREATED, MEETING_UPDATED, ITEM_ADDED, ITEM_UPDATED, ITEM_REMOVED, DOCUMENT_ATTACHED, DOCUMENT_REPLACED, DOCUMENTS_CHANGED, DOCUMENT_WITHDRAWN,
    CONCLUSION_RECORDED, ASSIGNMENT_ISSUED, ASSIGNMENT_CHANGED, ASSIGNMENT_WITHDRAWN, MINUTES_APPROVED, MINUTES_REOPENED,
  ],
  from: 'beginning',
  command: follow,
  input: ({ stream }) => (stream === GLOBAL_STREAM ? null : { meetingId: stream }),
});
