import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { isAtSite } from '../../../shared/rules/sites';
import { endFloorOf } from '../../floor';
import { listSeats, setAttendance, setSite } from '../../meetings';
import { PERSON_LEFT, SITE_PEOPLE_MOVED } from '../events';
import { loadSite, SITE } from '../load-site';
import { secretaryOnly } from '../loading';

/** The people of a lost site count as present no more (L72): the secretary's decision, all or none. */
export const takeOutSite = defineCommand({
  name: 'sitting.take-out-site',
  input: z.strictObject({ meetingId: z.uuid(), siteId: z.uuid(), /** How many were seen to be there. */ seen: z.int().min(0) }),
  load: async ({ meetingId, siteId }, { db, caller }) => loadSite(db, meetingId, siteId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, siteId, seen }, { site }, { db, now, emit }) {
    const people = (await listSeats(db, meetingId)).filter((seat) => isAtSite(seat, site.name));
    await assertSeen(db, SITE, { objectType: 'site', objectId: siteId }, seen, people.length);
    if (people.length === 0) throw new DomainError('conflict', 'sitting.nobody_at_site', { name: site.name });
    const personIds = people.map(({ personId }) => personId);
    for (const seat of people) {
      await setAttendance(db, seat.id, { leftAt: now });
      emit({ type: PERSON_LEFT, stream: meetingId, payload: { personId: seat.personId, siteId } });
    }
    await setSite(db, siteId, { outAt: now });
    await endFloorOf(meetingId, personIds, { db, now, emit });
    emit({ type: SITE_PEOPLE_MOVED, stream: meetingId, payload: { siteId, name: site.name, personIds, out: true } });
    return { personIds };
  },
  audit: ({ meetingId, siteId }, _loaded, { personIds }) => ({ objectType: 'site', objectId: siteId, meetingId, details: { out: personIds } }),
});
