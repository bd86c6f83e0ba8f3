import { defineConsumer } from '../../../kernel/consumer';
import { MEETING_CANCELLED } from '../../meetings';
import { forgetIntakes } from '../commands/forget-intakes';

/** Said by `sitting`, which comes after this module and so is known by its words only. */
const SESSION_CLOSED = 'sitting.session_closed';

/** When a session is over, nothing waits for it any more (D36). */
export const endWaiting = defineConsumer({
  name: 'documents.end-waiting',
  types: [MEETING_CANCELLED, SESSION_CLOSED],
  from: 'beginning',
  command: forgetIntakes,
  input: ({ stream }) => ({ meetingId: stream }),
});
