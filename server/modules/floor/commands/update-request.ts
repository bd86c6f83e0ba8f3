import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { listSeats } from '../../meetings';
import { REQUEST_UPDATED } from '../events';
import { assertWaits, loadRequest, ownOrOfficers } from '../loading';
import { requestsOf, updateRequest as store } from '../repository';
import { assertAsked } from '../request';
import { wanted } from '../wanted';

/** Says more of a request that waits: on what, how long, of what kind (FL2). Its place stays. */
export const updateRequest = defineCommand({
  name: 'floor.update-request',
  input: z.strictObject({ meetingId: z.uuid(), requestId: z.uuid(), ...wanted }),
  load: async ({ meetingId, requestId }, { db, caller }) => loadRequest(db, meetingId, requestId, caller),
  policy: ownOrOfficers,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, requestId, kind, topic, minutes, askedId: asked }, { request }, { db, emit }) {
    assertWaits(request);
    const { itemId, personId } = request;
    const askedId = kind === 'question' ? asked : null;
    assertAsked({ kind, personId, askedId, itemId }, await listSeats(db, meetingId));
    const twin = (await requestsOf(db, itemId)).some((one) => one.id !== requestId && one.personId === personId && one.kind === kind && (one.state === 'waiting' || one.state === 'speaking'));
    if (twin) throw new DomainError('conflict', 'floor.asked_already');
    await store(db, requestId, { kind, topic, minutes, askedId });
    emit({ type: REQUEST_UPDATED, stream: meetingId, payload: { requestId, itemId, kind, minutes, askedId } });
    return {};
  },
  audit: ({ meetingId, requestId, kind, minutes }) => ({ objectType: 'floor_request', objectId: requestId, meetingId, details: { kind, minutes } }),
});
