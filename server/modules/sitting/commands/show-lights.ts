import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { findSeatMap, loadMeetingAccess } from '../../meetings';
import { HALL_CHANGED } from '../events';
import { officersOnly } from '../loading';
import { hangSign, takeDownSign } from '../repository.hall';

/** The screens on the wall show the lights of the seats, or the course of the sitting again (L76). */
export const showLights = defineCommand({
  name: 'sitting.show-lights',
  input: z.strictObject({ meetingId: z.uuid(), lights: z.boolean() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, lights }, { seat }, { db, now, id, emit }) {
    if (lights && !(await findSeatMap(db, meetingId))) throw new DomainError('rejected', 'sitting.no_seat_map');
    if (lights) await hangSign(db, meetingId, { id: id(), kind: 'lights', text: '', by: seat?.fullName ?? '', hungAt: now });
    else await takeDownSign(db, meetingId, 'lights');
    emit({ type: HALL_CHANGED, stream: meetingId, payload: {} });
    return {};
  },
  audit: ({ meetingId, lights }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { lights } }),
});
