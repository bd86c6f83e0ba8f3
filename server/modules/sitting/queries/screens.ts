import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { loadMeetingAccess } from '../../meetings';
import { secretaryOnly } from '../loading';
import { listScreens } from '../repository.screens';
import { OFFER_MS } from '../screens';

/** Screens of a session, and whether a code that was typed still waits for its screen (R21, R22). */
export const screens = defineQuery({
  name: 'sitting.screens',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: secretaryOnly,
  async present({ meeting }, _input, { db, now }) {
    const rows = await listScreens(db, meeting.id);
    return {
      paired: rows.flatMap(({ id, offeredBy, pairedAt }) => (pairedAt ? [{ id, offeredBy, pairedAt }] : [])),
      waiting: rows.some(({ pairedAt, offeredAt }) => pairedAt === null && now.getTime() - offeredAt.getTime() < OFFER_MS),
    };
  },
});
