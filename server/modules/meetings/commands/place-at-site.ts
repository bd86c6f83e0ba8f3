import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { LIMITS } from '../../../shared/rules/limits';
import { loadMeetingAccess, preparersOnly } from '../access';
import { SITE_PEOPLE_CHANGED } from '../events';
import { listSeats } from '../repository';
import { listSites, seatAt } from '../repository.sites';

/** Puts people at a site, or into the hall, many at once (M61). Who takes part from another one now says so, or is marked, anew. */
export const placeAtSite = defineCommand({
  name: 'meetings.place-at-site',
  input: z.strictObject({ meetingId: z.uuid(), personIds: z.array(z.uuid()).min(1).max(LIMITS.seats), /** Null: the hall. */ siteId: z.uuid().nullable() }),
  load: async ({ meetingId, siteId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const site = siteId === null ? null : ((await listSites(db, meetingId)).find(({ id }) => id === siteId) ?? null);
    if (siteId !== null && !site) throw new DomainError('not_found', 'not_found');
    return { access, meeting: access.meeting, site, seats: await listSeats(db, meetingId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, personIds }, { site, seats }, { db, emit }) {
    const chosen = [...new Set(personIds)].map((personId) => {
      const seat = seats.find((one) => one.personId === personId);
      if (!seat) throw new DomainError('not_found', 'not_found');
      // Where somebody is now is not changed by a plan.
      if (site && seat.attendance === 'room' && seat.leftAt === null) throw new DomainError('conflict', 'meetings.is_in_hall', { name: seat.fullName });
      return seat;
    });
    await seatAt(db, chosen.map(({ id }) => id), site?.name ?? null);
    emit({ type: SITE_PEOPLE_CHANGED, stream: meetingId, payload: { site: site?.name ?? null, personIds: chosen.map(({ personId }) => personId) } });
    return { placed: chosen.length };
  },
  audit: ({ meetingId, personIds, siteId }) => ({ objectType: 'sites', objectId: meetingId, meetingId, details: { siteId, personIds } }),
});
