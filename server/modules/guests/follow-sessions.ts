import { defineConsumer } from '../../kernel/consumer';
import { ATTENDEES_CHANGED, MEETING_CANCELLED } from '../meetings';
import { SESSION_CLOSED } from '../sitting';
import { follow } from './commands/follow';

export const followSessions = defineConsumer({
  name: 'guests.follow-sessions',
  types: [ATTENDEES_CHANGED, MEETING_CANCELLED, SESSION_CLOSED],
  from: 'now',
  command: follow,
  input: ({ stream }) => ({ meetingId: stream }),
});
