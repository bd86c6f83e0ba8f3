import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { loadMeetingAccess } from '../../meetings';
import { SERVICE_STIRRED } from '../events';
import { answerCall as answer, findCall } from '../repository.hall';

/** The secretary or an assistant is on the way; or whoever called needs nothing any more (L31). Answered already, nothing changes. */
export const answerCall = defineCommand({
  name: 'sitting.answer-call',
  input: z.strictObject({ meetingId: z.uuid(), callId: z.uuid() }),
  load: async ({ meetingId, callId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const call = await findCall(db, meetingId, callId);
    // Nobody else knows of a call.
    if (!access.isSecretary && (!call || call.personId !== access.seat?.personId)) throw new DomainError('not_found', 'not_found');
    return { ...access, call };
  },
  policy: (_caller, { isSecretary, seat, call }) => allowIf(isSecretary || call?.personId === seat?.personId, 'sitting.secretary_only'),
  requires: { meeting: ['in_session'] },
  replayable: false,
  async run({ meetingId }, { call }, { db, now, emit }) {
    if (!call) throw new DomainError('gone', 'sitting.call_gone');
    if (call.answeredAt) return {};
    await answer(db, call.id, now);
    emit({ type: SERVICE_STIRRED, stream: meetingId, payload: {}, unsigned: true });
    return {};
  },
  audit: ({ callId }) => ({ objectType: 'service_call', objectId: callId }),
});
