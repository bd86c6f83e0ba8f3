import { defineConsumer } from '../../kernel/consumer';
import { ATTENDEES_CHANGED, MEETING_CANCELLED, MEETING_PUBLISHED, MEETING_UPDATED } from '../meetings';
import { SESSION_ADJOURNED } from '../sitting';
import { announce } from './commands/announce';

/** Publication, changed facts, calling off and changed attendees are told by letter (ML1). Sessions of before are not announced again. */
export const followSession = defineConsumer({
  name: 'mail.follow-session',
  types: [MEETING_PUBLISHED, MEETING_UPDATED, MEETING_CANCELLED, ATTENDEES_CHANGED, SESSION_ADJOURNED],
  from: 'now',
  command: announce,
  input: ({ stream }) => ({ meetingId: stream }),
});
