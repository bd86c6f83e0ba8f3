import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { bodiesOfAgency, communesToday } from '../../organization';
import { loadMeetingAccess, preparersOnly, prepares } from '../access';
import { localDateOf } from '../facts';
import { listSeats } from '../repository';
import { earlierSites, knownSites, listSites } from '../repository.sites';
import { siteMarks } from '../sites';
import { viewerOf } from '../viewer';

/** The sites of a session for those who prepare it (M59), with what they can be taken from: earlier sessions of the body, sites of the agency, communes of today (M62). */
export const sites = defineQuery({
  name: 'meetings.sites',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: preparersOnly,
  async present(access, { meetingId }, { db, caller }) {
    const { meeting } = access;
    const listed = await listSites(db, meetingId);
    const [viewer, personId] = [await viewerOf(db, caller), personIdOf(caller)];
    const known = await knownSites(db, personId ? await bodiesOfAgency(db, personId) : []);
    const communes = (await communesToday(db, localDateOf(meeting.startsAt))).map(({ shortName, name }) => ({ name: shortName, place: name }));
    const here = new Set(listed.map(({ name }) => name.toLocaleLowerCase('vi')));
    const offered = new Map([...communes, ...known].map((one) => [one.name.toLocaleLowerCase('vi'), one]));
    return {
      meeting: { id: meeting.id, title: meeting.title, state: meeting.state, form: meeting.form },
      sites: listed.map(({ id, name, place, contactId, contact }) => ({ id, name, place, contactId, contact })),
      /** What is sent along with a change. */
      seen: siteMarks(listed),
      people: (await listSeats(db, meetingId)).map((seat) => ({ personId: seat.personId, fullName: seat.fullName, position: seat.position, role: seat.role, site: seat.site, isInHall: seat.attendance === 'room' && seat.leftAt === null })),
      earlier: viewer ? await earlierSites(db, viewer, meeting) : [],
      catalogue: [...offered].flatMap(([folded, one]) => (here.has(folded) ? [] : [one])),
      can: { change: prepares(access) && meeting.form !== 'room' && (meeting.state === 'draft' || meeting.state === 'published' || meeting.state === 'in_session') },
    };
  },
});
