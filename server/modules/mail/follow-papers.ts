import { defineConsumer } from '../../kernel/consumer';
import { PAPERS_ASKED, PAPERS_REMINDED, PAPERS_RETURNED, PAPERS_SUBMITTED } from '../documents';
import { tellUnits } from './commands/tell-units';

const ABOUT: Readonly<Record<string, 'asked' | 'reminded' | 'waiting' | 'returned'>> = { [PAPERS_ASKED]: 'asked', [PAPERS_REMINDED]: 'reminded', [PAPERS_SUBMITTED]: 'waiting', [PAPERS_RETURNED]: 'returned' };

/** What a unit is asked for, what waits for its leader and what came back is told by letter (ML12). */
export const followPapers = defineConsumer({
  name: 'mail.follow-papers',
  types: [PAPERS_ASKED, PAPERS_REMINDED, PAPERS_SUBMITTED, PAPERS_RETURNED],
  from: 'now',
  command: tellUnits,
  input({ stream, type, payload: { itemId, submissionId, waitsFor } }) {
    const about = ABOUT[type];
    // What waits for the office, it sees on its own screens.
    if (!about || (about === 'waiting' && waitsFor !== 'leader')) return null;
    return { meetingId: stream, itemId: String(itemId), about, ...(typeof submissionId === 'string' && { submissionId }) };
  },
});
