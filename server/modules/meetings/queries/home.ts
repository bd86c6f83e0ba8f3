import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { bodiesOfAgency } from '../../organization';
import { mayCheckIn } from '../abilities';
import { runsSitting, accessOf } from '../access';
import { localDateOf } from '../facts';
import { sightOf, unseenPapers } from '../sight';
import { changedFor } from '../looks';
import { authorityOf, cancellationOf, countsOf, findSeat, itemPlace, listMeetings, listSeats, presentedNow, type Meeting, type MeetingChoice } from '../repository';

/** A published session that was never opened stays on the home screen this long after its planned end. */
const STALE_HOURS = 12;
const DRAFTS_SHOWN = 3;
/** Changed sessions named on the home screen. */
const CHANGED_SHOWN = 5;
/** Sessions looked at for the next one: more than anybody calls off in a row. */
const CANCELLED_BETWEEN = 50;

/** One session for the first look: the running one, else the next (M12), what changed in those to come (M17), and the drafts this person prepares. */
export const home = defineQuery({
  name: 'meetings.home',
  input: z.strictObject({}),
  load: async (_input, { db, caller, now }) => {
    const personId = personIdOf(caller);
    const preparesOf = personId && hasRole(caller, 'officer') ? await bodiesOfAgency(db, personId) : [];
    const ask = async (choice: Omit<MeetingChoice, 'now'>): Promise<Meeting[]> =>
      personId && !hasRole(caller, 'admin') ? listMeetings(db, { personId, clerkOf: [], preparesOf }, { ...choice, now }) : [];
    const stale = new Date(now.getTime() - STALE_HOURS * 3_600_000);
    const [running] = await ask({ part: 'running', most: 1 });
    const coming = await ask({ part: 'coming', endsFrom: stale, most: CANCELLED_BETWEEN });
    const next = running ?? coming.find(({ state }) => state === 'published') ?? null;
    const drafts = await ask({ part: 'drafts', most: DRAFTS_SHOWN });
    const changed = personId ? (await changedFor(db, personId, coming, now)).slice(0, CHANGED_SHOWN) : [];
    return { personId, next, drafts, changed, authority: personId ? await authorityOf(db, personId, next?.bodyId ?? null, localDateOf(now)) : null };
  },
  policy: signedIn,
  async present({ personId, next, drafts, changed, authority }, _input, { db, caller, now }) {
    const card = async (meeting: Meeting, person: string) => {
      const seat = await findSeat(db, meeting.id, person);
      const access = accessOf(meeting, seat, caller, false);
      const unseen = access ? await unseenPapers(db, meeting.id, await sightOf(db, access, caller, now)) : new Set<string>();
      const [seats, counts, current, presented] = await Promise.all([
        listSeats(db, meeting.id),
        countsOf(db, meeting.id, unseen),
        meeting.currentItemId ? itemPlace(db, meeting.id, meeting.currentItemId) : null,
        meeting.state === 'in_session' ? presentedNow(db, meeting.id, unseen) : null,
      ]);
      const chair = seats.find(({ role }) => role === 'chair');
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
      /** Sessions to come that are not as this person last saw them. */
      changed: await Promise.all(
        changed.map(async ({ meeting, changes }) => ({
          id: meeting.id,
          title: meeting.title,
          startsAt: meeting.startsAt,
          state: meeting.state,
          changes,
          cancelled: meeting.state === 'cancelled' ? await cancellationOf(db, meeting.id) : null,
        })),
      ),
      drafts: drafts.map(({ id, title, startsAt }) => ({ id, title, startsAt })),
      can: { create: hasRole(caller, 'officer') },
    };
  },
});
