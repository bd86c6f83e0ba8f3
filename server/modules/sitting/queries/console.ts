import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { loadMeetingAccess } from '../../meetings';
import { loadLiveState } from '../live-state';
import { officersOnly } from '../loading';
import { officerView } from '../officer-view';
import { presentSnapshot } from '../snapshot';

/** What chair and secretary run the sitting from (L17); refused to everybody else with a reason. */
export const sittingConsole = defineQuery({
  name: 'sitting.console',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  async present(access, { meetingId }, context) {
    const snapshot = await presentSnapshot(access, 'officers', context);
    const officers = snapshot.view.officers ?? officerView(await loadLiveState(meetingId, context));
    return { ...snapshot, view: { ...snapshot.view, officers } };
  },
});
