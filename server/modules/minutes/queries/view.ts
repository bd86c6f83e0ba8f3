import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadMeetingAccess } from '../../meetings';
import { maySee } from '../policy';
import { abilitiesOf, forReaders, presentMinutes } from '../present';
import { findMinutesOf } from '../repository';

/** The minutes of a session for everybody of it: state, number, signatures and file once approved; null before (N9). */
export const view = defineQuery({
  name: 'minutes.view',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => ({ access: await loadMeetingAccess(db, meetingId, caller), minutes: await findMinutesOf(db, meetingId) }),
  policy: () => allow,
  async present({ access, minutes }, _input, { db, caller }) {
    const { meeting } = access;
    const session = { id: meeting.id, title: meeting.title, state: meeting.state, closedAt: meeting.closedAt };
    const works = access.isSecretary || access.isChair || access.isClerk || access.isSystem;
    if (!minutes || !maySee(access, minutes)) return { session, works, minutes: null, can: abilitiesOf(access, minutes, [], caller) };
    const { shown, steps } = await presentMinutes(db, minutes);
    return { session, works, minutes: works ? shown : forReaders(shown), can: abilitiesOf(access, minutes, steps, caller) };
  },
});
