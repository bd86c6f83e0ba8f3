import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { allowIf, deny } from '../../../kernel/policy';
import { loadMeetingAccess, prepares } from '../access';
import { SITES_CHANGED } from '../events';
import { listSeats } from '../repository';
import { listSites, seatAt, storeSites } from '../repository.sites';
import { newSite } from '../sites';

/** Takes over the sites of an earlier session that are not here yet, with their people who have a seat here and are at no site (M62). */
export const copySites = defineCommand({
  name: 'meetings.copy-sites',
  input: z.strictObject({ meetingId: z.uuid(), fromId: z.uuid() }),
  load: async ({ meetingId, fromId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const from = await loadMeetingAccess(db, fromId, caller);
    return { access, from, meeting: access.meeting, sites: await listSites(db, meetingId), seats: await listSeats(db, meetingId), earlier: await listSites(db, fromId), theirs: await listSeats(db, fromId) };
  },
  policy: (_caller, { access, from }) => (prepares(from) ? allowIf(prepares(access), 'meetings.secretary_only') : deny('meetings.secretary_only')),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId }, { meeting, sites, seats, earlier, theirs }, { db, id, emit }) {
    if (meeting.form === 'room') throw new DomainError('rejected', 'meetings.no_sites_in_room');
    const here = new Map(sites.map(({ name }) => [name.toLocaleLowerCase('vi'), name]));
    const isSeated = (personId: string | null): boolean => seats.some((seat) => seat.personId === personId);
    const added = earlier
      .filter(({ name }) => !here.has(name.toLocaleLowerCase('vi')))
      .map(({ name, place, contactId, contact }) => newSite(id(), { name, place, contact, contactId: isSeated(contactId) ? contactId : null }));
    assertFits(sites.length + added.length, 'sites');
    await storeSites(db, meetingId, [...sites, ...added]);
    let placed = 0;
    for (const { name } of earlier) {
      const at = new Set(theirs.filter(({ site }) => site === name).map(({ personId }) => personId));
      const people = seats.filter(({ personId, site, attendance }) => at.has(personId) && site === null && attendance !== 'room');
      if (people.length > 0) await seatAt(db, people.map((seat) => seat.id), here.get(name.toLocaleLowerCase('vi')) ?? name);
      placed += people.length;
    }
    emit({ type: SITES_CHANGED, stream: meetingId, payload: { sites: sites.length + added.length } });
    return { added: added.length, placed };
  },
  audit: ({ meetingId, fromId }, _loaded, { added, placed }) => ({ objectType: 'sites', objectId: meetingId, meetingId, details: { fromId, added, placed } }),
});
