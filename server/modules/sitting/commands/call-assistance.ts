import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { isThere, loadMeetingAccess } from '../../meetings';
import { SERVICE_STIRRED } from '../events';
import { seatedOnly } from '../loading';
import { createCall, listCalls, SERVICES } from '../repository.hall';

/** Calls for a technician, water or papers, without a word (L31). Called already, it is the same call. */
export const callAssistance = defineCommand({
  name: 'sitting.call-assistance',
  input: z.strictObject({ meetingId: z.uuid(), kind: z.enum(SERVICES) }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: seatedOnly,
  requires: { meeting: ['in_session'] },
  // A receipt would tell for months who wanted what.
  replayable: false,
  async run({ meetingId, kind }, { seat }, { db, now, id, emit }) {
    if (!seat) throw new DomainError('not_found', 'not_found');
    if (!isThere(seat)) throw new DomainError('conflict', 'sitting.not_there');
    const open = (await listCalls(db, meetingId)).find((call) => call.personId === seat.personId && call.kind === kind && call.answeredAt === null);
    if (open) return { callId: open.id };
    const callId = id();
    await createCall(db, meetingId, { id: callId, personId: seat.personId, kind, calledAt: now });
    emit({ type: SERVICE_STIRRED, stream: meetingId, payload: {}, unsigned: true });
    return { callId };
  },
  // Of no session: what somebody needed at the table is nobody's to look up afterwards.
  audit: (_input, _access, { callId }) => ({ objectType: 'service_call', objectId: callId }),
});
