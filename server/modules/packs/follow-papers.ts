import { defineConsumer } from '../../kernel/consumer';
import { ITEM_AUDIENCE_SET } from '../agenda';
import { DOCUMENT_ATTACHED, DOCUMENT_AUDIENCE_SET, DOCUMENT_REPLACED, DOCUMENT_WITHDRAWN, DOCUMENTS_CHANGED } from '../documents';
import { MEETING_PUBLISHED } from '../meetings';
import { updateNumbers } from './commands/update-numbers';

/** When papers of a session change, or it is published (PK1, PK2, PK7). */
export const followPapers = defineConsumer({
  name: 'packs.follow-papers',
  types: [MEETING_PUBLISHED, DOCUMENT_ATTACHED, DOCUMENT_REPLACED, DOCUMENT_WITHDRAWN, DOCUMENTS_CHANGED, DOCUMENT_AUDIENCE_SET, ITEM_AUDIENCE_SET],
  from: 'beginning',
  command: updateNumbers,
  input: ({ stream, position }) => ({ meetingId: stream, position }),
});
