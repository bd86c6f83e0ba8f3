import { z } from 'zod';
import { hasRole, personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { bodiesOfAgency } from '../../organization';
import { listMeetings, type Meeting } from '../repository';

const row = ({ id, title, kind, state, startsAt, endsAt, place, openedAt, closedAt }: Meeting) => ({
  id,
  title,
  kind,
  state,
  startsAt,
  endsAt,
  place,
  openedAt,
  closedAt,
});

/** Sessions of the caller: drafts in preparation, coming ones nearest first, past ones newest first. */
export const list = defineQuery({
  name: 'meetings.list',
  input: z.strictObject({}),
  load: async (_input, { db, caller }) => {
    const personId = personIdOf(caller);
    if (!personId || hasRole(caller, 'admin')) return [];
    const [isClerk, isOfficer] = [hasRole(caller, 'clerk'), hasRole(caller, 'officer')];
    const own = isClerk || isOfficer ? await bodiesOfAgency(db, personId) : [];
    return listMeetings(db, { personId, clerkOf: isClerk ? own : [], preparesOf: isOfficer ? own : [] });
  },
  policy: signedIn,
  present: (meetings, _input, { caller, now }) => {
    const over = (meeting: Meeting): boolean =>
      meeting.state === 'closed' || (meeting.state === 'cancelled' && meeting.endsAt.getTime() < now.getTime());
    return {
      drafts: meetings.filter(({ state }) => state === 'draft').map(row),
      coming: meetings.filter((meeting) => meeting.state !== 'draft' && !over(meeting)).map(row),
      past: meetings.filter(over).reverse().map(row),
      can: { create: hasRole(caller, 'officer') },
    };
  },
});
