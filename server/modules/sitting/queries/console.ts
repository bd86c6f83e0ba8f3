import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { loadMeetingAccess } from '../../meetings';
import { loadLiveState } from '../live-state';
import { projectSitting } from '../live-view';
import { officersOnly } from '../loading';
import { officerView } from '../officer-view';

/** What chair and secretary run the sitting from (L17); refused to everybody else with a reason. */
export const sittingConsole = defineQuery({
  name: 'sitting.console',
  input: z.strictObject({ meetingId: z.string().min(1).max(64) }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  async present(access, { meetingId }, { db, now }) {
    const state = await loadLiveState(meetingId, { db, now });
    return {
      view: { ...projectSitting(state, 'officers'), officers: officerView(state) },
      me: { personId: access.seat?.personId ?? null, isChair: access.isChair, isSecretary: access.isSecretary },
      can: { mark: access.isSecretary, conclude: access.isSecretary, prepareQuestions: access.isSecretary },
    };
  },
});
