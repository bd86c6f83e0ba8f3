import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { FLOOR_REQUESTS_MOST, FLOOR_MINUTES } from '../../../shared/rules/floor-queue';
import { listSeats, loadMeetingAccess } from '../../meetings';
import { FLOOR_REQUESTED } from '../events';
import { ownOrOfficers } from '../loading';
import { createRequest, findFloorItem, requestsOf } from '../repository';
import { assertAsked, assertMaySpeak, assertTakesRequests, seatOf, type FloorRequest } from '../request';
import { wanted } from '../wanted';

/** Asks for the floor on an item (FL1–FL4): for oneself, or for somebody else by those who run the sitting. Asked for again while it waits, it is the same request. */
export const requestFloor = defineCommand({
  name: 'floor.request-floor',
  input: z.strictObject({
    meetingId: z.uuid(),
    itemId: z.uuid(),
    /** Somebody else; left out: oneself. */
    personId: z.uuid().optional(),
    ...wanted,
    minutes: wanted.minutes.default(FLOOR_MINUTES.usual),
  }),
  load: async ({ meetingId, itemId, personId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const item = await findFloorItem(db, meetingId, itemId);
    if (!item) throw new DomainError('not_found', 'not_found');
    return { ...access, item, ownerId: personId ?? personIdOf(caller) };
  },
  policy: ownOrOfficers,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, itemId, kind, topic, minutes, askedId }, { item, ownerId }, { db, now, id, emit }) {
    if (ownerId === null) throw new DomainError('not_found', 'not_found');
    const seats = await listSeats(db, meetingId);
    const seat = seatOf(seats, ownerId);
    assertTakesRequests(item);
    assertMaySpeak(seat, itemId);
    const all = await requestsOf(db, itemId);
    const own = all.filter(({ personId }) => personId === ownerId);
    const same = own.find((one) => one.kind === kind && (one.state === 'waiting' || one.state === 'speaking'));
    if (same?.state === 'speaking') throw new DomainError('conflict', 'floor.has_floor');
    if (same) return { requestId: same.id };
    if (own.length >= FLOOR_REQUESTS_MOST) throw new DomainError('rejected', 'floor.too_many', { most: FLOOR_REQUESTS_MOST });
    const place = Math.max(0, ...all.map((one) => one.place)) + 1;
    const request: FloorRequest = { id: id(), meetingId, itemId, personId: ownerId, kind, topic, minutes, askedId: kind === 'question' ? askedId : null, place, state: 'waiting', requestedAt: now, settledAt: null };
    assertAsked(request, seats);
    await createRequest(db, request);
    emit({ type: FLOOR_REQUESTED, stream: meetingId, payload: { requestId: request.id, itemId, personId: ownerId, kind, minutes, askedId: request.askedId } });
    return { requestId: request.id };
  },
  audit: ({ meetingId, itemId, kind }, { ownerId }, { requestId }) => ({ objectType: 'floor_request', objectId: requestId, meetingId, details: { itemId, personId: ownerId, kind } }),
  auditRefusal: ({ meetingId, itemId, kind }, { ownerId }, { reason }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId, details: { personId: ownerId, kind, reason } }),
});
