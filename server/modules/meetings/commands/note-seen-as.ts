import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { preparersOnly } from '../access';
import { loadView } from '../view-as';

/** Somebody who prepares the session looks at it as one of its people; leaves an entry before anything is shown (M43). */
export const noteSeenAs = defineCommand({
  name: 'meetings.note-seen-as',
  input: z.strictObject({ meetingId: z.uuid(), as: z.uuid() }),
  load: async ({ meetingId, as }, context) => ({ ...(await loadView({ meetingId }, context)), asked: await loadView({ meetingId, as }, context) }),
  policy: preparersOnly,
  run: async (_input, { asked: { access } }) => {
    const { seat } = access;
    return { fullName: seat?.fullName ?? '', position: seat?.position ?? '', role: seat?.role ?? 'guest', onlyItemId: seat?.onlyItemId ?? null };
  },
  audit: ({ meetingId, as }, { asked: { access } }) => ({ objectType: 'attendee', objectId: access.seat?.id ?? as, meetingId, details: { personId: as } }),
});
