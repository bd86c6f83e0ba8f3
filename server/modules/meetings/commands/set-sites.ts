import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { assertSeen } from '../../../kernel/optimistic';
import { LIMITS } from '../../../shared/rules/limits';
import { loadMeetingAccess, preparersOnly } from '../access';
import { SITES_CHANGED } from '../events';
import { line, optionalLine } from '../facts';
import { listSeats } from '../repository';
import { listSites, seatAt, storeSites } from '../repository.sites';
import { assertNamesDiffer, newSite, siteMarks } from '../sites';

const text = { name: line(200), place: optionalLine(300).default(''), contactId: z.uuid().nullable().default(null), contact: optionalLine(120).default('') };

/** Puts the list of sites in place of the one before (M59); a renamed site keeps its people, those of a removed one are of the hall (M61). */
export const setSites = defineCommand({
  name: 'meetings.set-sites',
  input: z.strictObject({
    meetingId: z.uuid(),
    /** In their order; `id` null: a new one. More than fit are told by their limit. */
    sites: z.array(z.strictObject({ id: z.uuid().nullable(), ...text })).max(2 * LIMITS.sites),
    /** The list as it was seen. */
    seen: z.array(z.string().max(1_000)).max(LIMITS.sites),
  }),
  load: async ({ meetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, before: await listSites(db, meetingId), seats: await listSeats(db, meetingId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, sites, seen }, { meeting, before, seats }, { db, id, emit }) {
    await assertSeen(db, { reason: 'meetings.sites_changed_elsewhere', commands: ['meetings.set-sites', 'meetings.copy-sites'] }, { objectType: 'sites', objectId: meetingId }, seen, siteMarks(before));
    if (meeting.form === 'room' && sites.length > 0) throw new DomainError('rejected', 'meetings.no_sites_in_room');
    assertFits(sites.length, 'sites');
    assertNamesDiffer(sites);
    const known = new Map(before.map((site) => [site.id, site]));
    const next = sites.map(({ id: siteId, ...site }) => {
      if (site.contactId !== null && !seats.some(({ personId }) => personId === site.contactId)) throw new DomainError('invalid', 'meetings.contact_has_no_seat', { field: 'sites', name: site.name });
      const kept = siteId === null ? newSite(id(), site) : known.get(siteId);
      if (!kept) throw new DomainError('not_found', 'not_found');
      return { ...kept, ...site };
    });
    if (new Set(next.map((site) => site.id)).size !== next.length) throw new DomainError('invalid', 'meetings.site_twice', { field: 'sites', name: '' });
    await storeSites(db, meetingId, next);
    for (const was of before) {
      const name = next.find((site) => site.id === was.id)?.name ?? null;
      const people = seats.filter(({ site }) => site === was.name);
      if (name !== was.name && people.length > 0) await seatAt(db, people.map((seat) => seat.id), name);
    }
    emit({ type: SITES_CHANGED, stream: meetingId, payload: { sites: next.length } });
    return { sites: next.length };
  },
  audit: ({ meetingId }, _loaded, { sites }) => ({ objectType: 'sites', objectId: meetingId, meetingId, details: { sites } }),
});
