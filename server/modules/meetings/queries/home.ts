import { z } from 'zod';
import { hasRole, personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { bodiesOfAgency } from '../../organization';
import { mayCheckIn } from '../abilities';
import { runsSitting, accessOf } from '../access';
import { localDateOf } from '../facts';
import { authorityOf, countsOf, findSeat, itemPlace, listMeetings, listSeats, presentedNow, type Meeting } from '../repository';

/** A published session that was never opened stays on the home screen this long after its planned end. */
const STALE_HOURS = 12;

/** One session for the first look: the running one, else the next (M12), and the drafts this person prepares. */
export const home = defineQuery({
  name: 'meetings.home',
  input: z.strictObject({}),
  load: async (_input, { db, caller, now }) => {
    const personId = personIdOf(caller);
    const known = personId && !hasRole(caller, 'admin') ? await listMeetings(db, { personId, clerkOf: [], preparesOf: hasRole(caller, 'officer') ? await bodiesOfAgency(db, personId) : [] }) : [];
    const stale = now.getTime() - STALE_HOURS * 3_600_000;
    const next =
      known.find((meeting) => meeting.state === 'in_session') ??
      known.find((meeting) => meeting.state === 'published' && meeting.endsAt.getTime() >= stale) ??
      null;
    const drafts = known.filter((meeting) => meeting.state === 'draft');
    return { personId, next, drafts, authority: personId ? await authorityOf(db, personId, next?.bodyId ?? null, localDateOf(now)) : null };
  },
  policy: signedIn,
  async present({ personId, next, drafts, authority }, _input, { db, caller, now }) {
    const card = async (meeting: Meeting, person: string) => {
      const [seats, seat, counts, current, presented] = await Promise.all([
        listSeats(db, meeting.id),
        findSeat(db, meeting.id, person),
        countsOf(db, meeting.id),
        meeting.currentItemId ? itemPlace(db, meeting.id, meeting.currentItemId) : null,
        meeting.state === 'in_session' ? presentedNow(db, meeting.id) : null,
      ]);
      const chair = seats.find(({ role }) => role === 'chair');
      const access = accessOf(meeting, seat, caller, false);
      return {
        id: meeting.id,
        title: meeting.title,
        kind: meeting.kind,
        state: meeting.state,
        startsAt: meeting.startsAt,
        endsAt: meeting.endsAt,
        openedAt: meeting.openedAt,
        place: meeting.place,
        form: meeting.form,
        remoteSites: meeting.remoteSites,
        chair: chair ? { fullName: chair.fullName, position: chair.position } : null,
        seat: seat && { role: seat.role, attendance: seat.attendance, checkedInAt: seat.checkedInAt },
        counts,
        current,
        presented,
        can: { run: access !== null && runsSitting(access), checkIn: mayCheckIn(meeting, seat, now) },
      };
    };
    return {
      next: next && personId ? await card(next, personId) : null,
      /** Name of the body that meets, else of the person's own, else of the unit; null for people of none. */
      authority,
      drafts: drafts.slice(0, 3).map(({ id, title, startsAt }) => ({ id, title, startsAt })),
      can: { create: hasRole(caller, 'officer') },
    };
  },
});
