import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { REQUEST_WITHDRAWN } from '../events';
import { assertWaits, loadRequest, ownOrOfficers } from '../loading';
import { settleRequest } from '../repository';

/** Takes a request back; it stays in view as withdrawn (FL2). Taken back already, nothing changes. */
export const withdrawRequest = defineCommand({
  name: 'floor.withdraw-request',
  input: z.strictObject({ meetingId: z.uuid(), requestId: z.uuid() }),
  load: async ({ meetingId, requestId }, { db, caller }) => loadRequest(db, meetingId, requestId, caller),
  policy: ownOrOfficers,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, requestId }, { request }, { db, now, emit }) {
    if (request.state === 'withdrawn') return {};
    assertWaits(request);
    await settleRequest(db, requestId, 'withdrawn', now);
    emit({ type: REQUEST_WITHDRAWN, stream: meetingId, payload: { requestId, itemId: request.itemId, personId: request.personId } });
    return {};
  },
  audit: ({ meetingId, requestId }, { request }) => ({ objectType: 'floor_request', objectId: requestId, meetingId, details: { personId: request.personId } }),
});
