import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { callerFor } from '../../delegations';
import { isAnnounced } from '../access';
import { listMeetings } from '../repository';

const COMING = 24;
const PAST = 6;

/** The sessions of somebody the caller prepares for, by that person's seats: those to come, and the last ones (delegations DG3). */
export const preparedFor = defineQuery({
  name: 'meetings.prepared-for',
  input: z.strictObject({ for: z.uuid() }),
  async load({ for: leaderId }, { db, caller, now }) {
    const leader = await callerFor(db, caller, leaderId, now);
    const viewer = { personId: leaderId, clerkOf: [], preparesOf: [] };
    // What was called off before it was announced is known to who prepares it, which is an office and no seat.
    const known = async (part: 'coming' | 'past', most: number) => (await listMeetings(db, viewer, { part, now, most })).filter(isAnnounced);
    return { fullName: leader.kind === 'person' ? leader.fullName : '', coming: await known('coming', COMING), past: await known('past', PAST) };
  },
  policy: () => allow,
  present({ fullName, coming, past }) {
    const row = ({ id, title, state, startsAt, endsAt, place }: (typeof coming)[number]) => ({ id, title, state, startsAt, endsAt, place });
    return { fullName, coming: coming.map(row), past: past.map(row) };
  },
});
