import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadView } from '../view-as';

/** One session of somebody the caller prepares for (delegations DG3). */
export const preparedSession = defineQuery({
  name: 'meetings.prepared-session',
  input: z.strictObject({ meetingId: z.uuid(), for: z.uuid() }),
  load: loadView,
  policy: () => allow,
  present({ access: { meeting, seat } }) {
    const { id, title, state, startsAt, endsAt, place } = meeting;
    return { fullName: seat?.fullName ?? '', session: { id, title, state, startsAt, endsAt, place } };
  },
});
