import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { listSeats, setAttendance, setSite } from '../../meetings';
import { arrived, assertMayCheckIn, isLate } from '../attendance';
import { CHECKED_IN, SITE_CONNECTED, SITE_PEOPLE_MOVED } from '../events';
import { loadSite } from '../load-site';
import { secretaryOnly } from '../loading';
import { isTakenOut } from '../site-view';

/** The people who were taken out with their site are there again, and it is connected (L72). Who came back by themselves meanwhile, or is marked otherwise, is left as they are. */
export const bringBackSite = defineCommand({
  name: 'sitting.bring-back-site',
  input: z.strictObject({ meetingId: z.uuid(), siteId: z.uuid() }),
  load: async ({ meetingId, siteId }, { db, caller }) => loadSite(db, meetingId, siteId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, siteId }, { meeting, site }, { db, now, caller, emit }) {
    assertMayCheckIn(meeting, 'online', now);
    const people = (await listSeats(db, meetingId)).filter((seat) => seat.attendance === 'online' && isTakenOut(seat, site));
    const personIds = people.map(({ personId }) => personId);
    for (const seat of people) {
      const change = arrived(seat, 'online', now);
      await setAttendance(db, seat.id, { ...change, markedById: personIdOf(caller) });
      emit({ type: CHECKED_IN, stream: meetingId, payload: { personId: seat.personId, attendance: 'online', late: isLate(change, meeting.openedAt), site: site.name } });
    }
    await setSite(db, siteId, { outAt: null, ...(site.connection === 'up' ? {} : { connection: 'up', since: now }) });
    if (site.connection !== 'up') emit({ type: SITE_CONNECTED, stream: meetingId, payload: { siteId, name: site.name, connection: 'up', contactId: site.contactId } });
    if (personIds.length > 0) emit({ type: SITE_PEOPLE_MOVED, stream: meetingId, payload: { siteId, name: site.name, personIds, out: false } });
    return { personIds };
  },
  audit: ({ meetingId, siteId }, _loaded, { personIds }) => ({ objectType: 'site', objectId: siteId, meetingId, details: { back: personIds } }),
});
