import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { endFloorOf } from '../../floor';
import { isThere, listSeats, loadMeetingAccess, setAttendance } from '../../meetings';
import { PERSON_LEFT } from '../events';

/** Somebody leaves before the end: themselves, or noted by the secretary (L5). */
export const leave = defineCommand({
  name: 'sitting.leave',
  input: z.strictObject({ meetingId: z.uuid(), personId: z.uuid() }),
  load: async ({ meetingId, personId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { ...access, leaving: (await listSeats(db, meetingId)).find((seat) => seat.personId === personId) ?? null };
  },
  policy: (_caller, { isSecretary, seat }, { personId }) => allowIf(isSecretary || seat?.personId === personId, 'sitting.secretary_only'),
  requires: { meeting: ['published', 'in_session'] },
  async run({ meetingId, personId }, { leaving }, { db, now, emit }) {
    if (!leaving) throw new DomainError('not_found', 'not_found');
    if (!isThere(leaving)) throw new DomainError('conflict', 'sitting.not_there');
    await setAttendance(db, leaving.id, { leftAt: now });
    await endFloorOf(meetingId, [personId], { db, now, emit });
    emit({ type: PERSON_LEFT, stream: meetingId, payload: { personId } });
    return { leftAt: now.toISOString() };
  },
  audit: ({ meetingId, personId }, { leaving }) => ({ objectType: 'attendee', objectId: leaving?.id ?? personId, meetingId, details: { personId } }),
});
