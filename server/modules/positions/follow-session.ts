import { defineConsumer } from '../../kernel/consumer';
import { ITEM_ADDED, MEMBER_RECUSED, RECUSAL_ENDED } from '../agenda';
import { DOCUMENT_ATTACHED, DOCUMENT_REPLACED, DOCUMENT_WITHDRAWN, DOCUMENTS_CHANGED, PAPERS_APPROVED } from '../documents';
import { ATTENDEES_CHANGED, MEETING_PUBLISHED } from '../meetings';
import { settle } from './commands/settle';

/** Whatever changes what consent was given to, or who has to give it (PO6). */
export const followSession = defineConsumer({
  name: 'positions.follow-session',
  types: [MEETING_PUBLISHED, ATTENDEES_CHANGED, ITEM_ADDED, MEMBER_RECUSED, RECUSAL_ENDED, DOCUMENT_ATTACHED, DOCUMENT_REPLACED, DOCUMENT_WITHDRAWN, DOCUMENTS_CHANGED, PAPERS_APPROVED],
  from: 'now',
  command: settle,
  input: ({ stream }) => ({ meetingId: stream }),
});
