import { defineConsumer } from '../../kernel/consumer';
import { AGENDA_REORDERED, ITEM_ADDED, ITEM_REMOVED, ITEM_UPDATED } from '../agenda';
import { DOCUMENT_ATTACHED, DOCUMENT_REPLACED, DOCUMENT_WITHDRAWN, DOCUMENTS_CHANGED } from '../documents';
import { MEETING_CANCELLED, MEETING_PUBLISHED, MEETING_UPDATED } from '../meetings';
import { updateNumbers } from './commands/update-numbers';

/** When papers of a session change, or it is published (PK1, PK2, PK7). */
export const followPapers = defineConsumer({
  name: 'packs.follow-papers',
  types: [MEETING_PUBLISHED, MEETING_UPDATED, MEETING_CANCELLED, DOCUMENT_ATTACHED, DOCUMENT_REPLACED, DOCUMENT_WITHDRAWN, DOCUMENTS_CHANGED, AGENDA_REORDERED, ITEM_ADDED, ITEM_REMOVED, ITEM_UPDATED],
  from: 'beginning',
  command: updateNumbers,
  input: ({ stream }) => ({ meetingId: stream }),
});
